"""Change a draft. If two people do, the second to save sees what the first changed."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from quotes.access import permissions_required, wants_fragment
from quotes.editorial.revisions import EditConflict, latest
from quotes.models import Quote

from . import party_form, quote_form, quote_save
from .quote_page import (
    REDRAWS,
    Page,
    differences,
    opened,
    redrawn,
    refused,
    saved_response,
    sent,
    take,
)


@permissions_required("quotes.change_quote")
def quote_edit(request: HttpRequest, quote_id: int) -> HttpResponse:
    quote = get_object_or_404(Quote.objects.with_parts(), pk=quote_id)
    if quote.is_public and not wants_fragment(request) and request.method != "POST":
        return redirect(f"/quotes/{quote.pk}/")
    if request.method != "POST":
        return opened(request, quote.capture, *_saved(quote), quote=quote).answer()
    if any(button in request.POST for button in REDRAWS):
        return _redrawn(request, quote).answer()
    page = sent(request, quote.capture, quote=quote)
    if not (page.form.is_valid() & page.parties.is_valid()):
        page.status = 422
        return page.answer()
    return _change(page)


def _saved(quote: Quote) -> tuple[dict, list[dict]]:
    parties = [party_form.initial_of(row) for row in quote.attributions.all()]
    return quote_form.initial_of(quote), parties


def _change(page: Page) -> HttpResponse:
    quote, by = page.quote, page.request.user
    try:
        quote_save.change(quote, page.form, page.parties.forms, by=by)
    except EditConflict:
        return _conflict(page).answer()
    except ValidationError as error:
        return refused(page, error).answer()
    return saved_response(page.request, page.capture, quote)


def _redrawn(request: HttpRequest, quote: Quote) -> Page:
    page = redrawn(request, quote.capture, quote=quote)
    if "comparing" in request.POST:
        saved = _saved(quote)
        page = take(page, *saved) if "take" in request.POST else page
        page.conflict = differences(page, *saved)
    return page


def _conflict(page: Page) -> Page:
    """Show both versions; saving again, with theirs in view, overwrites it."""
    quote = Quote.objects.with_parts().get(pk=page.quote.pk)
    shown = redrawn(page.request, page.capture, quote=quote)
    shown.form.initial["seen"] = quote.revision_number
    who = latest(quote).made_by
    shown.errors = [
        f"{who.get_short_name() or who if who else 'The program'} changed this quote while you "
        "were editing it. Your changes aren't saved yet. Compare the two below, then save again."
    ]
    shown.conflict, shown.status = differences(shown, *_saved(quote)), 409
    return shown
