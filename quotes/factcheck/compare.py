from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from quotes.access import fact_checkers_only
from quotes.models import Evidence, Quote
from quotes.verification import evidence
from quotes.verification.comparison import compare_quote
from quotes.verification.discrepancies import mismatches
from quotes.verification.suggested_evidence import Suggestion, suggested_evidence
from sources.models import Capture

from .link_form import LinkForm
from .side_by_side import side_by_side


@fact_checkers_only
def compare(request: HttpRequest, pk: int, capture_pk: int) -> HttpResponse:
    """A quote beside a source, before they are linked: words, mismatches, other quotes that fit."""
    quote = get_object_or_404(Quote.objects.with_parts(), pk=pk)
    capture = get_object_or_404(Capture.objects.select_related("source__publisher"), pk=capture_pk)
    own = capture.source_id == quote.capture.source_id
    purpose = Evidence.Purpose.LATER_CAPTURE if own else Evidence.Purpose.PRIMARY
    suggested = [] if own else suggested_evidence(quote, capture)
    form = LinkForm(
        request.POST or None,
        quote=quote,
        suggested=[suggestion.quote for suggestion in suggested],
        initial={"purpose": purpose},
    )
    if request.method == "POST" and form.is_valid() and _link(request, form, quote, capture):
        return redirect("factcheck:quote", pk)
    compared = compare_quote(quote, capture, by_context=own)
    context = {
        "quote": quote,
        "capture": capture,
        "sides": side_by_side(quote, capture, compared),
        "mismatches": mismatches(quote, capture, purpose),
        "offers": suggested,
        "ticked": _ticked(request, suggested),
        "form": form,
    }
    return render(request, "factcheck/compare.html", context, status=422 if form.errors else 200)


def _ticked(request: HttpRequest, suggested: list[Suggestion]) -> set[int]:
    """Quotes to link together: as posted, or at first those without a mismatch."""
    if request.method == "POST":
        return {int(pk) for pk in request.POST.getlist("together") if pk.isdecimal()}
    return {suggestion.quote.pk for suggestion in suggested if not suggestion.mismatches}


def _link(request: HttpRequest, form: LinkForm, quote: Quote, capture: Capture) -> bool:
    """Link the quote and those ticked with it, all of them or none."""
    data = dict(form.cleaned_data)
    together = list(data.pop("together").with_parts())
    try:
        with transaction.atomic():
            evidence.link(quote, capture, by=request.user, **data)
            evidence.link_together(together, capture, by=request.user, purpose=data["purpose"])
    except ValidationError as refusal:
        form.add_error(None, list(refusal.messages))
        return False
    count = 1 + len(together)
    messages.success(request, f"Linked to {count} quote{'' if count == 1 else 's'}.")
    return True
