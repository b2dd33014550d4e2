"""A person's verdict on whether they said it. The computed match only proposes."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from quotes import search
from quotes.editorial.workflow import require_permission, require_reason
from quotes.models import Evidence, Match, Quote, Review
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
    """Add a verdict on the quote as it stands.

    `seen` is the version judged and `after` the newest review its judge knew
    (0 for none): where either has moved on, ValidationError says so and
    nothing is stored.
    """
    require_permission(by, "add_review")
    held = Quote.objects.select_for_update().get(pk=quote.pk)
    require_current(held, seen, after)
    made = Review(
        quote=held,
        quote_revision=held.revision_number,
        verdict=verdict,
        reason=require_reason(reason),
        evidence=evidence,
        reviewed_by=by,
    )
    made.full_clean(exclude=["reviewed_by"])
    require_grounds(made)
    made.save()
    search.refresh(held)
    return made


def require_current(quote: Quote, seen: int | None, after: int | None) -> None:
    """Refuse a verdict on what isn't there any more, or given without knowing another's."""
    if seen is not None and seen != quote.revision_number:
        raise ValidationError(
            "The quote was changed while you were judging it. Read it again, then decide.",
            code="earlier_wording",
        )
    newest = quote.reviews.order_by("-pk").first()
    if after is not None and newest is not None and newest.pk != after:
        raise ValidationError(
            "Somebody else reviewed this quote in the meantime (%(verdict)s). "
            "Read their reason, then decide.",
            code="two_reviews",
            params={"verdict": newest.get_verdict_display().lower()},
        )


def require_grounds(review: Review) -> None:
    """What a verdict must rest on."""
    evidence = review.evidence
    if evidence and evidence.quote_id != review.quote_id:
        raise ValidationError("This evidence belongs to another quote.", code="evidence")
    if evidence and evidence.unlinked_at:
        raise ValidationError("This evidence was unlinked. Link it again first.", code="unlinked")
    if review.verdict == Verdict.CONFIRMED:
        require_proof(review.quote, evidence)


def require_proof(quote: Quote, evidence: Evidence | None) -> None:
    """To confirm takes evidence: for the voice, or for the party it says it reaches."""
    if evidence is None:
        if quote.first_hand:
            return
        raise ValidationError(
            "To confirm a quote, name the evidence: link what was said, or the report that proves "
            "part of the way.",
            code="no_evidence",
        )
    if evidence.purpose == Evidence.Purpose.CONTRADICTS:
        raise ValidationError("This evidence contradicts the quote.", code="contradicts")
    if evidence.purpose == Evidence.Purpose.LATER_CAPTURE:
        raise ValidationError(
            "A later capture shows what the article says now, not what was said.", code="later"
        )
    unread = not evidence.matches.exclude(verdict=Match.Verdict.NOT_COMPARED).exists()
    if unread and not evidence.reading:
        raise ValidationError(
            "The program compared nothing here. Record what a reader found first.", code="unread"
        )


@dataclass(frozen=True)
class Proposal:
    """What the matches suggest; a person decides."""

    verdict: str
    reason: str


def propose(evidence: Evidence) -> Proposal | None:
    """The verdict that one comparison suggests, and a reason naming the rendering judged."""
    found = [match.verdict for match in evidence.matches.all()]
    compared = [verdict for verdict in found if verdict != Match.Verdict.NOT_COMPARED]
    if not compared or not reaches_voice(evidence):
        return None
    there = evidence.capture.source.get_kind_display().lower()
    here = evidence.quote.capture.source.get_kind_display().lower()
    if all(verdict in VERBATIM for verdict in compared):
        return Proposal(Verdict.CONFIRMED, f"Every stretch stands in the {there}, word for word.")
    if all(verdict == Match.Verdict.NOT_FOUND for verdict in compared):
        return Proposal(Verdict.NOT_TRACED, f"The words don't stand in the {there}.")
    if Match.Verdict.ALTERED in compared:
        return Proposal(Verdict.ALTERED, f"The {here}'s wording differs from the {there}.")
    return None
