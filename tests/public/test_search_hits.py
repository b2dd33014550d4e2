"""A card shows why a search found it: the match is marked, wherever it is."""

import re

import pytest

from quotes.editorial import entry, workflow
from quotes.editorial.entry import Party
from quotes.models import Speaker
from sources.models import Capture, Source
from tests.cast import span_of

pytestmark = pytest.mark.django_db

TEXT = "“The pier is shut,” Ferry captain Ola Brandt <fumed> on her harbour podcast."


@pytest.fixture
def captain(jo, ed):
    """A quote whose speaker the source calls by more than the name."""
    source = Source.objects.create(kind="article", headline="The pier", language="en")
    capture = Capture.objects.create(source=source, text=TEXT)
    quote = entry.enter(
        capture,
        segments=[span_of(capture, "“The pier is shut,”")],
        parties=[
            Party(
                speaker=Speaker.objects.create(name="Ola Brandt"),
                as_named="Ferry captain Ola Brandt",
            )
        ],
        cue="<fumed>",
        medium="harbour podcast",
        by=jo,
    )
    workflow.submit(quote, by=jo)
    workflow.publish(quote, by=ed)
    return quote


def marked(client, query: str) -> tuple[str, list[str]]:
    """The list of a search, and what its cards mark as found."""
    page = client.get("/quotes/", {"q": query}).content.decode()
    return page, re.findall(r'<mark class="hit">(.*?)</mark>', page)


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("ferry captain", ["Ferry", "captain"]),
        ('"ferry captain"', ["Ferry captain"]),
        ("Brandt", ["Brandt", "Brandt"]),
        ("fumed", ["fumed"]),
        ("podcasts", ["podcast"]),
        ("pier", ["pier"]),
        ("pier -storm", ["pier"]),
    ],
)
def test_the_card_marks_the_match_in_words_names_cue_and_medium(client, captain, query, hits):
    assert marked(client, query)[1] == hits


def test_the_source_s_own_sentence_says_what_it_calls_the_speaker(client, captain):
    page, _ = marked(client, "captain")
    assert 'Ferry <mark class="hit">captain</mark> Ola Brandt &lt;fumed&gt;' in page
    assert "named in the source as" not in page


def test_without_that_sentence_the_source_s_own_name_is_shown_where_it_was_found(
    freely, client, captain
):
    Source.objects.update(display="withheld", withheld_reason="Asked.")
    page, _ = marked(client, "captain")
    assert "(named in the source as “<bdi>Ferry <mark" in page
    page, _ = marked(client, "Brandt")
    assert "named in the source as" not in page and "podcast" not in page


def test_a_medium_that_was_found_is_shown_with_how_it_is_known(freely, client, captain):
    page, hits = marked(client, "podcast")
    assert 'her harbour <mark class="hit">podcast</mark>' in page and hits == ["podcast"]
    Source.objects.update(display="withheld", withheld_reason="Asked.")
    page, _ = marked(client, "podcast")
    assert re.search(r"\(<bdi>in a harbour <mark class=\"hit\">podcast</mark></bdi>\)", page)


def test_marks_escape_what_a_source_has(client, captain):
    page, _ = marked(client, "fumed")
    assert '&lt;<mark class="hit">fumed</mark>&gt;' in page and "<fumed>" not in page
