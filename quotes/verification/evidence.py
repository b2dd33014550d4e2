"""Link a source to a quote, and store how each span of the quote matches it.

The match results suggest a verdict; a person gives it, in a review.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from quotes import search
from quotes.editorial.workflow import require_permission
from quotes.models import Attribution, Evidence, Match, Quote, record_version
from quotes.text.locators import WrongLocator, check_numbers, check_times
from quotes.text.matching import PreparedText
from quotes.text.text_layout import paragraph_bounds
from quotes.verification.comparison import as_match, compare_quote
from sources.models import Capture
from sources.storable_text import is_blank, trimmed

Purpose, Locator = Evidence.Purpose, Evidence.Locator


@transaction.atomic
def link(
    quote: Quote,
    capture: Capture,
    *,
    purpose: str,
    by,
    hop: Attribution | None = None,
    text: PreparedText | None = None,
    **where,
) -> Evidence:
    """Link a capture to a quote and compare them, span by span.

    `hop` is the party whose statement the capture proves; None means the speaker. `where` may give
    locator, located_from, located_to and note. Raises ValidationError, with nothing stored, if
    the capture can't be evidence for the quote.
    """
    require_permission(by, "add_evidence")
    evidence = Evidence(
        quote=quote,
        quote_revision=quote.revision_number,
        capture=capture,
        purpose=purpose,
        hop=hop,
        linked_by=by,
        **where,
    )
    check(evidence)
    evidence.full_clean(exclude=["linked_by"])
    evidence.save()
    write_matches(evidence, text)
    search.refresh(quote)
    record_version.advance_for(quote)
    return evidence


def write_matches(evidence: Evidence, text: PreparedText | None = None) -> list[Match]:
    """Compare the quote with the evidence and store the match of each span."""
    later = evidence.purpose == Purpose.LATER_CAPTURE
    compared = compare_quote(evidence.quote, evidence.capture, text, by_context=later)
    matches = [as_match(one, position) for position, one in enumerate(compared)]
    for match in matches:
        match.evidence = evidence
    return Match.objects.bulk_create(matches)


@transaction.atomic
def link_together(
    quotes: Iterable[Quote], capture: Capture, *, by, purpose=Purpose.PRIMARY
) -> list[Evidence]:
    """Link one capture to several quotes, each compared by itself."""
    text = PreparedText(capture.text)
    return [link(quote, capture, purpose=purpose, by=by, text=text) for quote in quotes]


@transaction.atomic
def unlink(evidence: Evidence, *, by, why: str) -> None:
    """Unlink evidence. It stays in the record, with who unlinked it, when and why."""
    require_permission(by, "change_evidence")
    if is_blank(why):
        raise ValidationError("Say why the evidence is unlinked.", code="reason")
    linked = Evidence.objects.filter(pk=evidence.pk, unlinked_at=None)
    evidence.unlinked_at, evidence.unlinked_by, evidence.unlinked_why = (
        timezone.now(),
        by,
        trimmed(why),
    )
    evidence.full_clean(exclude=["quote", "capture", "hop", "linked_by"])
    if not linked.update(
        unlinked_at=evidence.unlinked_at, unlinked_by=by, unlinked_why=evidence.unlinked_why
    ):
        raise ValidationError("Someone else has already unlinked this evidence.", code="unlinked")
    search.refresh(evidence.quote)
    record_version.advance_for(evidence.quote)


@transaction.atomic
def record_reading(evidence: Evidence, reading: str, *, by, note: str = "") -> None:
    """Store what a named reader found in evidence that isn't compared word for word."""
    require_permission(by, "change_evidence")
    if by is None:
        raise ValidationError("A reading needs a named reader. Sign in first.", code="reader")
    if evidence.unlinked_at:
        raise ValidationError("This evidence was unlinked. Link it again first.", code="unlinked")
    evidence.reading, evidence.read_by, evidence.read_at = reading, by, timezone.now()
    evidence.read_note = trimmed(note)
    evidence.full_clean(exclude=["quote", "capture", "hop", "linked_by"])
    evidence.save(update_fields=["reading", "read_by", "read_at", "read_note"])
    record_version.advance_for(evidence.quote)


def check(evidence: Evidence) -> None:
    """Refuse, with a sentence, what can't be evidence for this quote."""
    quote, capture = evidence.quote, evidence.capture
    own = capture.source_id == quote.capture.source_id
    if capture.pk == quote.capture_id:
        raise ValidationError(
            "This is the text that the quote is from, so it can't prove the quote. "
            "Link the source that the text refers to.",
            code="own_capture",
        )
    if own and evidence.purpose != Purpose.LATER_CAPTURE:
        raise ValidationError(
            "This is another capture of the quote's own source. Link it as a later capture.",
            code="own_source",
        )
    if not own and evidence.purpose == Purpose.LATER_CAPTURE:
        raise ValidationError(
            "A later capture is one of the quote's own source. This is another source.",
            code="other_source",
        )
    if evidence.hop and evidence.hop.quote_id != quote.pk:
        raise ValidationError("This party belongs to another quote.", code="hop")
    check_locator(evidence)


def check_locator(evidence: Evidence) -> None:
    """Refuse a paragraph, page or time code that isn't valid or isn't in the source."""
    kind, first, last = evidence.locator, evidence.located_from, evidence.located_to
    text = evidence.capture.text
    try:
        if kind == Locator.TIME:
            check_times(first, last, text, evidence.capture.source.duration)
        elif kind == Locator.PARAGRAPH:
            check_numbers(first, last, len(paragraph_bounds(text)), "paragraph")
        elif kind == Locator.PAGE:
            check_numbers(first, last, None, "page")
        elif first.strip() or last.strip():
            raise WrongLocator("Choose whether this is a paragraph, a page or a time code.")
    except WrongLocator as wrong:
        raise ValidationError(str(wrong), code="locator") from None


def reaches_voice(evidence: Evidence) -> bool:
    """Whether it proves that the speaker said it, not only that somebody passed it on."""
    proves = (Purpose.PRIMARY, Purpose.CORROBORATES)
    return evidence.purpose in proves and (evidence.hop is None or evidence.hop.is_voice)
