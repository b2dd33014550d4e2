"""Choose related rows by typing; a capture by its source's title, its date and method."""

from django import forms
from django.contrib.admin import TabularInline
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import (
    AdminSplitDateTime,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.urls import reverse
from django.utils.html import format_html

from sources.models import Capture


def capture_label(capture: Capture) -> str:
    """The label that tells a capture from others of its source."""
    return f"{capture.source.title_with_opening} ({capture})"


class CaptureChoices(AutocompleteJsonView):
    """Captures that match what was typed, labelled by title."""

    def serialize_result(self, obj, to_field_name):
        obj.source.opening = obj.opening
        return {"id": str(getattr(obj, to_field_name)), "text": capture_label(obj)}


class _IgnoresInvalidIds:
    """Drop malformed ids when a form is shown again; Django would query the database for them."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [v for v in value if _may_be_id(v)], attr)


def _may_be_id(value) -> bool:
    return not value or (str(value).isdecimal() and len(str(value)) < 19)


BY_NUMBER = (
    '<noscript><label class="by-number">Or enter its number, from its URL: '
    '<input name="{}" value="{}" inputmode="numeric" size="8"></label></noscript>'
)


class Select(_IgnoresInvalidIds, AutocompleteSelect):
    """An autocomplete that, without scripts, takes the row's number instead.

    If two inputs have one name, the last counts; browsers that run scripts have only one.
    """

    def render(self, name, value, attrs=None, renderer=None):
        chosen = super().render(name, value, attrs, renderer)
        return chosen + format_html(BY_NUMBER, name, "" if value is None else value)


class SelectMultiple(_IgnoresInvalidIds, AutocompleteSelectMultiple):
    pass


class CaptureSelect(Select):
    def get_url(self):
        return reverse(f"{self.admin_site.name}:sources_capture_choices")


class CaptureField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return capture_label(obj)


def _inner(widget: forms.Widget) -> forms.Widget:
    return getattr(widget, "widget", widget)


class Autocompletes:
    """An admin or inline whose related rows are found by typing.

    Inputs without a visible label get one for screen readers.
    """

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, AdminSplitDateTime):
            for part, name in zip(field.widget.widgets, ("day", "time"), strict=True):
                part.attrs["aria-label"] = f"{field.label}: {name}"
        elif field is not None and isinstance(self, TabularInline):
            _inner(field.widget).attrs["aria-label"] = field.label
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.remote_field.model is Capture:
            return CaptureField(
                Capture.objects.defer("text").select_related("source"),
                widget=CaptureSelect(db_field, self.admin_site),
                required=not db_field.blank,
                help_text=db_field.help_text,
                label=db_field.verbose_name.capitalize(),
            )
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = Select(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = SelectMultiple(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)
