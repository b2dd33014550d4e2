"""The whole story, in the order it happens. If you read one test, read this one.

Jo pastes an article and gives the words of its quotes. Ed publishes them. Rex
finds one, reads who said it and in which words the article says so. Ed takes
one back. Nothing that isn't published shows anywhere, and nothing that was
goes without a trace.
"""

import re

import pytest
from django.test import Client

from quotes.models import Quote, Speaker
from sources.models import Capture, Source
from tests.admin.filling import fill, signed_in

pytestmark = pytest.mark.django_db

ARTICLE = (
    "Lighthouse keeper Ona Brandvik refused on Friday to leave the Skarv rock.\n\n"
    "“The lamp stays lit as long as I do,” Brandvik told Harbour Radio. "
    "“Send the boat back empty.”\n\n"
    "A coast guard officer, who asked not to be named, called the refusal “a quarrel about pay.”\n"
)
LAMP = "“The lamp stays lit as long as I do,”"
BOAT = "“Send the boat back empty.”"
PAY = "“a quarrel about pay.”"


@pytest.fixture
def rex():
    """Rex the reader has no account."""
    return Client()


def parties(*rows):
    """The boxes of an attribution, one row for each party, in order."""
    boxes = {"attributions-TOTAL_FORMS": len(rows), "attributions-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        boxes |= {f"attributions-{number}-{name}": value for name, value in row.items()}
    return boxes


def shown(client, address, status=200) -> str:
    """The words on a page, without its markup."""
    response = client.get(address)
    assert response.status_code == status, address
    text = re.sub(r"(?s)<(script|style|svg).*?</\1>|<[^>]+>", "", response.content.decode())
    return " ".join(text.split())


def test_from_a_pasted_article_to_a_quote_that_a_reader_checks(jo, ed, rex):
    # Jo pastes a story. It names no headline, so none is made up.
    newsroom = signed_in(jo)
    added = fill(newsroom, "/admin/sources/article/add/", text=ARTICLE, published_on="2026-02-06")
    assert added.status_code == 302
    source, capture = Source.objects.get(), Capture.objects.get()
    assert capture.text == ARTICLE
    assert source.title == "Article of 6 February 2026"

    # She gives the words of a quote that "told Harbour Radio" interrupts, and who says it.
    keeper = Speaker.objects.create(name="Ona Brandvik")
    radio = Speaker.objects.create(name="Harbour Radio", kind="organisation")
    entry = f"/admin/quotes/quote/add/?capture={capture.pk}"
    chain = parties(
        {"relation": "voice", "as_named": "Brandvik", "speaker": keeper.pk},
        {"relation": "told", "as_named": "Harbour Radio", "speaker": radio.pk},
    )
    assert (
        fill(newsroom, entry, words=f"{LAMP}\n[…]\n{BOAT}", cue="told", **chain).status_code == 302
    )
    lamp = Quote.objects.get()
    assert [s.words for s in lamp.segments.all()] == [LAMP, BOAT]
    assert lamp.kind == "direct"

    # A word that isn't there is refused, with the nearest passage, and what she typed stays.
    wrong = fill(newsroom, entry, words="“The lamp stays dark as long as I do,”", cue="told")
    assert wrong.status_code == 200
    page = wrong.content.decode()
    assert "stays dark" in page and "stays lit" in page
    assert Quote.objects.count() == 1

    # The officer is unnamed and stays so, in the article's own words.
    officer = {
        "relation": "voice",
        "as_named": "A coast guard officer",
        "anonymity_reason": "asked not to be named",
    }
    assert fill(newsroom, entry, words=PAY, cue="called", **parties(officer)).status_code == 302
    pay = Quote.objects.exclude(pk=lamp.pk).get()

    # Until an editor publishes, the public sees nothing of it, not even that there is something.
    for address in (f"/quotes/{lamp.pk}/", f"/speakers/{keeper.pk}/", f"/articles/{source.pk}/"):
        shown(rex, address, status=404)
    assert "Brandvik" not in shown(rex, "/") + shown(rex, "/quotes/") + shown(rex, "/speakers/")
    assert "The lamp" not in shown(rex, "/quotes/?q=lamp")

    # Jo hands both in; she can't publish her own, and Ed can.
    for quote in (lamp, pay):
        quote.refresh_from_db()
        step(newsroom, "submit", quote)
    assert step(newsroom, "publish", lamp).status_code == 403
    editors = signed_in(ed)
    for quote in (lamp, pay):
        step(editors, "publish", quote)
        assert Quote.objects.get(pk=quote.pk).status == "published"

    # Rex half remembers a word and a name. Either finds it, with who said it and to whom.
    for typed in ("lamp", "brandvik", '"boat back"', "LAMPS"):
        found = shown(rex, f"/quotes/?q={typed}")
        assert "The lamp stays lit" in found and "Ona Brandvik" in found, typed
    page = shown(rex, f"/quotes/{lamp.pk}/")
    assert "Ona Brandvik" in page and "Harbour Radio" in page and "told" in page
    assert "The lamp stays lit as long as I do" in page

    # The unnamed voice stays unnamed: no page is made for it.
    page = shown(rex, f"/quotes/{pay.pk}/")
    assert "coast guard officer" in page and "asked not to be named" in page
    assert "officer" not in shown(rex, "/speakers/")

    # He reads it in its place: the whole article, with its quotes marked.
    address = rex.get(f"/articles/{source.pk}/").headers["Location"]
    article = shown(rex, address)
    assert LAMP in article and BOAT in article
    marked = re.findall(
        rf'<mark\s+class="quoted" data-quotes="{lamp.pk}\b', rex.get(address).content.decode()
    )
    assert len(marked) == len(lamp.segments.all())

    # The station rings: the officer is paid well. Ed withdraws that quote, alone and at once.
    step(editors, "withdraw", pay, reason="Harbour Radio withdrew its report.")
    gone = shown(rex, f"/quotes/{pay.pk}/", status=410)
    assert "Harbour Radio withdrew its report." in gone
    assert "about pay" not in shown(rex, "/quotes/?q=quarrel")
    assert "Harbour Radio withdrew its report." in shown(rex, "/corrections/")

    # What happened to it can be read for good: each step, in order, with who and why.
    history = Quote.objects.get(pk=pay.pk).revisions.order_by("number")
    assert [r.kind for r in history] == ["entered", "submitted", "published", "withdrawal"]
    assert [r.made_by for r in history] == [jo, jo, ed, ed]


def step(client, name, quote, reason=""):
    """Take one step with one quote, as the admin's page for that step does."""
    seen = Quote.objects.get(pk=quote.pk).revision_number
    sent = {"quotes": f"{quote.pk}:{seen}", "reason": reason}
    return client.post(f"/admin/quotes/quote/steps/{name}/", sent)
