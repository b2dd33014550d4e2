from functools import partial

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from quotes.access import newsroom_only
from quotes.editorial import four_eyes
from quotes.models import Quote, QuoteLink
from quotes.public.presentation.loading import prepare, ready
from quotes.verification import proved_circumstances, reviews
from quotes.verification.discrepancies import mismatches
from quotes.verification.variants import variants_of

from .actions import act_or_show
from .forms import ACTIONS, linked_evidence
from .queue import next_without_evidence
from .side_by_side import Linked, stored_row

#: Actions folded away under “More”: form, summary, button.
MORE = (
    ("reading", "Record what you read in a source that wasn’t compared", "Save"),
    ("related", "Link a related quote", "Link"),
    ("fact_check", "Add somebody’s fact-check of the claim", "Add"),
    ("remove_link", "Remove a link to another quote", "Remove"),
    ("remove_fact_check", "Remove a fact-check", "Remove"),
    ("unlink", "Unlink a source", "Unlink"),
)


@newsroom_only
def quote(request: HttpRequest, pk: int) -> HttpResponse:
    """One quote: its evidence side by side, and the actions open to this person."""
    shown = get_object_or_404(ready(Quote.objects.all()), pk=pk)
    prepare([shown])
    return act_or_show(request, ACTIONS, partial(_page, request, shown), quote=shown)


def _page(request: HttpRequest, shown: Quote, bound: dict, status: int) -> HttpResponse:
    forms = {
        name: bound.get(name) or form(quote=shown, by=request.user)
        for name, form in ACTIONS.items()
        if request.user.has_perm(form.permission)
    }
    waiting = reviews.waiting_verdict(shown)
    _leave_to_whom_it_is_for(forms, bound, waiting, request.user)
    linked = [_linked(evidence) for evidence in _evidence(shown)]
    if "review" in forms and not bound and (proposal := _first_proposal(linked)):
        forms["review"].initial |= proposal
    links = QuoteLink.objects.filter(Q(from_quote=shown) | Q(to_quote=shown))
    links = links.select_related("linked_by")
    fact_checks = shown.fact_checks.all()
    removable = {"remove_link": links, "remove_fact_check": fact_checks, "unlink": linked}
    context = {
        "quote": shown,
        "linked": linked,
        "suggestions": proved_circumstances.suggestions(shown),
        "suggestions_refused": proved_circumstances.why_not(shown, request.user),
        "forms": forms,
        "more": [
            (forms[name], summary, button)
            for name, summary, button in MORE
            if name in forms and removable.get(name, True)
        ],
        "variants": variants_of(shown),
        "may_check": request.user.has_perm("quotes.add_evidence"),
        "reviews": shown.reviews.all(),
        "waiting": waiting,
        "waiting_verdict": waiting.rows[0]["after"]["verdict"] if waiting else "",
        "next": next_without_evidence(shown),
        "links": links,
        "fact_checks": fact_checks,
    }
    return render(request, "factcheck/quote.html", context, status=status)


def _leave_to_whom_it_is_for(forms: dict, bound: dict, waiting, by) -> None:
    """Take away the forms of a waiting verdict that this person can't use, if none was refused."""
    second = waiting is not None and four_eyes.may_decide(waiting, by)
    own = waiting is not None and waiting.proposed_by_id == by.pk
    for name, is_theirs in (("second", second), ("take_back", own)):
        if not is_theirs and name not in bound:
            forms.pop(name, None)


def _evidence(shown: Quote):
    rows = linked_evidence(shown).select_related(
        "capture__source__publisher", "hop__speaker", "read_by"
    )
    return rows.prefetch_related("matches")


def _linked(evidence) -> Linked:
    quoted, text = evidence.quote.capture.text, evidence.capture.text
    rows = [stored_row(match, quoted, text) for match in evidence.matches.all()]
    unfit = mismatches(evidence.quote, evidence.capture, evidence.purpose, evidence.hop)
    return Linked(evidence, rows, reviews.suggest_verdict(evidence), unfit)


def _first_proposal(linked: list[Linked]) -> dict | None:
    """The newest comparison's proposal, as a start for the review; a person decides."""
    for one in reversed(linked):
        if one.proposal:
            return {
                "verdict": one.proposal.verdict,
                "reason": one.proposal.reason,
                "evidence": one.evidence.pk,
            }
    return None
