"""A list shows each quote as the record has it now: no card is cached."""

import datetime as dt

import pytest

from quotes.editorial import erasure, workflow
from quotes.models import Evidence, Quote, Review, Revision, Role, Speaker
from quotes.public.presentation.cards import cards, give_sentences
from quotes.public.presentation.loading import load
from quotes.templatetags.quote_card import card, card_list
from quotes.transfer.seed import seed
from quotes.verification import evidence, reviews
from sources.models import Source

pytestmark = pytest.mark.django_db


def as_read_whole(quote: Quote) -> str:
    [whole] = load(Quote.objects.filter(pk=quote.pk))
    give_sentences([whole])
    return card(whole)


def assert_listed_as_recorded(client, quote: Quote) -> str:
    """The card of the list is that of the quote read whole, and so is the whole list."""
    shown = as_read_whole(quote)
    assert card(cards([quote.pk])[0]) == shown
    page = client.get("/quotes/")
    listed = [one.pk for one in page.context["listing"].quotes]
    assert quote.pk in listed
    whole = {one.pk: one for one in load(Quote.objects.filter(pk__in=listed))}
    give_sentences(whole.values())
    assert card_list([whole[pk] for pk in listed]) in page.content.decode()
    return shown


def test_every_seeded_quote_is_listed_as_the_record_has_it(client):
    seed()
    for quote in Quote.objects.published():
        assert_listed_as_recorded(client, quote)


def test_unlinked_evidence_is_gone_from_lists_at_once(client, superuser):
    seed()
    linked = Evidence.objects.filter(purpose=Evidence.Purpose.PRIMARY, unlinked_at=None)
    quote = linked.filter(matches__verdict="altered").first().quote
    assert "Differs: the archived copy has" in assert_listed_as_recorded(client, quote)
    for one in linked.filter(quote=quote):
        evidence.unlink(one, by=superuser, why="Another post.")
    assert "Differs" not in assert_listed_as_recorded(client, quote)


def rename_the_speaker(quote, **cast):
    speaker = Speaker.objects.get(name="Nils Aster")
    speaker.name = "Nils <Holm>"
    speaker.save()
    return "Nils &lt;Holm&gt;"


def title_the_speaker(quote, **cast):
    speaker = Speaker.objects.get(name="Nils Aster")
    Role.objects.create(
        speaker=speaker,
        title="Council member",
        attested_in=quote.capture,
        attested_on=dt.date(2025, 3, 4),
    )
    return "Council member"


def rename_the_publisher(quote, **cast):
    publisher = quote.capture.source.publisher
    publisher.name = "Harbour Gazette"
    publisher.save()
    return "Harbour Gazette"


def change_the_headline(quote, **cast):
    source = quote.capture.source
    source.headline, source.published_on = "Money denied", dt.date(2025, 3, 5)
    source.save()
    return "money-denied"


def leave_the_article_without_headline(quote, **cast):
    source = quote.capture.source
    source.headline = ""
    source.save()
    return "/quayside-courier-4-march-2025/"


def withhold_the_article(quote, **cast):
    source = quote.capture.source
    source.headline, source.display, source.withheld_reason = "", Source.Display.WITHHELD, "Asked."
    source.save()
    return "/quayside-courier-4-march-2025/"


def review_it(quote, fay, **cast):
    reviews.review(quote, verdict=Review.Verdict.NOT_TRACED, reason="Looked for it.", by=fay)
    return "Not traced"


def change_words_after_a_review(quote, fay, ed, **cast):
    review_it(quote, fay)
    newest = quote.revisions.order_by("-number").first()
    Revision.objects.create(
        quote=quote,
        number=newest.number + 1,
        kind=Revision.Kind.CORRECTION,
        reason="Named in full.",
        is_public=True,
        changes_words_or_speaker=True,
        snapshot=newest.snapshot,
        made_by=ed,
    )
    return "(for an earlier wording)"


def say_the_day(quote, **cast):
    day = dt.date(2025, 3, 3)
    Quote.objects.filter(pk=quote.pk).update(said_from=day, said_to=day)
    return """<time datetime="2025-03-03">3 Mar 2025</time> <span>said</span>"""


def say_what_was_spoken(quote, **cast):
    Quote.objects.filter(pk=quote.pk).update(
        original_words="הכסף איננו <",
        spoken_language="he",
        language_basis="stated",
        translator="Noa & Co",
    )
    return (
        '<span class="fine">Spoken in Hebrew, translated by <bdi>Noa &amp; Co</bdi>:</span> '
        '<span dir="rtl" lang="he">הכסף איננו &lt;</span>'
    )


@pytest.mark.parametrize(
    "change",
    [
        rename_the_speaker,
        title_the_speaker,
        rename_the_publisher,
        change_the_headline,
        leave_the_article_without_headline,
        withhold_the_article,
        review_it,
        change_words_after_a_review,
        say_the_day,
        say_what_was_spoken,
    ],
    ids=lambda change: change.__name__,
)
def test_whatever_changes_shows_in_lists_at_once(freely, client, published_quote, fay, ed, change):
    assert_listed_as_recorded(client, published_quote)
    result = change(Quote.objects.get(pk=published_quote.pk), fay=fay, ed=ed)
    assert result in assert_listed_as_recorded(client, published_quote)


def test_what_is_published_is_listed_at_once_and_gone_once_withdrawn(client, submitted_quote, ed):
    assert cards([submitted_quote.pk]) == []
    workflow.publish(submitted_quote, by=ed)
    assert_listed_as_recorded(client, submitted_quote)
    workflow.withdraw(submitted_quote, by=ed, reason="The outlet took it back.")
    assert cards([submitted_quote.pk]) == []
    assert "The pier" not in client.get("/quotes/").content.decode()


def test_erased_words_are_gone_from_lists_at_once(client, published_quote, superuser):
    assert_listed_as_recorded(client, published_quote)
    erasure.erase(published_quote, by=superuser, reason="court_order")
    assert "money" not in client.get("/quotes/").content.decode()
