"""One page, several forms: do what one of them asks, or show the page with what is wrong."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .forms import ActForm

Show = Callable[..., HttpResponse]


def act_or_show(
    request: HttpRequest, actions: dict[str, type[ActForm]], show: Show, **target
) -> HttpResponse:
    """`show(bound, status)` shows the page with the form that was refused; `target` is acted on."""
    if request.method != "POST":
        return show({}, 200)
    action = actions.get(request.POST.get("action", ""))
    if action is None:
        return show({}, 422)
    form = action(request.POST, by=request.user, **target)
    if form.store():
        messages.success(request, "Stored.")
        return redirect(request.path)
    return show({action.action: form}, 422)
