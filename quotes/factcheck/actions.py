"""One page, several forms: do what one of them asks, or show the page with what is wrong."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


class ActForm(forms.Form):
    """One thing to do; `act` does it, and its refusals stay with the form."""

    action = ""
    #: Who may; `act` asks again.
    permission = ""

    def __init__(self, *args, by, **kwargs):
        self.by = by
        super().__init__(*args, prefix=self.action, **kwargs)

    def store(self) -> bool:
        """Whether it was valid and is done; else the form says why not."""
        if not self.is_valid():
            return False
        try:
            self.act(dict(self.cleaned_data))
        except ValidationError as refusal:
            self.add_error(None, list(refusal.messages))
            return False
        return True

    def act(self, data: dict) -> None:
        raise NotImplementedError


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
