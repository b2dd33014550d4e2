"""Reviews: a person's verdict on whether the speaker said it. Match results only suggest one."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from quotes import search
from quotes.editorial import four_eyes, public_changes
from quotes.editorial.workflow import require_permission, require_reason
from quotes.models import Evidence, Match, PublicChange, Quote, Review, record_version
from quotes.standing import standing_of
from quotes.verification.evidence import reaches_voice
from sources.storable_text import trimmed

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
    difference: str = "",
    seen: int | None = None,
    after: int | None = None,
) -> Review | PublicChange:
    """Add a verdict on the quote as it is now; one that takes two is proposed.

    `seen` is the revision that the reviewer read, `after` the newest review that they knew (0 for
    none). If either is no longer the newest, ValidationError says so and nothing is stored.
    `difference` names how the original differs from words that are confirmed all the same.
    """
    require_permission(by, "add_review")
    locked = Quote.objects.select_for_update().get(pk=quote.pk)
    require_current(locked, seen, after)
    made = Review(
        quote=locked,
        quote_revision=locked.revision_number,
        verdict=verdict,
        reason=require_reason(reason),
        difference=trimmed(difference),
        evidence=evidence,
        reviewed_by=by,
    )
    made.full_clean(exclude=["reviewed_by"])
    require_grounds(made)
    if verdict in Review.TAKES_TWO and not four_eyes.alone_may(by):
        return _propose(made)
    return _add(made)


def _add(made: Review) -> Review:
    with public_changes.permitted(made.quote):
        made.save()
    search.refresh(made.quote)
    record_version.advance_for(made.quote)
    return made


# Verdicts that take two


def waiting_verdict(quote: Quote) -> PublicChange | None:
    """The verdict on this quote that waits for a second person; only the newsroom sees it."""
    waiting = PublicChange.objects.waiting().filter(
        kind=PublicChange.Kind.VERDICT, model=four_eyes.label_of(quote), row=quote.pk
    )
    return waiting.select_related("proposed_by").first()


def _propose(made: Review) -> PublicChange:
    if waiting_verdict(made.quote):
        raise ValidationError(
            "A verdict on this quote waits for a second person already. Decide that one first, or "
            "ask its author to take it back.",
            code="waits",
        )
    after = {name: getattr(made, name) for name in ("verdict", "evidence_id", "quote_revision")}
    return PublicChange.objects.create(
        kind=PublicChange.Kind.VERDICT,
        model=four_eyes.label_of(made.quote),
        row=made.quote_id,
        rows=[{"model": four_eyes.label_of(made), "pk": None, "before": None, "after": after}],
        reason=made.reason,
        proposed_by=made.reviewed_by,
    )


@transaction.atomic
def accept_proposed(waiting: PublicChange, *, by, why: str) -> PublicChange:
    """Let a verdict that takes two count, as the second person, who says why, too.

    Raises ValidationError, with nothing changed, if the quote's words or speaker changed since,
    or if its evidence is gone.
    """
    made = four_eyes.locked(waiting, PublicChange.Outcome.WAITING)
    four_eyes.require_second(made, by)
    why = require_reason(why)
    accepted = Review(
        quote=Quote.objects.select_for_update().get(pk=made.row),
        reason=made.reason,
        reviewed_by=made.proposed_by,
        seconded_by=by if by != made.proposed_by else None,
        **made.rows[0]["after"],
    )
    require_same_wording(accepted)
    require_grounds(accepted)
    item = made.rows[0]
    item["pk"] = _add(accepted).pk
    made.applied_at = accepted.reviewed_at
    return four_eyes.decide(made, PublicChange.Outcome.ACCEPTED, by, why)


def require_same_wording(proposed: Review) -> None:
    """Refuse to accept a verdict on what the quote no longer says."""
    since = proposed.quote.revisions.filter(
        changes_words_or_speaker=True, number__gt=proposed.quote_revision
    )
    if since.exists():
        raise ValidationError(
            "The quote's words or speaker were changed since. Read it as it is now; decline this "
            "verdict, and give another if it still holds.",
            code="earlier_wording",
        )


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
        require_difference_named(review)


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


def require_difference_named(review: Review) -> None:
    """Refuse to confirm words that the original has otherwise, or lacks, without naming how."""
    if review.difference or not words_differ(review.quote, review.evidence):
        return
    raise ValidationError(
        "The original has other words than this quote, or doesn't have them. Which is it? Name the "
        "difference, and confirm the quote with that; or choose the verdict “Altered”.",
        code="differs",
    )


def words_differ(quote: Quote, evidence: Evidence | None) -> bool:
    """Whether the evidence chosen, or what decides the quote's status, has other words."""
    if standing_of(quote).match in (Match.Verdict.ALTERED, Match.Verdict.NOT_FOUND):
        return True
    if evidence is None or not reaches_voice(evidence):
        return False
    found = {match.verdict for match in evidence.matches.all()}
    primary = evidence.purpose == Evidence.Purpose.PRIMARY
    return (
        Match.Verdict.ALTERED in found
        or (primary and Match.Verdict.NOT_FOUND in found)
        or evidence.reading == Evidence.Reading.NOT_SUPPORTED
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
