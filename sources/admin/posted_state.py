"""The editable state of a row, as its form would post it.

What an editor read, what is saved now and what the editor posts all take this
shape, so that they can be compared and exchanged field by field. A state maps
each field to a `Posted`, and each inline's prefix to `Rows`.
"""

from dataclasses import dataclass
from functools import partial

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core import signing
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

Posted = dict[str, list[str]]


def widget_of(field: forms.Field) -> forms.Widget:
    widget = field.widget
    return widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget


def as_posted(bound: forms.BoundField) -> Posted:
    """What a browser posts for a field that nobody touched."""
    widget, value, name = widget_of(bound.field), bound.value(), bound.html_name
    if hasattr(widget, "as_posted"):
        return widget.as_posted(name, value)
    if isinstance(widget, forms.MultiWidget):
        parts = zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True)
        return {name + suffix: [_text(part.format_value(v))] for suffix, part, v in parts}
    if isinstance(widget, forms.CheckboxInput):
        return {name: ["on"]} if value else {}
    if isinstance(widget, forms.SelectMultiple):
        return {name: sorted(str(getattr(v, "pk", v)) for v in value or [])}
    return {name: [_text(widget.format_value(value))]}


def _text(value) -> str:
    if isinstance(value, list | tuple):
        value = value[0] if value else None
    return "" if value is None else str(value)


def sent(bound: forms.BoundField, data: MultiValueDict) -> Posted:
    """What was posted for the same field, with the CR LF of text boxes as LF."""
    widget, name = widget_of(bound.field), bound.html_name
    if hasattr(widget, "as_posted"):
        return widget.sent(name, data)
    if isinstance(widget, forms.CheckboxInput):
        return {name: ["on"]} if data.get(name) else {}
    if isinstance(widget, forms.SelectMultiple):
        return {name: sorted(data.getlist(name))}
    suffixes = widget.widgets_names if isinstance(widget, forms.MultiWidget) else [""]
    return {
        name + suffix: [data.get(name + suffix, "").replace("\r\n", "\n")] for suffix in suffixes
    }


@dataclass(frozen=True)
class Rows:
    """An inline's rows: each with its id (empty if new) and its values, keys without prefix."""

    rows: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]


def _row(form: forms.ModelForm, read) -> tuple:
    """A row's fields, without its prefix, id and deletion mark."""
    skip = {"id", "DELETE", form.fk_name}
    fields = {
        key.removeprefix(f"{form.prefix}-"): values
        for bound in form
        if bound.name not in skip
        for key, values in read(bound).items()
    }
    return tuple(sorted((key, tuple(values)) for key, values in fields.items()))


def _prepared(formset, form):
    form.fk_name = formset.fk.name
    return form


def current_rows(formset) -> Rows:
    """The rows saved now, from an unbound formset."""
    return Rows(
        tuple(
            (str(form.instance.pk), _row(_prepared(formset, form), as_posted))
            for form in formset.initial_forms
        )
    )


def sent_rows(formset, data: MultiValueDict) -> Rows:
    """The rows that were posted, without deleted ones and untouched empty ones."""
    prefix = formset.prefix
    empty = _prepared(formset, formset.empty_form)
    untouched = _row(empty, as_posted)
    rows = []
    for number in range(_number(data.get(f"{prefix}-TOTAL_FORMS"))):
        start = f"{prefix}-{number}-"
        row = _row(empty, partial(sent, data=_moved(data, start, f"{empty.prefix}-")))
        pk = data.get(f"{start}id", "")
        if not data.get(f"{start}DELETE") and (pk or row != untouched):
            rows.append((pk, row))
    return Rows(tuple(rows))


def _moved(data: MultiValueDict, start: str, onto: str) -> MultiValueDict:
    """One row's data, with keys under the empty row's prefix."""
    own = {key: values for key, values in data.lists() if key.startswith(start)}
    return MultiValueDict({onto + key.removeprefix(start): v for key, v in own.items()})


def _number(value: str | None) -> int:
    return min(int(value), 1000) if value and value.isdecimal() else 0


def rows_as_posted(wanted: Rows, current: Rows, prefix: str) -> Posted:
    """What to post so that `current`, the saved rows, become `wanted`.

    A row that somebody deleted in the meantime is added again; a row that
    somebody added and that isn't wanted is deleted.
    """
    by_id = dict(wanted.rows)
    existing = [(pk, by_id.get(pk), row) for pk, row in current.rows]
    ids = {pk for pk, _ in current.rows}
    new = [row for pk, row in wanted.rows if pk not in ids]
    posted: Posted = {
        f"{prefix}-TOTAL_FORMS": [str(len(existing) + len(new))],
        f"{prefix}-INITIAL_FORMS": [str(len(existing))],
    }
    for number, (pk, mine, theirs) in enumerate(existing):
        start = f"{prefix}-{number}"
        posted[f"{start}-id"] = [pk]
        if mine is None:
            posted[f"{start}-DELETE"] = ["on"]
        posted |= {f"{start}-{key}": list(values) for key, values in mine or theirs}
    for number, row in enumerate(new, len(existing)):
        posted |= {f"{prefix}-{number}-{key}": list(values) for key, values in row}
    return posted


def pack(state: dict[str, Posted | Rows], of: str) -> str:
    """A state as signed text, to be carried by the form of the row `of`."""
    parts = {
        name: {"rows": part.rows} if isinstance(part, Rows) else {"field": part}
        for name, part in state.items()
    }
    return signing.dumps(parts, salt=_salt(of), compress=True)


def unpack(packed: str, of: str) -> dict[str, Posted | Rows] | None:
    """A state from text; None if it wasn't packed for this row."""
    try:
        parts = signing.loads(packed, salt=_salt(of))
    except signing.BadSignature:
        return None
    return {name: _unpacked(part) for name, part in parts.items()}


def _salt(of: str) -> str:
    return f"state as read: {of}"


def _unpacked(part: dict) -> Posted | Rows:
    if "field" in part:
        return part["field"]
    return Rows(
        tuple((pk, tuple((key, tuple(values)) for key, values in row)) for pk, row in part["rows"])
    )


def replaced(data: QueryDict, drop: list[str], put: Posted) -> QueryDict:
    """Posted data with some keys (or all with a `prefix-*`) replaced."""
    new = data.copy()
    for key in list(new):
        if key in drop or any(key.startswith(f"{d[:-1]}") for d in drop if d.endswith("*")):
            del new[key]
    for key, values in put.items():
        new.setlist(key, values)
    return new
