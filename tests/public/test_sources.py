"""A source's page: its text with the quotes marked, as much of it as may be shown."""

import datetime as dt
import html
import re

import pytest

from quotes.editorial import entry, workflow
from quotes.editorial.entry import Party
from quotes.models import Evidence, Speaker
from quotes.transfer.seed import seed
from quotes.verification import evidence, reviews
from sources.models import Capture, Source, Tombstone
from tests.cast import STORY, span_of

pytestmark = pytest.mark.django_db
ADDRESS = "/articles/{}/mayor-promises-ferry-pier-by-may/"


def text(client, source, status=200, query=""):
    response = client.get(ADDRESS.format(source.pk) + query)
    assert response.status_code == status
    return html.unescape(response.content.decode())


def test_an_article_of_drafts_alone_is_not_there(client, draft_quote, article):
    text(client, article, status=404)
    assert "ferry pier" not in client.get("/articles/").content.decode()


def test_the_whole_text_is_shown_with_its_published_quotes_marked(
    client, published_quote, draft_quote, article
):
    shown = text(client, article)
    assert "Harbour mayor Petra Oduya promised on Tuesday" in shown
    assert f'id="q{published_quote.pk}"' in shown
    assert f'id="q{draft_quote.pk}"' not in shown
    assert f"/quotes/{draft_quote.pk}/" not in shown


def test_only_passages_are_shown_where_only_they_may_be(freely, client, published_quote, article):
    Source.objects.filter(pk=article.pk).update(display="passages")
    shown = text(client, article)
    assert "“the</span> money is gone”" in shown  # its note is tied to the first word
    assert "promised on Tuesday" not in shown
    assert "Not a day later" not in shown


def test_a_withheld_text_gives_its_reason_and_no_word_of_it(
    freely, client, published_quote, article
):
    Source.objects.filter(pk=article.pk).update(
        display="withheld", withheld_reason="A court is hearing the case."
    )
    shown = text(client, article)
    assert "A court is hearing the case." in shown
    assert "money is gone" not in shown
    assert "Nils Aster" in shown


@pytest.mark.parametrize("display", ["full", "passages", "withheld"])
def test_an_article_without_a_headline_is_named_by_its_outlet_and_day(
    freely, client, published_quote, article, display
):
    Source.objects.filter(pk=article.pk).update(
        headline="", display=display, withheld_reason="A court."
    )
    response = client.get(f"/articles/{article.pk}/", follow=True)
    assert response.redirect_chain == [
        (f"/articles/{article.pk}/quayside-courier-4-march-2025/", 301)
    ]
    assert "<h1" in (shown := response.content.decode())
    assert "<bdi>Quayside Courier</bdi>, 4 March 2025</h1>" in shown
    for address in ("/", "/quotes/", "/articles/", "/quotes.json", "/quotes.atom", "/quotes.csv"):
        listed = client.get(address).content.decode()
        assert "[Harbour mayor" not in listed and "Untitled" not in listed


def test_a_text_is_never_named_by_its_opening_words(freely, client, published_quote, article):
    Source.objects.filter(pk=article.pk).update(headline="", publisher=None)
    Capture.objects.create(source=article, text="Another story altogether, not published yet.")
    response = client.get(f"/articles/{article.pk}/", follow=True)
    shown = response.content.decode()
    assert "<bdi>Article of 4 March 2025</bdi></h1>" in shown
    assert "[Harbour mayor" not in shown and "Another story" not in shown


def test_a_later_text_is_public_once_it_is_evidence(client, published_quote, article, fay):
    later = Capture.objects.create(source=article, text="Later edition: the money is gone.")
    assert "Later edition" not in text(client, article)
    assert text(client, article, status=404, query=f"?capture={later.pk}")
    Evidence.objects.create(
        quote=published_quote,
        quote_revision=published_quote.revision_number,
        capture=later,
        purpose="later_capture",
        linked_by=fay,
    )
    assert "Later edition" in text(client, article, query=f"?capture={later.pk}")
    assert "Harbour mayor" in text(client, article)


@pytest.mark.parametrize("requested", ["0", "x", "-1", "9" * 400])
def test_a_text_that_the_source_does_not_have_is_not_there(
    client, published_quote, article, requested
):
    text(client, article, status=404, query=f"?capture={requested}")


def test_a_tombstone_gives_its_day_and_kind_of_reason(client, published_quote, capture, ed):
    Tombstone.objects.create(
        capture=capture, start=0, end=7, reason="court_order", note="for the newsroom", erased_by=ed
    )
    shown = text(client, capture.source)
    assert "a court ordered it" in shown.lower()
    assert "for the newsroom" not in shown


@pytest.mark.parametrize("wrong", ["/articles/{}/", "/articles/{}/x/", "/sources/{}/"])
def test_any_other_address_leads_to_the_lasting_one(client, published_quote, article, wrong):
    response = client.get(wrong.format(article.pk))
    assert response.status_code == 301
    assert response["Location"] == ADDRESS.format(article.pk)


