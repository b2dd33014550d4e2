"""A source linked to a quote, and what the program finds of it there."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from quotes.models import Evidence, Match, Quote
from quotes.transfer.seed import seed
from quotes.verification import evidence
from quotes.verification.discrepancies import mismatches
from quotes.verification.suggested_evidence import suggested_evidence
from sources.models import Capture, Publisher, Source
from tests.cast import STORY

pytestmark = pytest.mark.django_db
Purpose = Evidence.Purpose

SPEECH = (
    "Good evening.\n\nThe pier will open in May. I said so in June: not a day later! "
    "As for the budget, the money is NOT gone."
)


@pytest.fixture
def speech(db):
    """The mayor's own post of the evening before the story."""
    source = Source.objects.create(
        kind=Source.Kind.POST,
        publisher=Publisher.objects.create(name="Quay", kind="platform"),
        author="Petra Oduya",
        account="@oduya",
        published_at=dt.datetime(2025, 3, 3, 20, 0, tzinfo=dt.UTC),
        published_on=dt.date(2025, 3, 3),
        language="en",
    )
    return Capture.objects.create(source=source, text=SPEECH)


def verdicts(linked: Evidence) -> list[tuple[str, str]]:
    return [
        (match.verdict, linked.capture.text[match.place_start : match.place_end])
        for match in linked.matches.all()
        if match.place_start is not None
    ]


def test_each_verbatim_span_is_matched_on_its_own(draft_quote, speech, fay):
    linked = evidence.link(draft_quote, speech, purpose=Purpose.PRIMARY, by=fay)
    assert verdicts(linked) == [
        ("typography", "The pier will open in May"),
        ("typography", "not a day later"),
    ]
    assert (linked.linked_by, linked.quote_revision) == (fay, draft_quote.revision_number)


def test_of_the_eight_spans_of_the_seed_the_program_finds_which_were_altered():
    seed()
    found = Match.objects.order_by("stretch_start")
    kinds = [match.verdict for match in found]
    assert (len(kinds), kinds.count("exact"), kinds.count("typography")) == (8, 5, 2)
    altered = found.get(verdict="altered")
    post = altered.evidence.capture
    assert post.text[altered.place_start : altered.place_end].endswith("Centuries old “conflict.”")
    assert ["del", "centuries-old conflict."] in altered.detail["diff"]
    seed()
    assert Match.objects.count() == 8


def test_a_quote_is_no_evidence_for_itself(draft_quote, capture, fay):
    with pytest.raises(ValidationError, match="can't prove the quote"):
        evidence.link(draft_quote, capture, purpose=Purpose.PRIMARY, by=fay)
    assert not Evidence.objects.exists()


def test_another_capture_of_its_source_is_a_later_capture_only(draft_quote, article, speech, fay):
    later = Capture.objects.create(source=article, text=f"Updated.\n\n{STORY}")
    with pytest.raises(ValidationError, match="Link it as a later capture"):
        evidence.link(draft_quote, later, purpose=Purpose.PRIMARY, by=fay)
    with pytest.raises(ValidationError, match="This is another source"):
        evidence.link(draft_quote, speech, purpose=Purpose.LATER_CAPTURE, by=fay)
    linked = evidence.link(draft_quote, later, purpose=Purpose.LATER_CAPTURE, by=fay)
    assert [kind for kind, _ in verdicts(linked)] == ["exact", "exact"]


def test_the_same_capture_is_linked_once_for_a_purpose(draft_quote, speech, fay):
    evidence.link(draft_quote, speech, purpose=Purpose.PRIMARY, by=fay)
    with pytest.raises(ValidationError, match="already linked"):
        evidence.link(draft_quote, speech, purpose=Purpose.PRIMARY, by=fay)


def test_only_who_may_check_links_evidence(draft_quote, speech, jo):
    with pytest.raises(PermissionDenied):
        evidence.link(draft_quote, speech, purpose=Purpose.PRIMARY, by=jo)


def test_a_party_of_another_quote_is_no_hop(draft_quote, published_quote, speech, fay):
    hop = published_quote.attributions.get()
    with pytest.raises(ValidationError, match="another quote"):
        evidence.link(draft_quote, speech, purpose=Purpose.PRIMARY, by=fay, hop=hop)


@pytest.mark.parametrize(
    ("locator", "first", "last", "says"),
    [
        ("time", "12 minutes", "", "isn't a time code"),
        ("time", "0:20", "0:10", "end is before the start"),
        ("time", "0:20", "0:50", "past the end"),
        ("paragraph", "3", "", "only 2 paragraphs"),
        ("paragraph", "0", "", "counted from 1"),
        ("page", "9", "4", "is before the first"),
        ("", "4", "", "Choose whether this is"),
    ],
)
def test_a_place_that_is_not_there_is_refused(draft_quote, fay, locator, first, last, says):
    source = Source.objects.create(kind=Source.Kind.TRANSCRIPT)
    text = "[00:05] The pier will open in May.\n\n[00:40] Good night."
    captions = Capture.objects.create(source=source, text=text)
    where = {"locator": locator, "located_from": first, "located_to": last}
    with pytest.raises(ValidationError, match=says):
        evidence.link(draft_quote, captions, purpose=Purpose.PRIMARY, by=fay, **where)
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("text", "first", "last", "refused"),
    [
        ("Words without any time code.", "4:31", "", True),
        ("Words without any time code.", "4:00", "4:31", True),
        ("Words without any time code.", "4:00", "4:30", False),
        ("[00:05] Cut short. [00:40] Good night.", "1:00", "", False),
    ],
)
def test_a_time_code_past_the_recordings_own_length_is_refused(
    draft_quote, fay, text, first, last, refused
):
    tape = Source.objects.create(kind=Source.Kind.AUDIO, duration=270)
    heard = Capture.objects.create(source=tape, text=text, method="heard", obtained_by="Fay")
    where = {"locator": "time", "located_from": first, "located_to": last}
    if not refused:
        evidence.link(draft_quote, heard, purpose=Purpose.PRIMARY, by=fay, **where)
        return
    with pytest.raises(ValidationError, match="the recording, which is 4:30 long"):
        evidence.link(draft_quote, heard, purpose=Purpose.PRIMARY, by=fay, **where)
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("seconds", [0, 3_000_000])
def test_no_recording_lasts_nothing_or_more_than_a_month(seconds):
    with pytest.raises(ValidationError, match="at least a second and at most a month"):
        Source(kind=Source.Kind.VIDEO, duration=seconds).full_clean()


