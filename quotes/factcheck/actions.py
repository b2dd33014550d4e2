"""Several forms on one page, each for one action; the page is shown again if one is refused."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


class ActionForm(forms.Form):
    """A form for one action. `act` carries it out; its validation errors show on the form."""

    action = ""
    #: What is said once it is done.
    done = "Saved."
    #: Needed to be shown the form; `act` checks it again.
    permission = ""

    def __init__(self, *args, by, **kwargs):
        self.by = by
        super().__init__(*args, prefix=self.action, **kwargs)

    def perform(self) -> bool:
        """Act if the form is valid. False means that its errors say why nothing was done."""
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

    def next_page(self) -> str:
        """Where to go once it is done; empty for the page that it was posted to."""
        return ""


Show = Callable[..., HttpResponse]


def act_or_show(
    request: HttpRequest, actions: dict[str, type[ActionForm]], show: Show, **target
) -> HttpResponse:
    """Run the action that was posted on `target`, or show the page with the refused form.

    `show(bound, status)` renders it; `bound` maps the action to its form.
    """
    if request.method != "POST":
        return show({}, 200)
    action = actions.get(request.POST.get("action", ""))
    if action is None:
        return show({}, 422)
    form = action(request.POST, by=request.user, **target)
    if form.perform():
        messages.success(request, form.done)
        return redirect(form.next_page() or request.path)
    return show({action.action: form}, 422)
