from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from quotes.access import fact_checkers_only
from quotes.verification import recapture
from sources.models import Source

from .actions import act_or_show
from .source_forms import SOURCE_ACTIONS

#: Sign and tone of the chip that says what became of a quote in a text.
CHIPS = {
    recapture.STILL: ("✓", "ok"),
    recapture.MOVED: ("→", "ok"),
    recapture.ALTERED: ("≠", "warn"),
    recapture.UNSURE: ("≠", "warn"),
    recapture.GONE: ("✗", "bad"),
}


@fact_checkers_only
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """One source: its texts, the state of its quotes in each, and its link."""
    shown = get_object_or_404(Source.objects.select_related("publisher"), pk=pk)
    return act_or_show(request, SOURCE_ACTIONS, partial(_page, request, shown), source=shown)


def _page(request: HttpRequest, shown: Source, bound: dict, status: int) -> HttpResponse:
    forms = {
        name: bound.get(name) or form(source=shown, by=request.user)
        for name, form in SOURCE_ACTIONS.items()
    }
    captures = [
        (capture, [(one, *CHIPS[one.state]) for one in recapture.findings(capture)])
        for capture in shown.captures.newest_first()[:20]
    ]
    context = {
        "source": shown,
        "captures": captures,
        "checks": shown.link_checks.select_related("checked_by")[:20],
        "copies": shown.archived_copies.all(),
        "forms": forms,
    }
    return render(request, "factcheck/source.html", context, status=status)
