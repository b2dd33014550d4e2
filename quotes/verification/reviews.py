"""Reviews: a person's verdict on whether the speaker said it. Match results only suggest one."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from quotes import search
from quotes.editorial.workflow import require_permission, require_reason
from quotes.models import Evidence, Match, Quote, Review, record_version
from quotes.verification.evidence import reaches_voice

Verdict = Review.Verdict
VERBATIM = (Match.Verdict.EXACT, Match.Verdict.TYPOGRAPHY)


@transaction.atomic
def review(
    quote: Quote,
    *,
    verdict: str,
    reason: str,
    by,
    evidence: Evidence | None = None,
    seen: int | None = None,
    after: int | None = None,
) -> Review:
    """Add a verdict on the quote as it is now.

    `seen` is the revision that the reviewer read, `after` the newest review that they knew (0 for
    none). If either is no longer the newest, ValidationError says so and nothing is stored.
    """
    require_permission(by, "add_review")
    locked = Quote.objects.select_for_update().get(pk=quote.pk)
    require_current(locked, seen, after)
    made = Review(
        quote=locked,
        quote_revision=locked.revision_number,
        verdict=verdict,
        reason=require_reason(reason),
        evidence=evidence,
        reviewed_by=by,
    )
    made.full_clean(exclude=["reviewed_by"])
    require_grounds(made)
    made.save()
    search.refresh(locked)
    record_version.advance_for(locked)
    return made


def require_current(quote: Quote, seen: int | None, after: int | None) -> None:
    """Refuse a verdict on an earlier revision, or one given without knowing the newest review."""
    if seen is not None and seen != quote.revision_number:
        raise ValidationError(
            "The quote was changed while you were checking it. Read it again, then decide.",
            code="earlier_wording",
        )
    newest = quote.reviews.order_by("-pk").first()
    if after is not None and newest is not None and newest.pk != after:
        raise ValidationError(
            "Someone else reviewed this quote in the meantime (%(verdict)s). "
            "Read their reason, then decide.",
            code="two_reviews",
            params={"verdict": newest.get_verdict_display().lower()},
        )


def require_grounds(review: Review) -> None:
    """Refuse a verdict without the evidence that it needs."""
    evidence = review.evidence
    if evidence and evidence.quote_id != review.quote_id:
        raise ValidationError("This evidence belongs to another quote.", code="evidence")
    if evidence and evidence.unlinked_at:
        raise ValidationError("This evidence was unlinked. Link it again first.", code="unlinked")
    if review.verdict == Verdict.CONFIRMED:
        require_proof(review.quote, evidence)


def require_proof(quote: Quote, evidence: Evidence | None) -> None:
    """Refuse to confirm a quote without evidence that was compared or read."""
    if evidence is None:
        if quote.first_hand:
            return
        raise ValidationError(
            "To confirm a quote, choose the evidence. Link the original, or a report that proves who "
            "passed it on.",
            code="no_evidence",
        )
    if evidence.purpose == Evidence.Purpose.CONTRADICTS:
        raise ValidationError("This evidence contradicts the quote.", code="contradicts")
    if evidence.purpose == Evidence.Purpose.LATER_CAPTURE:
        raise ValidationError(
            "A later capture shows what the article says now, not what was said. Link the original.",
            code="later",
        )
    unread = not evidence.matches.exclude(verdict=Match.Verdict.NOT_COMPARED).exists()
    if unread and not evidence.reading:
        raise ValidationError(
            "Nothing was compared here word for word. First record what a reader found.",
            code="unread",
        )


@dataclass(frozen=True)
class SuggestedVerdict:
    """The verdict that match results suggest; a person decides."""

    verdict: str
    reason: str


def suggest_verdict(evidence: Evidence) -> SuggestedVerdict | None:
    """The verdict that one comparison suggests, with a reason that names what was compared."""
    found = [match.verdict for match in evidence.matches.all()]
    compared = [result for result in found if result != Match.Verdict.NOT_COMPARED]
    if not compared or not reaches_voice(evidence):
        return None
    there = evidence.capture.source.get_kind_display().lower()
    here = evidence.quote.capture.source.get_kind_display().lower()
    if all(result in VERBATIM for result in compared):
        return SuggestedVerdict(
            Verdict.CONFIRMED, f"All the words are in the {there}, word for word."
        )
    if all(result == Match.Verdict.NOT_FOUND for result in compared):
        return SuggestedVerdict(Verdict.NOT_TRACED, f"The words aren't in the {there}.")
    if Match.Verdict.ALTERED in compared:
        return SuggestedVerdict(Verdict.ALTERED, f"The {here}'s wording differs from the {there}.")
    return None
