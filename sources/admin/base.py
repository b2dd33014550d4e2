"""Base classes of the admin: history with an edit lock, read-only tables, typed values kept."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import DateTimeField, Max
from simple_history.admin import SimpleHistoryAdmin

from sources.time_zones import moment_here, whose_hour
from sources.zoned_forms import SplitClockField

from .autocomplete import Autocompletes
from .edit_lock import EditLock, digest


class NamesTheZone:
    """Says beside each box for an hour in which zone it is."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        of_the_place = isinstance(field, SplitClockField)
        if field and isinstance(db_field, DateTimeField) and not of_the_place:
            field.help_text = f"{field.help_text} {whose_hour()}".strip()
        return field


class KeepsTypedValues:
    """Show an error that occurs during saving in the form, with everything typed still there."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as refusal:
            request.refusal = refusal
        except IntegrityError as refusal:
            request.refusal = ValidationError(_database_message(refusal))
        with transaction.atomic():
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        refusal = getattr(request, "refusal", None)
        return form if refusal is None else _refusing(form, refusal)


def _database_message(refusal: IntegrityError) -> str:
    """A trigger's message, without the lines that PostgreSQL adds."""
    said = str(refusal).splitlines()[0]
    if said.startswith(("UNIQUE constraint", "duplicate key")):
        return "Somebody else just added the same. Look for it, or change yours and save again."
    return said


def _refusing(form: type, refusal: ValidationError) -> type:
    class Refused(form):
        def clean(self):
            data = super().clean()
            self.add_error(None, ValidationError(refusal.messages))
            return data

    return Refused


class HistoryAdmin(NamesTheZone, Autocompletes, KeepsTypedValues, EditLock, SimpleHistoryAdmin):
    """A table with a history of every change, with who made it and when."""

    list_per_page = 50
    show_full_result_count = False

    def revert_disabled(self, request, obj=None):
        """History is read-only: to go back, make a new change, which the edit lock sees."""
        return True

    def version(self, obj) -> str:
        """The newest history ids of the row and of its inlines."""
        newest = (table.aggregate(newest=Max("history_id")) for table in self._histories(obj))
        numbers = [str(row["newest"] or 0) for row in newest]
        return ".".join([*numbers, *(digest(rows) for rows in self._rows_without_history(obj))])

    def _histories(self, obj):
        yield self.model._meta.concrete_model.history.filter(id=obj.pk)
        for inline in self.inlines:
            if hasattr(inline.model, "history") and not getattr(inline, "read_only", False):
                parent = inline.fk_name or self.model._meta.model_name
                yield inline.model.history.filter(**{parent: obj.pk})

    def _rows_without_history(self, obj):
        for inline in self.inlines:
            if not hasattr(inline.model, "history") and not getattr(inline, "read_only", False):
                parent = inline.fk_name or self.model._meta.concrete_model._meta.model_name
                yield inline.model._base_manager.filter(**{parent: obj.pk}).order_by("pk")

    def news(self, obj, seen: str) -> list[str]:
        sentences = []
        for table, last in zip(self._histories(obj), _numbers(seen), strict=False):
            for change in table.filter(history_id__gt=last).select_related("history_user"):
                who = change.history_user or "The program"
                what = change.get_history_type_display().lower()
                noun = table.model.instance_type._meta.verbose_name
                when = moment_here(change.history_date)
                sentences.append(f"{who} {what} this {noun} on {when}.")
        return sentences


def _numbers(seen: str) -> list[int]:
    return [int(part) if part.isdecimal() else 0 for part in seen.split(".")]


class ReadOnly:
    """A table that the admin shows but never changes."""

    read_only = True

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
