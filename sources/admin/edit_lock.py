"""If two people edit one row, the second to save sees what the first changed and chooses.

Each edit form carries the version it was opened with (`_seen`, the lock) and
the state (`_read`, to tell who changed what). If the version is no longer the
newest, nothing is saved and a page shows both states, field by field. It needs
no JavaScript.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import Model
from django.template.response import TemplateResponse

from . import posted_state
from .display_values import show_field, show_rows

SEEN, READ, CHOOSE = "_seen", "_read", "_choose-"
READ_LOST = (
    "The version you opened can't be read any more, so choose for every difference. None of your "
    "changes are lost."
)


def digest(records: Iterable[Model]) -> str:
    """A digest of rows, for tables that keep no history."""
    rows = [[str(getattr(r, f.attname)) for f in r._meta.concrete_fields] for r in records]
    return sha256(json.dumps(rows).encode()).hexdigest()[:16]


@dataclass
class Difference:
    """A field or list of rows that differs between the two editors."""

    name: str
    label: str
    read: list[str]
    theirs: list[str]
    mine: list[str]
    chosen: str  # "mine" or "theirs" where one of them alone changed it; else to be chosen

    @property
    def key(self) -> str:
        return f"{CHOOSE}{self.name}"


class EditLock:
    """A ModelAdmin that keeps people from overwriting each other unseen."""

    change_form_template = "admin/edit_lock_change_form.html"

    def version(self, obj) -> str:
        """A string that changes whenever anybody saves the row or its inlines."""
        return digest([obj])

    def news(self, obj, seen: str) -> list[str]:
        """Sentences on who changed the row since, where that is known."""
        return []

    # The form carries the version and state it was opened with.

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change and obj is not None and request.method != "POST":
            form = context["adminform"].form
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            context |= {
                "seen": self.version(obj),
                "read": posted_state.pack(_state(form, formsets), _key(obj)),
            }
        elif change:
            context |= {"seen": request.POST.get(SEEN, ""), "read": request.POST.get(READ, "")}
        return super().render_change_form(request, context, add, change, form_url, obj)

    # Saving compares them with what is saved now.

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            obj = self._locked(request, object_id)
            if obj is not None and self.has_change_permission(request, obj):
                page = self._compare(request, obj)
                if page is not None:
                    return page
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _locked(self, request, object_id):
        """The row, locked so that nobody saves it between our check and our save."""
        field = self.model._meta.pk
        try:
            pk = field.to_python(unquote(object_id))
        except Exception:
            return None
        model = self.model._meta.concrete_model
        if not model._base_manager.select_for_update().filter(pk=pk).exists():
            return None
        return self.get_object(request, unquote(object_id))

    def _compare(self, request, obj):
        form, formsets = self._unbound(request, obj)
        theirs = _state(form, formsets)
        self._take_choices(request, form, formsets, theirs)
        if request.POST.get(SEEN) == self.version(obj):
            return None
        return self.conflict_page(request, obj, form, formsets, theirs)

    def _unbound(self, request, obj):
        form = self.get_form(request, obj, change=True)(instance=obj)
        formsets = [
            FormSet(
                instance=obj,
                prefix=FormSet.get_default_prefix(),
                queryset=inline.get_queryset(request),
            )
            for FormSet, inline in self.get_formsets_with_inlines(request, obj)
            if inline.has_change_permission(request, obj)
        ]
        return form, formsets

    def _take_choices(self, request, form, formsets, theirs) -> None:
        """Replace posted values by those chosen on the conflict page."""
        for bound in form:
            if request.POST.get(CHOOSE + bound.name) == "theirs":
                keys = [*posted_state.sent(bound, request.POST), bound.html_name]
                request.POST = posted_state.replaced(request.POST, keys, theirs[bound.name])
        for formset in formsets:
            choice = request.POST.get(CHOOSE + formset.prefix)
            if choice:
                current = theirs[formset.prefix]
                wanted = (
                    current if choice == "theirs" else posted_state.sent_rows(formset, request.POST)
                )
                put = posted_state.rows_as_posted(wanted, current, formset.prefix)
                request.POST = posted_state.replaced(request.POST, [f"{formset.prefix}-*"], put)

    def conflict_page(self, request, obj, form, formsets, theirs):
        read = posted_state.unpack(request.POST.get(READ, ""), _key(obj))
        if read is None:
            messages.warning(request, READ_LOST)
        differences = list(_differences(form, formsets, read or {}, theirs, request.POST))
        skip = {SEEN, READ, "csrfmiddlewaretoken"}
        context = {
            **self.admin_site.each_context(request),
            "title": "Someone else changed this while you were editing",
            "opts": self.model._meta,
            "original": obj,
            "news": self.news(obj, request.POST.get(SEEN, "")),
            "differences": differences,
            "sent": [
                (key, value)
                for key, values in request.POST.lists()
                if key not in skip and not key.startswith(CHOOSE)
                for value in values
            ],
            "seen": self.version(obj),
            "read": posted_state.pack(theirs, _key(obj)),
        }
        if any(key.startswith(CHOOSE) for key in request.POST):
            messages.warning(request, "Somebody saved again in the meantime. Compare once more.")
        return TemplateResponse(request, "admin/edit_conflict.html", context, status=409)


def _key(obj: Model) -> str:
    return f"{obj._meta.label} {obj.pk}"


def _state(form, formsets) -> dict:
    """The saved row, as its form would post it."""
    fields = {bound.name: posted_state.as_posted(bound) for bound in form}
    return fields | {formset.prefix: posted_state.current_rows(formset) for formset in formsets}


def _differences(form, formsets, read, theirs, data):
    for bound in form:
        mine = posted_state.sent(bound, data)
        if mine != theirs[bound.name]:
            states = (read.get(bound.name), theirs[bound.name], mine)
            yield _difference(bound.name, bound.label, states, lambda s, b=bound: show_field(b, s))
    for formset in formsets:
        mine = posted_state.sent_rows(formset, data)
        if mine != theirs[formset.prefix]:
            states = (read.get(formset.prefix), theirs[formset.prefix], mine)
            label = formset.model._meta.verbose_name_plural.capitalize()
            yield _difference(formset.prefix, label, states, lambda s, f=formset: show_rows(f, s))


def _difference(name, label, states, show) -> Difference:
    read, theirs, mine = states
    chosen = "mine" if theirs == read else "theirs" if mine == read else ""
    shown = [[] if state is None else show(state) for state in states]
    return Difference(name, str(label), *shown, chosen)
