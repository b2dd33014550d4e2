"""Link a quote to related quotes, and to others' fact-checks of its claim."""

from django.core.exceptions import ValidationError
from django.db import transaction

from quotes.editorial.workflow import require_permission, require_reason
from quotes.models import FactCheck, Quote, QuoteLink, Review, record_version
from quotes.verification import reviews

Relation = QuoteLink.Relation
#: Verdicts that a denial bears out; it doesn't make them milder.
GRAVER_THAN_A_DENIAL = (Review.Verdict.MISATTRIBUTED, Review.Verdict.FABRICATED)


@transaction.atomic
def link_quotes(from_quote: Quote, to_quote: Quote, *, relation: str, reason: str, by) -> QuoteLink:
    """Say how one quote relates to another; both pages show it.

    A link that denies having said the other quote also disputes it, unless it was found to be
    made up or somebody else's; one that denies the claim doesn't.
    """
    require_permission(by, "add_quotelink")
    link = QuoteLink(
        from_quote=from_quote,
        to_quote=to_quote,
        relation=relation,
        reason=require_reason(reason),
        linked_by=by,
    )
    if relation == Relation.SAME_UTTERANCE:
        require_new_pair(from_quote, to_quote)
    link.full_clean(exclude=["linked_by"])
    link.save()
    newest = to_quote.reviews.order_by("-reviewed_at", "-pk").first()
    graver = newest is not None and newest.verdict in GRAVER_THAN_A_DENIAL
    if relation == Relation.DENIES_SAYING_IT and not graver:
        why = f"The speaker denies having said it (quote {from_quote.pk}): {link.reason}"
        reviews.review(to_quote, verdict=Review.Verdict.DISPUTED, reason=why, by=by)
    _advance_for(from_quote, to_quote)
    return link


def require_new_pair(one: Quote, other: Quote) -> None:
    """Refuse a second link of the same utterance between two quotes, in whichever direction."""
    if QuoteLink.objects.filter(
        from_quote=other, to_quote=one, relation=Relation.SAME_UTTERANCE
    ).exists():
        raise ValidationError("These two quotes are already linked in this way.", code="twice")


@transaction.atomic
def remove(row: QuoteLink | FactCheck, *, by, why: str) -> None:
    """Remove a link or a fact-check. Its history stays, with who removed it, when and why."""
    require_permission(by, f"delete_{row._meta.model_name}")
    row._history_user, row._change_reason = by, require_reason(why)
    row.delete()
    quotes = (row.from_quote, row.to_quote) if isinstance(row, QuoteLink) else (row.quote,)
    _advance_for(*quotes)


def _advance_for(*quotes: Quote) -> None:
    """A link shows on a page only if both of its quotes are public."""
    if all(quote.is_public for quote in quotes):
        record_version.advance()


@transaction.atomic
def add_fact_check(quote: Quote, *, by, **fields) -> FactCheck:
    """Link a fact-check by somebody else of whether the claim is true."""
    require_permission(by, "add_factcheck")
    made = FactCheck(quote=quote, linked_by=by, **fields)
    made.full_clean(exclude=["linked_by"])
    made.save()
    record_version.advance_for(quote)
    return made