def test_a_document_that_is_a_voice_has_its_page(client):
    seed()
    plan = Source.objects.get(headline="President Trump’s plan")
    response = client.get(f"/sources/{plan.pk}/", follow=True)
    assert response.status_code == 200
    assert [q.cue for q in response.context["cited_by"]] == ["According to"]


def test_a_source_that_no_public_quote_needs_is_not_there(client):
    post = Source.objects.create(kind="post", headline="A post that nobody quotes")
    assert client.get(f"/sources/{post.pk}/").status_code == 404
    assert "nobody quotes" not in client.get("/sources/").content.decode()


def test_an_article_costs_the_same_queries_for_few_quotes_and_many(
    client, published_quote, publish_many, article, django_assert_max_num_queries
):
    text(client, article)
    with django_assert_max_num_queries(40) as few:
        text(client, article)
    publish_many(25)
    with django_assert_max_num_queries(40) as many:
        text(client, article)
    assert len(few) == len(many)


def test_a_source_named_by_its_day_says_it_once(freely, client, published_quote, article):
    Source.objects.filter(pk=article.pk).update(headline="")
    page = client.get(f"/articles/{article.pk}/", follow=True).content.decode()
    head = page[page.index('class="eyebrow"') : page.index("</h1>")]
    assert head.count("4 March 2025") == 1
    assert "Quayside Courier, 4 March 2025" in re.sub("</?bdi>", "", head)


def test_texts_of_one_day_differ_by_the_hour(client, published_quote):
    article = published_quote.capture.source
    for hour in (9, 10):
        at = dt.datetime(2025, 3, 6, hour, tzinfo=dt.UTC)
        later = Capture.objects.create(source=article, text=f"{STORY}{hour}", captured_at=at)
        evidence.link(published_quote, later, purpose="later_capture", by=None)
    page = client.get(f"/articles/{article.pk}/", follow=True).content.decode()
    assert "Pasted, 6 March 2025, 09:00 UTC</a>" in page
    assert "Pasted, 6 March 2025, 10:00 UTC</a>" in page


def test_a_text_that_quotes_are_compared_with_is_not_said_to_have_none(client, published_quote):
    post = Source.objects.create(kind="post", published_on=dt.date(2025, 3, 3))
    text = Capture.objects.create(source=post, text="They say the money is gone.")
    evidence.link(published_quote, text, purpose="primary", by=None)
    page = client.get(f"/sources/{post.pk}/", follow=True).content.decode()
    assert "Quotes compared with it" in page and "no published quotes" not in page


def published_in(capture, words, **fields):
    quote = entry.enter(capture, segments=[span_of(capture, words)], by=None, **fields)
    workflow.submit(quote, by=None)
    workflow.publish(quote, by=None)
    return quote


def notes(client, article) -> list[list[str]]:
    """The quotes named by each note beside the text."""
    shown = client.get(f"/articles/{article.pk}/", follow=True).content.decode()
    found = re.findall(r'<span class="note [^"]*beside" data-quote="([\d ]+)"', shown)
    return [numbers.split() for numbers in found]


def test_neighbours_by_one_speaker_with_one_status_share_a_note(client, article):
    text = "“One,” said Ilka Brand. “Two,” she added. “Three,” said Bo Quarrie. “Four,” she said.\n\n“Five.”"
    capture = Capture.objects.create(source=article, text=text)
    ilka = Speaker.objects.create(name="Ilka Brand")
    bo = Speaker.objects.create(name="Bo Quarrie")
    one, two, three, four, five = (
        published_in(
            capture,
            f"“{word}",
            parties=[Party(as_named=said.name if said is bo else "", speaker=said)],
        )
        for word, said in (
            ("One", ilka), ("Two", ilka), ("Three", bo), ("Four", ilka), ("Five", ilka)
        )
    )  # fmt: skip
    numbers = [[str(one.pk), str(two.pk)], [str(three.pk)], [str(four.pk)], [str(five.pk)]]
    assert notes(client, article) == numbers
    reviews.review(two, verdict="disputed", reason="She denies it.", by=None)
    assert notes(client, article)[:2] == [[str(one.pk)], [str(two.pk)]]


def test_a_shared_note_says_its_status_once_and_links_each_quote(client, article):
    text = "“The lamp will burn all night,” said Ilka Brand. “The quay stays open,” she added."
    capture = Capture.objects.create(source=article, text=text)
    ilka = Speaker.objects.create(name="Ilka Brand")
    words = ("The lamp will burn all night,", "The quay stays open,")
    post = Source.objects.create(kind="post", language="en")
    original = Capture.objects.create(
        source=post, text="The lamp will burn all night, and I say: The quay stays open, too."
    )
    quotes = [
        published_in(capture, f"“{one}”", parties=[Party(speaker=ilka)], cue=cue)
        for one, cue in zip(words, ("said", "added"), strict=True)
    ]
    for quote in quotes:
        evidence.link(quote, original, purpose="primary", by=None)
    shown = client.get(f"/articles/{article.pk}/", follow=True).content.decode()
    [note] = re.findall(
        r'<span class="note note--same beside".*?</span></span>\n', shown, re.DOTALL
    )
    assert "Both match the original post" in note
    assert all(f'href="/quotes/{quote.pk}/"' in note for quote in quotes)
