"""Submit all the drafts of a text that are ready for review."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from quotes.access import permissions_required
from quotes.editorial import workflow
from quotes.models import Quote

from .lookup import capture_of


@require_POST
@permissions_required("quotes.submit_quote")
def submit(request: HttpRequest, capture_id: int) -> HttpResponse:
    drafts = Quote.objects.filter(capture=capture_of(capture_id), status=Quote.Status.DRAFT)
    sent, refused = 0, []
    for quote in drafts.order_by("pk"):
        try:
            workflow.submit(quote, by=request.user)
            sent += 1
        except ValidationError as error:
            refused.append(f"“{quote.words[:60]}”: {' '.join(error.messages)}")
    if sent:
        messages.success(
            request, f"{sent} {'quote' if sent == 1 else 'quotes'} submitted for review."
        )
    for sentence in refused:
        messages.warning(request, f"Still a draft: {sentence}")
    if not sent and not refused:
        messages.info(request, "There are no drafts to submit.")
    return redirect("desk:capture", capture_id)
