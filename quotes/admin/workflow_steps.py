"""Workflow steps, for one quote or many: a page that asks, then reports.

Submit, return, publish, withdraw, replace. Each quote is a transaction of its
own; a refused quote reports why, and the others still go through.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from quotes.editorial import workflow
from quotes.editorial.revisions import EditConflict
from quotes.models import Quote
from sources.admin.source_text import show_bidi_controls
from sources.storable_text import is_blank
from sources.text_boxes import TextBox

MOST = 500
CHANGED = (
    "Somebody changed this quote since you opened this page. Read it again, then repeat the step."
)


@dataclass(frozen=True)
class Step:
    name: str
    label: str
    done: str
    permission: str
    check: Callable
    run: Callable
    status: str
    explained: str
    owes_reason: Callable[[Quote], bool] = field(default=lambda quote: False)


STEPS = {
    step.name: step
    for step in (
        Step(
            "submit", "Submit for review", "submitted for review", "submit_quote",
            workflow.check_submit, workflow.submit, Quote.Status.DRAFT,
            "An editor will be able to publish it.",
        ),
        Step(
            "return", "Return to draft", "returned to draft", "submit_quote",
            workflow.check_return, workflow.return_to_draft, Quote.Status.IN_REVIEW,
            "Its author will see the reason.", lambda quote: True,
        ),
        Step(
            "publish", "Publish", "published", "publish_quote",
            workflow.check_publish, workflow.publish, Quote.Status.IN_REVIEW,
            "It becomes public at once. Its words can't be edited afterwards.",
            lambda quote: quote.replaces_id is not None,
        ),
        Step(
            "withdraw", "Withdraw", "withdrawn", "withdraw_quote",
            workflow.check_withdraw, workflow.withdraw, Quote.Status.PUBLISHED,
            "It leaves every list at once. Its page stays and shows readers the reason. "
            "Another editor reviews it afterwards.",
            lambda quote: True,
        ),
    )
}  # fmt: skip
REPLACE = Step(
    "replace", "Replace", "replaced", "add_quote",
    workflow.check_replace, workflow.replacement_of, Quote.Status.PUBLISHED,
    "You get a draft with the same words to correct. When it is published, "
    "the old page links to it.",
)  # fmt: skip


class StepForm(forms.Form):
    quotes = TextBox(widget=forms.HiddenInput, max_length=20_000)
    reason = TextBox(
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}), max_length=2000, required=False
    )

    def seen(self) -> dict[int, int]:
        """The chosen quotes, each with the version that was read."""
        pairs = (pair.partition(":") for pair in self.cleaned_data["quotes"].split())
        return {int(pk): int(seen) for pk, _, seen in pairs if _number(pk) and _number(seen)}


def _number(given: str) -> bool:
    return given.isdecimal() and len(given) < 19


@dataclass
class Line:
    """One quote on a step's page."""

    quote: Quote
    words: str
    refusal: str = ""


