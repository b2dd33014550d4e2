"""Other articles' variants of one utterance, found through the search index."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quotes.editorial import entry, workflow
from quotes.models import Quote, QuoteLink
from quotes.verification.variants import variants_of
from sources.models import Capture, Source
from tests.cast import span_of

pytestmark = pytest.mark.django_db


def printed(words: str, speaker, day: str = "2025-03-05", publish: bool = True) -> Quote:
    """Another article that quotes the speaker, entered by the program."""
    source = Source.objects.create(kind="article", published_on=dt.date.fromisoformat(day))
    capture = Capture.objects.create(source=source, text=f"“{words},” the speaker said.")
    quote = entry.enter(
        capture,
        segments=[span_of(capture, f"“{words},”")],
        parties=[entry.Party(speaker=speaker)],
        by=None,
        cue="said",
    )
    if publish:
        workflow.submit(quote, by=None)
        workflow.publish(quote, by=None)
    return quote


def found(quote: Quote) -> list[Quote]:
    loaded = Quote.objects.with_parts().get(pk=quote.pk)
    return [variant.quote for variant in variants_of(loaded)]


def test_a_variant_of_years_later_is_found_with_what_differs(submitted_quote, mayor, ed):
    workflow.publish(submitted_quote, by=ed)
    later = printed("The pier will open in June", mayor, "2031-06-01")
    loaded = Quote.objects.with_parts().get(pk=submitted_quote.pk)
    (variant,) = variants_of(loaded)
    assert variant.quote == later
    assert [part.text.strip() for part in variant.diff if part.op == "del"] == ["May,"]
    assert found(later) == [submitted_quote]


def test_only_the_same_voice_is_found(draft_quote, councillor):
    printed("The pier will open in May", councillor)
    assert found(draft_quote) == []


def test_whoever_only_passed_it_on_is_not_the_voice(draft_quote, mayor, councillor):
    source = Source.objects.create(kind="article")
    capture = Capture.objects.create(source=source, text="“The pier will open in May,” he told.")
    quote = entry.enter(
        capture,
        segments=[span_of(capture, "“The pier will open in May,”")],
        parties=[
            entry.Party(speaker=councillor),
            entry.Party(speaker=mayor, relation="told"),
        ],
        by=None,
    )
    workflow.submit(quote, by=None)
    workflow.publish(quote, by=None)
    assert found(draft_quote) == []


def test_a_withdrawn_or_linked_variant_is_not_suggested(draft_quote, mayor, ed):
    taken_back = printed("The pier will open in May", mayor)
    linked = printed("The pier will open in May", mayor)
    assert len(found(draft_quote)) == 2
    workflow.withdraw(taken_back, by=ed, reason="Never said.")
    QuoteLink.objects.create(
        from_quote=linked, to_quote=draft_quote, relation="same_utterance", reason="One speech."
    )
    assert found(draft_quote) == []


def test_a_draft_of_about_the_same_day_is_found_although_search_does_not_hold_it(
    draft_quote, mayor
):
    near = printed("The pier will open in May", mayor, publish=False)
    printed("The pier will open in May", mayor, "2031-06-01", publish=False)
    assert found(draft_quote) == [near]


def test_the_rarest_words_find_it_among_much_that_the_speaker_said(draft_quote, mayor):
    for number in range(45):
        printed(f"The pier is what I open my day with, number {number}", mayor)
    wanted = printed("The pier will open in May", mayor, "2031-06-01")
    assert found(draft_quote) == [wanted]


def test_the_number_of_queries_is_the_same_for_few_and_for_many(draft_quote, mayor):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as requested:
            found(draft_quote)
        return len(requested)

    printed("The pier will open in May", mayor)
    few = queries()
    for _ in range(8):
        printed("The pier will open in May", mayor)
    assert queries() == few


def test_a_suggestion_is_linked_with_one_press(client, draft_quote, mayor, fay):
    later = printed("The pier will open in June", mayor, "2031-06-01")
    client.force_login(fay)
    address = reverse("factcheck:quote", args=[draft_quote.pk])
    fields = {"relation": "same_utterance", "other": later.pk, "reason": "One speech."}
    shown = client.get(address).content.decode()
    assert f'<input type="hidden" name="related-other" value="{later.pk}">' in shown
    sent = {"action": "related"} | {f"related-{name}": value for name, value in fields.items()}
    assert client.post(address, sent).status_code == 302
    link = QuoteLink.objects.get()
    assert (link.from_quote, link.to_quote) == (later, draft_quote)
