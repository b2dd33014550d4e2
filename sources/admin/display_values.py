"""Posted values as text: labels for choices, names for related rows."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from .posted_state import Posted, Rows, widget_of

NOTHING = "(empty)"


def show_field(bound: forms.BoundField, state: Posted) -> list[str]:
    """A field's posted value in lines."""
    data = MultiValueDict(state)
    widget = widget_of(bound.field)
    if isinstance(widget, forms.CheckboxInput):
        return ["Yes" if state else "No"]
    value = widget.value_from_datadict(data, {}, bound.html_name)
    try:
        value = bound.field.clean(value)
    except ValidationError:
        return [" ".join(v for values in state.values() for v in values) or NOTHING]
    return _lines(bound.field, value)


def _lines(field: forms.Field, value) -> list[str]:
    if value in (None, "", []):
        return [NOTHING]
    if isinstance(field, forms.ModelMultipleChoiceField):
        return [str(v) for v in value] or [NOTHING]
    if isinstance(field, forms.ModelChoiceField):
        return [str(value)]
    if isinstance(field, forms.ChoiceField):
        return [str(dict(field.choices).get(value, value))]
    return str(value).splitlines() or [NOTHING]


def show_rows(formset, state: Rows) -> list[str]:
    """A list of rows, a line each."""
    return [_show_row(formset, dict(row)) for _, row in state.rows] or [NOTHING]


def _show_row(formset, row: dict) -> str:
    form = formset.empty_form
    parts = []
    for bound in form:
        prefix = f"{form.prefix}-"
        keys = {f"{prefix}{k}": list(v) for k, v in row.items()}
        mine = {
            k: v
            for k, v in keys.items()
            if k == bound.html_name or k.startswith(f"{bound.html_name}_")
        }
        if mine and any(v for values in mine.values() for v in values):
            parts.append(f"{bound.label}: {' / '.join(show_field(bound, mine))}")
    return "; ".join(parts)
