"""The rows of a public change as it stores them: columns before and after, as JSON."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateparse import parse_datetime

from quotes import visibility
from quotes.models import Role, Speaker, SpeakerName
from quotes.models.public_change import public_columns
from sources.models import Source

Display = Source.Display
#: What readers get of a source's text, from the most to the least.
SHOWN = [Display.FULL, Display.PASSAGES, Display.WITHHELD]
MOVED = (
    "This was changed in the meantime. Read it as it is now; if the change is still right, decline "
    "this one and propose it again."
)
GONE = "This was removed in the meantime. Decline the change, or take it back."


def table(label: str) -> type[models.Model]:
    return apps.get_model(label)


def item_of(row: models.Model, removed: bool = False) -> dict | None:
    """What is to change of a row, compared with the record; None if nothing is."""
    model = row._meta.concrete_model
    stored = model._base_manager.filter(pk=row.pk).first() if row.pk else None
    before = _values(stored) if stored else None
    after = None if removed else _values(row)
    if before is not None and after is not None:
        differ = [name for name in after if after[name] != before[name]]
        before, after = ({name: side[name] for name in differ} for side in (before, after))
    if not before and not after:
        return None
    return {"model": model._meta.label_lower, "pk": row.pk, "before": before, "after": after}


def reverse(item: dict) -> dict:
    """The item that puts back what this one replaced; what it removed comes back as a new row."""
    pk = None if item["after"] is None else item["pk"]
    return {**item, "pk": pk, "before": item["after"], "after": item["before"]}


def _values(row: models.Model) -> dict[str, Any]:
    return {field.attname: _as_json(field, row) for field in public_columns(type(row))}


def _as_json(field: models.Field, row: models.Model) -> Any:
    value = field.to_python(getattr(row, field.attname))
    return value.isoformat() if hasattr(value, "isoformat") else value


def value_of(field: models.Field, stored: Any) -> Any:
    """A column's value from JSON."""
    if isinstance(field, models.DateTimeField) and stored:
        return parse_datetime(stored)
    return field.to_python(stored)


# Writing


def check(rows: list[dict]) -> None:
    """Refuse what the tables wouldn't take, and what would replace something it hasn't seen."""
    for item in rows:
        row = _as_wanted(item)
        if item["after"] is not None:
            _full_clean(row)


def write(rows: list[dict], *, by) -> None:
    """Write the rows: removals first, so that a name may come back under another row.

    An added row's number is noted in its item.
    """
    for item in sorted(rows, key=lambda item: (item["after"] is not None, item["before"] is None)):
        row = _as_wanted(item)
        row._history_user = by
        if item["after"] is None:
            row.delete()
            continue
        _full_clean(row)
        row.save()
        item["pk"] = row.pk


def _as_wanted(item: dict) -> models.Model:
    """The row with its new values, in memory. Raises ValidationError if it moved meanwhile."""
    model = table(item["model"])
    if item["before"] is None:
        row = model()
    else:
        row = model._base_manager.select_for_update().filter(pk=item["pk"]).first()
        if row is None:
            raise ValidationError(GONE, code="moved")
        now = _values(row)
        if any(now[name] != value for name, value in item["before"].items() if name in now):
            raise ValidationError(MOVED, code="moved")
    fields = {field.attname: field for field in public_columns(model)}
    for name, value in (item["after"] or {}).items():
        if name in fields:
            setattr(row, name, value_of(fields[name], value))
    return row


def _full_clean(row: models.Model) -> None:
    seen = public_columns(type(row))
    row.full_clean(
        exclude={field.name for field in row._meta.concrete_fields} - {f.name for f in seen}
    )


# What a change does to readers


def is_visible(item: dict) -> bool:
    """Whether readers can tell the difference; white space alone they can't."""
    before, after = item["before"] or {}, item["after"] or {}
    names = {*before, *after}
    return any(_read(before.get(name)) != _read(after.get(name)) for name in names)


def _read(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value or ""


def rests_on_unseen_text(rows: list[dict]) -> bool:
    """Whether a title would be shown that only a text attests which no reader may see."""
    texts = {(item["after"] or {}).get("attested_in_id") for item in rows} - {None}
    return len(texts) > visibility.captures().filter(pk__in=texts).count()


def adds_only(item: dict) -> bool:
    """A new name or title, or a whole where none was recorded: it contradicts nothing shown."""
    if item["before"] is None:
        return table(item["model"]) in (SpeakerName, Role)
    after = item["after"] or {}
    return (
        table(item["model"]) is Speaker
        and set(after) == {"part_of_id"}
        and item["before"]["part_of_id"] is None
    )


def split_by_visibility(rows: list[dict]) -> tuple[list[dict], list[dict]]:
    """Apart from the rest, what shows readers less of a source's text."""
    less, rest = [], []
    for item in rows:
        withheld, other = _withholding(item)
        less += [withheld] if withheld else []
        rest += [other] if other else []
    return less, rest


def _withholding(item: dict) -> tuple[dict | None, dict | None]:
    before, after = item["before"] or {}, item["after"] or {}
    if table(item["model"]) is not Source or "display" not in before or "display" not in after:
        return None, item
    if SHOWN.index(after["display"]) < SHOWN.index(before["display"]):
        return None, item
    shown = {"display", "withheld_reason"}
    parts = []
    for names in (shown & set(after), set(after) - shown):
        sides = {side: {n: item[side][n] for n in sorted(names)} for side in ("before", "after")}
        parts.append({**item, **sides} if names else None)
    return parts[0], parts[1]