def test_another_language_is_not_compared_until_a_named_reader_reads_it(draft_quote, fay):
    source = Source.objects.create(kind=Source.Kind.STATEMENT, language="da")
    danish = Capture.objects.create(source=source, text="The pier will open in May, på dansk.")
    linked = evidence.link(draft_quote, danish, purpose=Purpose.PRIMARY, by=fay)
    assert {m.verdict for m in linked.matches.all()} == {"not_compared"}
    with pytest.raises(ValidationError, match="needs a named reader"):
        evidence.record_reading(linked, "supported", by=None)
    evidence.record_reading(linked, "supported", by=fay, note="Read in Danish.")
    linked.refresh_from_db()
    assert (linked.reading, linked.read_by) == ("supported", fay)


def test_a_paraphrase_is_not_compared_by_the_program(capture, mayor, speech, jo, fay):
    from quotes.editorial import entry
    from tests.cast import span_of

    quote = entry.enter(capture, segments=[span_of(capture, "reopen the old ferry pier")], by=jo)
    linked = evidence.link(quote, speech, purpose=Purpose.PRIMARY, by=fay)
    assert [m.verdict for m in linked.matches.all()] == ["not_compared"]


def test_evidence_is_unlinked_with_a_reason_and_once(draft_quote, speech, fay):
    linked = evidence.link(draft_quote, speech, purpose=Purpose.PRIMARY, by=fay)
    with pytest.raises(ValidationError, match="Say why"):
        evidence.unlink(linked, by=fay, why=" ")
    evidence.unlink(linked, by=fay, why="The post is a parody.")
    with pytest.raises(ValidationError, match="already"):
        evidence.unlink(Evidence.objects.get(), by=fay, why="The post is a parody.")
    evidence.link(draft_quote, speech, purpose=Purpose.PRIMARY, by=fay)


def test_linking_one_quote_suggests_the_others_that_are_there(published_quote, draft_quote, speech):
    suggested = suggested_evidence(published_quote, speech)
    assert [suggestion.quote for suggestion in suggested] == [draft_quote]
    assert [one.result.kind for one in suggested[0].compared] == ["typography", "typography"]


def test_a_few_common_words_suggestion_nothing(draft_quote, published_quote):
    source = Source.objects.create(kind=Source.Kind.POST)
    note = Capture.objects.create(source=source, text="Not a day, said somebody. In May then.")
    assert suggested_evidence(published_quote, note) == []


def test_suggested_quotes_are_linked_together_each_on_its_own_match(
    published_quote, draft_quote, speech, fay
):
    linked = evidence.link_together([published_quote, draft_quote], speech, by=fay)
    assert [e.quote for e in linked] == [published_quote, draft_quote]
    assert [m.verdict for m in linked[0].matches.all()] == ["altered"]
    assert suggested_evidence(published_quote, speech) == []


def test_nothing_known_disagrees_with_a_fitting_source(draft_quote, speech):
    assert mismatches(draft_quote, speech, Purpose.PRIMARY) == []


@pytest.mark.parametrize(
    ("quote_fields", "source_fields", "says"),
    [
        ({"medium": "Harbour Radio"}, {}, "article says Harbour Radio; the post is on Quay"),
        ({}, {"author": "Nils Aster"}, "attributed to Petra Oduya; the post is signed Nils Aster"),
        (
            {"said_from": dt.date(2025, 2, 20), "said_to": dt.date(2025, 2, 20)},
            {},
            "which no time zone explains",
        ),
        ({}, {"published_at": dt.datetime(2025, 3, 9, tzinfo=dt.UTC)}, "later than the article"),
    ],
)
def test_what_the_source_knows_is_compared_with_the_quote(
    draft_quote, speech, quote_fields, source_fields, says
):
    Quote.objects.filter(pk=draft_quote.pk).update(**quote_fields)
    Source.objects.filter(pk=speech.source_id).update(**source_fields)
    quote, capture = Quote.objects.get(), Capture.objects.get(pk=speech.pk)
    assert any(says in sentence for sentence in mismatches(quote, capture, Purpose.PRIMARY))


def test_a_day_that_time_zones_explain_is_no_mismatch(draft_quote, speech):
    Quote.objects.filter(pk=draft_quote.pk).update(
        said_from=dt.date(2025, 3, 4), said_to=dt.date(2025, 3, 4)
    )
    assert mismatches(Quote.objects.get(), speech, Purpose.PRIMARY) == []


def test_a_post_from_another_account_than_before_is_reported(
    draft_quote, published_quote, speech, fay
):
    evidence.link(draft_quote, speech, purpose=Purpose.PRIMARY, by=fay)
    Source.objects.filter(pk=speech.source_id).update(account="@oduya")
    parody = Source.objects.create(
        kind=Source.Kind.POST, publisher=speech.source.publisher, account="@0duya"
    )
    fake = Capture.objects.create(source=parody, text=SPEECH)
    assert "posted by @0duya" in " ".join(mismatches(draft_quote, fake, Purpose.PRIMARY))
