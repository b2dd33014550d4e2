"""A list with one line a quote, for readers who scan."""

import html
import re

import pytest

from quotes.models import Quote
from quotes.text.standing_facts import SHORT
from quotes.transfer.seed import seed
from tests.public.test_standing_everywhere import MAKERS, plain

pytestmark = pytest.mark.django_db


def rows(client, query="?view=lines") -> dict[int, list[str]]:
    """By quote what its row reads: day, who, words, status."""
    page = client.get(f"/quotes/{query}").content.decode()
    found = {}
    for pk, row in re.findall(r'<tr id="quote-(\d+)">(.*?)</tr>', page, re.DOTALL):
        cells = re.findall(r"<td.*?>(.*?)</td>", row, re.DOTALL)
        found[int(pk)] = [html.unescape(re.sub("<.*?>", "", cell)).strip() for cell in cells]
    return found


def test_a_line_has_the_day_who_the_words_and_the_status(client):
    seed()
    quote = Quote.objects.get(cue="pledged")
    assert rows(client)[quote.pk] == [
        "5 Oct 2025",
        "Donald Trump",
        "He pledged to “continue to monitor this centuries-old conflict.”",
        "≠ Differs",
    ]


def test_what_is_cut_from_a_line_is_never_who_said_it_and_how(client):
    seed()
    shown = rows(client)
    for quote in Quote.objects.published().prefetch_related("segments"):
        words = shown[quote.pk][2]
        assert quote.cue in words[: words.index(quote.segments.first().words[:20])]


@pytest.mark.parametrize("code", [code for code in MAKERS if code != "withdrawn"])
def test_a_line_always_has_a_status(client, superuser, code):
    quote = MAKERS[code](superuser)
    assert rows(client)[quote.pk][3].endswith(SHORT[code])


def test_a_list_keeps_its_lines_when_it_is_narrowed_turned_and_sorted(client, publish_many):
    publish_many(25)
    page = client.get("/quotes/?q=pier&view=lines")
    assert page.context["listing"].in_lines
    text = page.content.decode()
    for link in re.findall(r'<a href="([^"]*)" data-swap data-key="\w+=', text):
        assert "view=lines" in link
    assert "view=lines" in page.context["listing"].page.older
    assert '<input type="hidden" name="view" value="lines">' in text
    assert re.search(r'<a href="\?q=pier#count" data-swap data-key="cards">', text)


def test_feeds_and_files_of_a_list_know_nothing_of_lines(client, publish_many):
    publish_many(2)
    text = client.get("/quotes/?q=pier&view=lines").content.decode()
    for name in ("atom", "csv", "json"):
        assert f'href="/quotes.{name}?q=pier"' in text


def test_cards_are_what_any_other_view_shows(client, publish_many):
    publish_many(2)
    for query in ("", "?view=", "?view=cards", "?view=x"):
        assert '<ol class="cards' in client.get(f"/quotes/{query}").content.decode()
    assert '<ol class="cards' not in plain(client.get("/quotes/?view=lines"))
