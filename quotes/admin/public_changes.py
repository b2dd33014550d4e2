"""The list of changes to what the public sees, and the page on which each is decided."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse

from quotes.editorial import four_eyes, public_changes
from quotes.models import PublicChange, Quote
from quotes.public.presentation import row_changes
from quotes.verification import decisions
from sources.admin.base import ReadOnly
from sources.text_boxes import TextBox
from sources.time_zones import moment_here

Kind, Outcome = PublicChange.Kind, PublicChange.Outcome
DONE = {
    "accept": "Accepted: readers see it now.",
    "decline": "Declined. Its author reads why.",
    "take_back": "Taken back.",
    "agree": "Reviewed: you agree.",
    "object": "Your objection is on record. To show it again, revert the change.",
    "revert": "Proposed to put back what was there before.",
}


WHY_LABELS = {Kind.VERDICT: "Reason, whether you accept or decline:"}


OBJECTED = {
    Kind.WITHDRAWAL: "Your objection is on record. To show the words again, enter the quote again.",
    Kind.ERASURE: "Your objection is on record. Erased words don’t come back.",
}


class DecisionForm(forms.Form):
    """What somebody does with a change, and why where it must be said."""

    step = forms.ChoiceField(choices=[(name, name) for name in DONE])
    why = TextBox(
        label="Reason",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 80}),
    )


def decide(made: PublicChange, step: str, why: str, *, by) -> None:
    steps = {
        "accept": lambda: decisions.accept(made, by=by, why=why),
        "decline": lambda: public_changes.decline(made, by=by, why=why),
        "take_back": lambda: public_changes.take_back(made, by=by),
        "agree": lambda: public_changes.agree(made, by=by),
        "object": lambda: public_changes.object_to(made, by=by, why=why),
        "revert": lambda: decisions.revert(made, by=by),
    }
    steps[step]()


@admin.register(PublicChange)
class PublicChangeAdmin(ReadOnly, admin.ModelAdmin):
    """Changes to what readers see: waiting, to be reviewed, or in effect."""

    change_form_template = "admin/quotes/publicchange/change_form.html"
    list_display = ["described", "outcome", "proposed_by", "proposed_at", "decided_by"]
    list_filter = ["outcome", "kind", "model"]
    list_select_related = ["proposed_by", "decided_by"]
    list_per_page = 50
    show_full_result_count = False
    date_hierarchy = "proposed_at"
    fields = ["outcome"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.decide_view)
        return [
            path("<int:pk>/decide/", view, name="quotes_publicchange_decide"),
            *super().get_urls(),
        ]

    @admin.display(description="change")
    def described(self, made):
        return f"{made}: {made.reason}"

    def change_view(self, request, object_id, form_url="", extra_context=None):
        made = self.get_object(request, object_id)
        if made is None:
            raise Http404
        form = getattr(request, "decision", None) or DecisionForm()
        (described,) = row_changes.described([made])
        context = {
            "title": str(made),
            "described": described,
            "decision": form,
            "subject_url": _admin_url(made),
            "proposed_when": moment_here(made.proposed_at),
            "decided_when": moment_here(made.decided_at) if made.decided_at else "",
            "at_once": made.kind in PublicChange.AT_ONCE,
            "by_an_editor": made.kind in four_eyes.BY_AN_EDITOR,
            "steps": (steps := steps_for(made, request.user)),
            "asks": any(asks for _, _, asks in steps),
            "why_label": WHY_LABELS.get(made.kind, "Reason, where you decline or object:"),
        }
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def decide_view(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        made = get_object_or_404(PublicChange, pk=pk)
        if request.method != "POST":
            raise Http404
        form = DecisionForm(request.POST)
        if form.is_valid():
            try:
                decide(made, form.cleaned_data["step"], form.cleaned_data["why"], by=request.user)
            except ValidationError as refusal:
                form.add_error(None, refusal.messages)
            else:
                messages.success(request, _done(made, form.cleaned_data["step"]))
                return redirect("admin:quotes_publicchange_change", made.pk)
        return self._again(request, made, form)

    def _again(self, request, made, form):
        """The page with what was typed, and why nothing was decided."""
        request.method, request.decision = "GET", form
        page = self.change_view(request, str(made.pk))
        page.status_code = 422
        return page


def _done(made: PublicChange, step: str) -> str:
    return OBJECTED.get(made.kind, DONE[step]) if step == "object" else DONE[step]


def steps_for(made: PublicChange, by) -> list[tuple[str, str, bool]]:
    """The steps open to this person: name, button, whether a reason is asked."""
    second, own = four_eyes.may_decide(made, by), made.proposed_by_id == by.pk
    steps = []
    if made.outcome == Outcome.WAITING:
        owes = made.kind == Kind.VERDICT
        steps += [("accept", "Accept", owes), ("decline", "Decline", True)] if second else []
        steps += [("take_back", "Take back", False)] if own else []
    if made.outcome == Outcome.APPLIED and second:
        steps += [("agree", "I agree", False), ("object", "I object", True)]
    if made.applied_at and made.kind in public_changes.REVERTIBLE:
        steps += [("revert", "Revert", False)]
    return steps


def _admin_url(made: PublicChange) -> str:
    app, model = made.model.split(".")
    known = made.model != Quote._meta.label_lower or Quote.objects.filter(pk=made.row).exists()
    return reverse(f"admin:{app}_{model}_change", args=[made.row]) if known else ""
