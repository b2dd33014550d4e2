"""Link a source to a quote, and keep what the program finds of each stretch in it.

The computed match proposes; a person decides, in a review.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from quotes import search
from quotes.editorial.workflow import require_permission
from quotes.models import Attribution, Evidence, Match, Quote
from quotes.text.locators import WrongLocator, check_numbers, check_times
from quotes.text.matching import PreparedText
from quotes.text.text_layout import paragraph_bounds
from quotes.verification.comparison import as_match, compare_quote
from sources.models import Capture

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
    """Link a capture to a quote and compare them, stretch by stretch.

    `hop` is the party whose saying or passing-on it proves; None is the voice.
    `where` may give locator, located_from, located_to and note. Raises
    ValidationError, with nothing stored, for what can't be evidence.
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
    return evidence


def write_matches(evidence: Evidence, text: PreparedText | None = None) -> list[Match]:
    """Compute and store what stands of the quote in the evidence."""
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
    """Link one capture to several quotes, each compared and matched by itself."""
    text = PreparedText(capture.text)
    return [link(quote, capture, purpose=purpose, by=by, text=text) for quote in quotes]


@transaction.atomic
def unlink(evidence: Evidence, *, by, why: str) -> None:
    """Take a comparison back. It stays in the record, with who, when and why."""
    require_permission(by, "change_evidence")
    if not why.strip():
        raise ValidationError("Say why the evidence is unlinked.", code="reason")
    standing = Evidence.objects.filter(pk=evidence.pk, unlinked_at=None)
    evidence.unlinked_at, evidence.unlinked_by, evidence.unlinked_why = (
        timezone.now(),
        by,
        why.strip(),
    )
    evidence.full_clean(exclude=["quote", "capture", "hop", "linked_by"])
    if not standing.update(
        unlinked_at=evidence.unlinked_at, unlinked_by=by, unlinked_why=evidence.unlinked_why
    ):
        raise ValidationError("Somebody else unlinked this evidence already.", code="unlinked")
    search.refresh(evidence.quote)


@transaction.atomic
def record_reading(evidence: Evidence, reading: str, *, by, note: str = "") -> None:
    """What a named reader found of what is not compared word for word."""
    require_permission(by, "change_evidence")
    if by is None:
        raise ValidationError("A reading needs a reader with a name.", code="reader")
    if evidence.unlinked_at:
        raise ValidationError("This evidence was unlinked. Link it again first.", code="unlinked")
    evidence.reading, evidence.read_by, evidence.read_at = reading, by, timezone.now()
    evidence.read_note = note.strip()
    evidence.full_clean(exclude=["quote", "capture", "hop", "linked_by"])
    evidence.save(update_fields=["reading", "read_by", "read_at", "read_note"])


def check(evidence: Evidence) -> None:
    """Refuse what can't be evidence for this quote, in a sentence."""
    quote, capture = evidence.quote, evidence.capture
    own = capture.source_id == quote.capture.source_id
    if capture.pk == quote.capture_id:
        raise ValidationError(
            "This is the text that the quote was found in; it can't prove itself. "
            "Link the source that it speaks of.",
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
    """Refuse a paragraph, page or time code that can't be read or isn't there."""
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
            raise WrongLocator("Say what the place is: a paragraph, a page or a time code.")
    except WrongLocator as wrong:
        raise ValidationError(str(wrong), code="locator") from None


def reaches_voice(evidence: Evidence) -> bool:
    """Whether it proves that the voice said it, not only that somebody passed it on."""
    proves = (Purpose.PRIMARY, Purpose.CORROBORATES)
    return evidence.purpose in proves and (evidence.hop is None or evidence.hop.is_voice)