class TakesWorkflowSteps:
    """The workflow steps of the quote admin, for the list and for one quote."""

    actions = ["submit_selected", "publish_selected", "withdraw_selected"]

    @admin.action(description="Submit selected quotes for review", permissions=["submit"])
    def submit_selected(self, request, queryset):
        return self._ask_many(request, STEPS["submit"], queryset)

    @admin.action(description="Publish selected quotes", permissions=["publish"])
    def publish_selected(self, request, queryset):
        return self._ask_many(request, STEPS["publish"], queryset)

    @admin.action(description="Withdraw selected quotes", permissions=["withdraw"])
    def withdraw_selected(self, request, queryset):
        return self._ask_many(request, STEPS["withdraw"], queryset)

    def has_submit_permission(self, request):
        return request.user.has_perm("quotes.submit_quote")

    def has_publish_permission(self, request):
        return request.user.has_perm("quotes.publish_quote")

    def has_withdraw_permission(self, request):
        return request.user.has_perm("quotes.withdraw_quote")

    def get_urls(self):
        view = self.admin_site.admin_view(self.step_view)
        return [path("steps/<slug:name>/", view, name="quotes_quote_step"), *super().get_urls()]

    def steps_for(self, request, quote) -> list[tuple[str, str]]:
        """URLs and labels of the steps open to this person."""
        address = "{}?quote={}".format
        return [
            (address(reverse("admin:quotes_quote_step", args=[step.name]), quote.pk), step.label)
            for step in (*STEPS.values(), REPLACE)
            if step.status == quote.status and request.user.has_perm(f"quotes.{step.permission}")
        ]

    def _ask_many(self, request, step, queryset):
        if queryset.count() > MOST:
            messages.error(
                request, f"More than {MOST} quotes are selected. Select fewer at a time."
            )
            return None
        return self._ask(request, step, list(queryset), StepForm())

    def step_view(self, request, name):
        step = REPLACE if name == "replace" else STEPS.get(name)
        if step is None:
            raise Http404
        if not request.user.has_perm(f"quotes.{step.permission}"):
            raise PermissionDenied
        if request.method == "POST":
            return self._answer(request, step)
        given = request.GET.get("quote", "")
        quotes = list(self.get_queryset(request).filter(pk=given if _number(given) else 0))
        if not quotes:
            raise Http404
        return self._ask(request, step, quotes, StepForm())

    def _ask(self, request, step, quotes, form, refusals=None):
        lines = [
            Line(q, show_bidi_controls(q.words), _why_not(step, q, request.user)) for q in quotes
        ]
        for line in lines:
            line.refusal = (refusals or {}).get(line.quote.pk, line.refusal)
        context = {
            **self.admin_site.each_context(request),
            "title": step.label,
            "step": step,
            "opts": self.model._meta,
            "lines": lines,
            "ready": [line for line in lines if not line.refusal],
            "again": refusals is not None,
            "owes_reason": any(step.owes_reason(q) for q in quotes),
            "form": form,
            "quotes": " ".join(f"{q.pk}:{q.revision_number}" for q in quotes),
            "address": reverse("admin:quotes_quote_step", args=[step.name]),
        }
        return TemplateResponse(request, "admin/quotes/step.html", context)

    def _answer(self, request, step):
        form = StepForm(request.POST)
        if not form.is_valid():
            return self._ask(request, step, self._chosen(request, form), form)
        seen = form.seen()
        quotes = list(self.get_queryset(request).filter(pk__in=list(seen)[:MOST]))
        reason = form.cleaned_data["reason"]
        if is_blank(reason) and any(step.owes_reason(q) for q in quotes):
            form.add_error("reason", "A reason is needed. Enter one.")
            return self._ask(request, step, quotes, form)
        if step is REPLACE:
            return self._replace(request, quotes, form)
        refusals = {}
        for quote in quotes:
            if refusal := _take(step, quote, request.user, reason, seen[quote.pk]):
                refusals[quote.pk] = refusal
        return self._report(request, step, quotes, refusals, form)

    def _chosen(self, request, form):
        given = request.POST.get("quotes", "")[:20_000].split()
        pks = [pk for pk in (pair.partition(":")[0] for pair in given) if _number(pk)]
        return list(self.get_queryset(request).filter(pk__in=pks[:MOST]))

    def _replace(self, request, quotes, form):
        try:
            (quote,) = quotes
            new = workflow.replacement_of(quote, by=request.user)
        except ValueError as error:
            raise Http404 from error
        except ValidationError:
            return self._ask(request, REPLACE, quotes, form)
        messages.success(request, "This draft will replace the published quote. Correct it here.")
        return redirect("admin:quotes_quote_change", new.pk)

    def _report(self, request, step, quotes, refusals, form):
        done = len(quotes) - len(refusals)
        if done:
            number = "1 quote was" if done == 1 else f"{done} quotes were"
            messages.success(request, f"{number} {step.done}.")
        if refusals:
            left = self.get_queryset(request).filter(pk__in=refusals)
            return self._ask(request, step, list(left), form, refusals)
        if len(quotes) == 1:
            return redirect("admin:quotes_quote_change", quotes[0].pk)
        return redirect("admin:quotes_quote_changelist")


def _why_not(step: Step, quote: Quote, by) -> str:
    """Why this person can't take the step; empty if they can."""
    try:
        step.check(quote, by)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


def _take(step: Step, quote: Quote, by, reason: str, seen: int) -> str:
    """Take the step; the reason if it is refused, else empty."""
    try:
        step.run(quote, by=by, reason=reason, seen=seen)
    except EditConflict:
        return CHANGED
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""
