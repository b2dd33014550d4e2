"""A quote's page: who said it, where it is, what changed, and what is no longer there."""

import html

import pytest

from quotes.editorial import entry, workflow
from quotes.editorial.entry import Party
from quotes.models import Evidence, Match, Quote, QuoteLink, Review
from quotes.verification import evidence, related_quotes, reviews
from sources.models import Capture, Source
from tests.cast import amended_openly, span_of

pytestmark = pytest.mark.django_db


def page(client, quote, status=200):
    response = client.get(f"/quotes/{quote.pk}/")
    assert response.status_code == status
    return response


def text(response):
    return html.unescape(response.content.decode())


@pytest.mark.parametrize("fixture", ["draft_quote", "submitted_quote", "unnamed_quote"])
def test_a_draft_is_not_there(client, request, fixture):
    page(client, request.getfixturevalue(fixture), status=404)


def test_a_draft_is_not_there_for_its_editor_either(client, draft_quote, ed):
    client.force_login(ed)
    page(client, draft_quote, status=404)


@pytest.mark.parametrize("pk", ["0", "999", "9" * 30, "9" * 5000])
def test_a_number_that_no_quote_has_is_not_there(client, pk):
    assert client.get(f"/quotes/{pk}/").status_code == 404


def test_the_words_are_shown_with_their_attribution_cue_and_kind(client, published_quote):
    shown = text(page(client, published_quote))
    assert "“the money is gone”" in shown
    assert "denied" in shown
    assert "Nils Aster" in shown
    assert "Direct quote" in shown
    assert "Only in this article: no original compared yet" in shown
    assert "Not yet checked" not in shown


def test_the_passage_is_cut_from_its_article(client, published_quote):
    shown = text(page(client, published_quote))
    assert "Council member Nils Aster denied that" in shown
    assert "promised on Tuesday" not in shown


def test_a_withdrawn_quote_answers_gone_with_its_page_and_the_reason(client, published_quote, ed):
    workflow.withdraw(
        published_quote, by=ed, reason="The council denies the sentence was ever said."
    )
    shown = text(page(client, published_quote, status=410))
    assert "This quote was withdrawn" in shown
    assert "The council denies the sentence was ever said." in shown
    assert "noindex" in shown


@pytest.fixture
def replacement(published_quote, jo):
    return workflow.replacement_of(published_quote, by=jo)


def test_a_replacement_that_is_a_draft_leaves_no_trace(client, published_quote, replacement):
    shown = text(page(client, published_quote))
    assert "replace" not in shown
    assert f"/quotes/{replacement.pk}/" not in shown


def test_a_replaced_quote_points_to_its_replacement(client, published_quote, replacement, jo, ed):
    workflow.submit(replacement, by=jo)
    workflow.publish(replacement, by=ed, reason="The words were cut short.")
    old = text(page(client, published_quote, status=410))
    assert f'href="/quotes/{replacement.pk}/"' in old
    new = text(page(client, replacement))
    assert f'href="/quotes/{published_quote.pk}/"' in new


def test_history_shows_public_changes_only_with_before_and_after(
    client, published_quote, superuser
):
    amended_openly(
        published_quote,
        medium="council chamber",
        kind="correction",
        reason="Where it was said was missing.",
    )
    response = page(client, published_quote)
    changes = response.context["changes"]
    assert [change.revision.kind for change in changes] == ["correction", "published"]
    [difference] = changes[0].differences
    assert (difference.label, difference.before, difference.after) == (
        "Medium",
        "",
        "council chamber",
    )
    assert "Where it was said was missing." in text(response)


def test_a_review_of_an_earlier_wording_says_so(client, published_quote, fay):
    Review.objects.create(
        quote=published_quote,
        quote_revision=0,
        verdict="confirmed",
        reason="Heard on the council's own recording.",
        reviewed_by=fay,
    )
    assert "Confirmed (for an earlier wording)" in text(page(client, published_quote))


def test_a_review_of_these_words_is_shown_without_a_caveat(client, published_quote, fay):
    Review.objects.create(
        quote=published_quote,
        quote_revision=published_quote.revision_number,
        verdict="disputed",
        reason="He says he never did.",
        reviewed_by=fay,
    )
    shown = text(page(client, published_quote))
    assert "Disputed" in shown
    assert "for an earlier wording" not in shown
    assert "He says he never did." in shown


@pytest.fixture
def transcript(published_quote, fay):
    """Minutes of the council, linked as the primary source."""
    source = Source.objects.create(kind="transcript", headline="Council minutes", language="en")
    minutes = Capture.objects.create(
        source=source, text="Mr Aster: It is not true that the money is gone. Next item."
    )
    evidence = Evidence.objects.create(
        quote=published_quote,
        quote_revision=published_quote.revision_number,
        capture=minutes,
        purpose="primary",
        linked_by=fay,
    )
    words = published_quote.segments.get()
    start = minutes.text.index("the money is gone")
    Match.objects.create(
        evidence=evidence,
        position=0,
        stretch_start=words.start + 1,
        stretch_end=words.end - 1,
        verdict="exact",
        place_start=start,
        place_end=start + len("the money is gone"),
        engine_version="1",
    )
    return evidence


