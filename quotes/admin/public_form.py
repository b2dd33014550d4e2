"""Forms of rows that the public may see: they save what isn't public, and propose the rest."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

from quotes import visibility
from quotes.editorial import public_changes
from quotes.editorial.public_changes import Edit
from quotes.models import PublicChange, Quote, Speaker
from quotes.models.public_change import GUARDED, UNSEEN
from sources.text_boxes import TextBox

PROPOSED = "Proposed. Readers see it once a second person has accepted it."
WAITS = "Proposed. It waits with quote {}: whoever publishes the quote accepts it."
SAVED = "Saved, and listed under Corrections."
SHOWS_LESS = "Saved: readers see less of it from now on. A second person reviews this."
NOTHING = "Nothing was changed."
ORDER_SAVED = "Saved: the list from A to Z has the speaker there from now on."
PUBLIC = "This is public and is never deleted: “{}”."
EXPLAINED = (
    "Readers see this row. A change to it needs a reason that they will see, and a second person who "
    "accepts it; an editor, unless you are one. What shows less of a text, an editor does at once."
)
WHY = ("Why it changes", {"fields": ["public_reason"], "description": EXPLAINED})


def is_public(row) -> bool:
    """Asked once for each form: before it is filled in, the row is as the record has it."""
    if row is None or not row.pk:
        return False
    if not hasattr(row, "_is_public"):
        row._is_public = visibility.is_public(row)
    return row._is_public


class PublicRowForm(forms.ModelForm):
    """The form of a row that may be public; if it is, it asks why it changes."""

    public_reason = TextBox(
        label="Reason",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Readers will see it.",
    )
    draft = forms.IntegerField(
        label="Waits with quote",
        required=False,
        min_value=1,
        help_text="The number of a draft that needs a new name, a new title or “part of”. "
        "Whoever publishes it accepts the addition.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        public = is_public(self.instance)
        if not public:
            self.fields.pop("public_reason")
        if not public or not isinstance(self.instance, Speaker):
            self.fields.pop("draft")

    def clean_draft(self) -> Quote | None:
        number = self.cleaned_data["draft"]
        quote = Quote.objects.filter(pk=number).first() if number else None
        if number and quote is None:
            raise ValidationError("No quote has this number. Enter that of a draft.")
        return quote


class ProposesChanges:
    """An admin whose public rows change by two, with a reason; it goes before the others' classes."""

    form = PublicRowForm

    def get_fieldsets(self, request, obj=None):
        fieldsets = list(super().get_fieldsets(request, obj))
        why_fields = ["public_reason", "draft"]
        own = [
            (name, {**options, "fields": [f for f in options["fields"] if f not in why_fields]})
            for name, options in fieldsets
        ]
        if not is_public(obj) or not self.has_change_permission(request, obj):
            return own
        fields = why_fields if isinstance(obj, Speaker) else why_fields[:1]
        return [*own, (WHY[0], {**WHY[1], "fields": fields})]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and obj.pk:
            model = obj._meta.concrete_model._meta.label_lower
            waiting = PublicChange.objects.waiting().filter(model=model, row=obj.pk)
            context["waiting_changes"] = waiting.select_related("proposed_by")
        return super().render_change_form(request, context, add, change, form_url, obj)

    # Saving: a public row and its names are proposed together; the rest is saved as elsewhere

    def save_model(self, request, obj, form, change):
        if change and is_public(obj):
            request.saved_unseen = _save_unseen(obj, form.changed_data, by=request.user)
        else:
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        if not (change and is_public(form.instance)):
            super().save_related(request, form, formsets, change)
            return
        edits = [Edit(form.instance)]
        for formset in formsets:
            if formset.model in GUARDED:
                edits += _edits(formset)
            else:
                self.save_formset(request, form, formset, change)
        draft = form.cleaned_data.get("draft")
        reason = form.cleaned_data["public_reason"]
        request.proposed = public_changes.change(
            form.instance, edits, by=request.user, reason=reason, quote=draft
        )

    def construct_change_message(self, request, form, formsets, add=False):
        if is_public(form.instance) and not add and not UNSEEN.issuperset(form.changed_data):
            return f"Proposed a change: {form.cleaned_data.get('public_reason', '')}"
        return super().construct_change_message(request, form, formsets, add)

    def response_change(self, request, obj):
        if not is_public(obj):
            return super().response_change(request, obj)
        for made in request.proposed:
            messages.success(request, sentence_on(made))
        if request.saved_unseen:
            messages.success(request, ORDER_SAVED)
        elif not request.proposed:
            messages.info(request, NOTHING)
        opts = self.opts
        back = "change" if "_continue" in request.POST else "changelist"
        args = [obj.pk] if back == "change" else []
        return redirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_{back}", args=args))

    # Deleting

    def has_delete_permission(self, request, obj=None):
        return not is_public(obj) and super().has_delete_permission(request, obj)

    def get_deleted_objects(self, objs, request: HttpRequest):
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        kept = [PUBLIC.format(row) for row in objs if is_public(row)]
        return deleted, counts, set() if kept else lacking, [*kept, *protected]


def _save_unseen(row, changed: list[str], *, by) -> bool:
    """Save at once what no reader reads of a public row; whether there was any of it."""
    names = [name for name in changed if name in UNSEEN]
    if names:
        stored = type(row)._base_manager.get(pk=row.pk)
        for name in names:
            setattr(stored, name, getattr(row, name))
        stored._history_user = by
        stored.save(update_fields=names)
    return bool(names)


def _edits(formset) -> list[Edit]:
    """The rows of an inline that were added, changed or ticked to be deleted."""
    formset.save(commit=False)
    changed = [row for row, _ in formset.changed_objects]
    kept = [Edit(row) for row in (*formset.new_objects, *changed)]
    return [*kept, *(Edit(row, removed=True) for row in formset.deleted_objects)]


def sentence_on(made: PublicChange) -> str:
    """What becomes of a change, with a link to it."""
    address = reverse("admin:quotes_publicchange_change", args=[made.pk])
    if made.outcome == PublicChange.Outcome.APPLIED:
        text = SHOWS_LESS
    elif made.outcome == PublicChange.Outcome.ACCEPTED:
        text = SAVED
    else:
        text = WAITS.format(made.quote_id) if made.quote_id else PROPOSED
    return format_html('{} <a href="{}">Open the change</a>', text, address)
