"""Enter a quote, from a proposal or from marked words."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from quotes.access import journalists_only, wants_fragment

from . import quote_save
from .lookup import capture_of
from .quote_page import REDRAWS, opened, redrawn, refused, saved_response, sent
from .spans import parse_spans
from .suggestions import initial_values


@journalists_only
def quote_add(request: HttpRequest, capture_id: int) -> HttpResponse:
    capture = capture_of(capture_id)
    if request.method != "POST":
        return _open(request, capture)
    if any(button in request.POST for button in REDRAWS):
        return redrawn(request, capture).answer()
    page = sent(request, capture)
    if page.form.is_valid():
        before = quote_save.saved_before(capture, page.form, page.parties.forms, by=request.user)
        if before:
            return saved_response(request, capture, before)
    if not (page.form.is_valid() & page.parties.is_valid()):
        page.status = 422
        return page.answer()
    try:
        quote = quote_save.enter(capture, page.form, page.parties.forms, by=request.user)
    except ValidationError as error:
        return refused(page, error).answer()
    return saved_response(request, capture, quote)


def _open(request: HttpRequest, capture) -> HttpResponse:
    try:
        marked = parse_spans(request.GET.get("segments", ""), capture.text)
    except ValidationError as error:
        if wants_fragment(request):
            return HttpResponse(error.messages[0], status=400, content_type="text/plain")
        return redirect("desk:quote_find", capture.pk)
    return opened(request, capture, *initial_values(capture, marked)).answer()
