"""Dismiss a proposal as not a quote, or undo that."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from quotes.access import journalists_only, wants_fragment
from quotes.models import Dismissal

from .lookup import capture_of
from .proposals import extent, proposals_of
from .spans import spans_key


@require_POST
@journalists_only
def dismiss(request: HttpRequest, capture_id: int) -> HttpResponse:
    capture = capture_of(capture_id)
    key = request.POST.get("segments", "")
    proposal = next((p for p in proposals_of(capture) if spans_key(p.segments) == key), None)
    if proposal is None:
        return HttpResponseBadRequest("This proposal doesn't exist any more. Reload the page.")
    start, end = extent(proposal.segments)
    if "undo" in request.POST:
        capture.dismissals.filter(start=start, end=end).delete()
    else:
        Dismissal.objects.get_or_create(
            capture=capture, start=start, end=end, defaults={"dismissed_by": request.user}
        )
    return (
        HttpResponse(status=204)
        if wants_fragment(request)
        else redirect("desk:capture", capture_id)
    )