def test_evidence_is_shown_with_the_words_in_context(client, published_quote, transcript):
    shown = text(page(client, published_quote))
    assert "Council minutes" in shown
    assert "Word for word" in shown
    assert 'It is not true that <mark class="same">the money is gone</mark>. Next item.' in shown


@pytest.mark.parametrize(
    ("display", "around", "place"),
    [("full", True, True), ("passages", False, True), ("withheld", False, False)],
)
def test_evidence_shows_no_more_than_its_source_may(
    freely, client, published_quote, transcript, display, around, place
):
    Source.objects.filter(headline="Council minutes").update(
        display=display, withheld_reason="The council asked."
    )
    shown = text(page(client, published_quote))
    assert ("It is not true that" in shown) is around
    assert ('<mark class="same">the money is gone</mark>' in shown) is place


def test_unlinked_evidence_is_gone(client, published_quote, transcript, fay):
    Evidence.objects.update(unlinked_by=fay, unlinked_at=transcript.linked_at, unlinked_why="Wrong")
    assert "Council minutes" not in text(page(client, published_quote))


def test_a_withheld_text_gives_its_reason_instead(freely, client, published_quote, article):
    Source.objects.filter(pk=article.pk).update(
        display="withheld", withheld_reason="A court is hearing the case."
    )
    shown = text(page(client, published_quote))
    assert "A court is hearing the case." in shown
    assert "Council member Nils Aster denied that" not in shown


def test_links_lead_to_public_quotes_only(client, published_quote, draft_quote, ed, jo):
    QuoteLink.objects.create(
        from_quote=draft_quote,
        to_quote=published_quote,
        relation="contradicts",
        reason="The pier would need that money.",
    )
    assert "The pier would need that money." not in text(page(client, published_quote))
    workflow.submit(draft_quote, by=jo)
    workflow.publish(draft_quote, by=ed)
    for quote in (published_quote, draft_quote):
        shown = text(page(client, quote))
        assert "The pier would need that money." in shown
        assert "Contradicts" in shown or "contradicts" in shown


def test_a_quote_inside_a_draft_does_not_name_it(client, published_quote, draft_quote, freely):
    Quote.objects.filter(pk=published_quote.pk).update(parent=draft_quote)
    shown = text(page(client, published_quote))
    assert f"/quotes/{draft_quote.pk}/" not in shown
    assert "The pier will open in May" not in shown


def test_markup_and_direction_marks_in_words_are_shown_as_text(client, jo, ed):
    source = Source.objects.create(kind="post", headline="<i>\u202eA post</i>", language="en")
    capture = Capture.objects.create(source=source, text="“<script>alert(1)</script> \u202ego”")
    quote = entry.enter(
        capture,
        segments=[span_of(capture, capture.text)],
        parties=[Party(as_named="<script>")],
        by=jo,
    )
    workflow.submit(quote, by=jo)
    workflow.publish(quote, by=ed)
    shown = page(client, quote).content.decode()
    assert "<script>alert" not in shown
    assert "\u202e" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_a_quote_costs_the_same_queries_beside_few_and_many_others(
    client, published_quote, publish_many, django_assert_max_num_queries
):
    publish_many(2)
    page(client, published_quote)
    with django_assert_max_num_queries(40) as few:
        page(client, published_quote)
    publish_many(20)
    with django_assert_max_num_queries(40) as many:
        page(client, published_quote)
    assert len(few) == len(many)


def test_evidence_links_fact_checks_and_verdicts_are_signed_by_their_author(
    client, published_quote, submitted_quote, fay, ed
):
    fay.first_name, fay.last_name = "Fay", "Naylor"
    fay.save()
    workflow.publish(submitted_quote, by=ed)
    source = Source.objects.create(kind="statement", language="en")
    said = Capture.objects.create(source=source, text="They say the money is gone.")
    evidence.link(published_quote, said, purpose="primary", by=fay)
    related_quotes.add_fact_check(
        published_quote,
        by=fay,
        publisher="The Gauge",
        rating="So so",
        url="https://gauge.example/1",
    )
    related_quotes.link_quotes(
        published_quote, submitted_quote, relation="repeats", reason="Again.", by=fay
    )
    reviews.review(published_quote, verdict="not_traced", reason="Looked.", by=fay)
    page = client.get(f"/quotes/{published_quote.pk}/").content.decode()
    for heading, end in (
        ("In the original", "Checks by the newsroom"),
        ("Checks by the newsroom", "Is the claim true?"),
        ("Is the claim true?", "Related quotes"),
        ("Related quotes", "History"),
    ):
        part = page.partition(f"<h2>{heading}")[2].partition(f"<h2>{end}")[0]
        assert "Fay Naylor" in part, heading


def test_what_the_program_linked_says_so(client, published_quote):
    related_quotes.add_fact_check(
        published_quote, by=None, publisher="The Gauge", rating="So", url="https://gauge.example/1"
    )
    page = client.get(f"/quotes/{published_quote.pk}/").content.decode()
    assert "by the program" in page.partition("<h2>Is the claim true?")[2]
