from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from quotes.desk.access import checkers
from quotes.recapture import findings
from sources.models import Source

from .source_forms import SOURCE_ACTIONS


@checkers
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """One source on the desk: its texts and what became of its quotes in each, its address."""
    shown = get_object_or_404(Source.objects.select_related("publisher"), pk=pk)
    if request.method != "POST":
        return _page(request, shown, {})
    action = SOURCE_ACTIONS.get(request.POST.get("action", ""))
    if action is None:
        return _page(request, shown, {}, status=422)
    form = action(request.POST, source=shown, by=request.user)
    if form.store():
        messages.success(request, "Stored.")
        return redirect("checking:source", pk)
    return _page(request, shown, {action.action: form}, status=422)


def _page(request: HttpRequest, shown: Source, bound: dict, status: int = 200) -> HttpResponse:
    forms = {
        name: bound.get(name) or form(source=shown, by=request.user)
        for name, form in SOURCE_ACTIONS.items()
    }
    captures = [(capture, findings(capture)) for capture in shown.captures.newest_first()[:20]]
    context = {
        "source": shown,
        "captures": captures,
        "checks": shown.link_checks.select_related("checked_by")[:20],
        "copies": shown.archived_copies.all(),
        "forms": forms,
    }
    return render(request, "checking/source.html", context, status=status)
