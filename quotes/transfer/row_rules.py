"""Rules for single rows of an exported record, and the references that are set at its end."""

from typing import Any

from django.core.exceptions import ValidationError

from quotes.editorial.public_changes import permitted_row
from quotes.models import Speaker, name_keys
from quotes.transfer.line_format import TIES, label
from quotes.transfer.table_rows import Row, key_of
from sources.time_zones import day_at


def check_capture(capture: Row) -> None:
    """Refuse a capture whose length isn't that of its text.

    Its hash isn't compared: words erased since leave the hash of the text as it was.
    """
    if len(capture["text"]) != capture["length"] or not capture["text"]:
        raise ValidationError("The capture's length isn't that of its text.")


def give_day(source: Row) -> None:
    """A source's day follows from its instant if only that was given."""
    if source["published_at"] and not source["published_on"]:
        source["published_on"] = day_at(source["published_at"], source["time_zone"])


def tie(line: dict[str, Any]) -> None:
    """Set a row's reference to another of its table, now that both are written."""
    model = next((m for m in TIES if label(m) == line.get("of")), None)
    if model is None:
        raise ValidationError(f"“{line.get('of')}” isn't a type whose rows refer to each other.")
    values = {name: line.get(name) for name in TIES[model]}
    ids = {key_of(v) for v in [line.get("id"), *filter(None, values.values())]}
    if model.objects.filter(pk__in=ids).count() != len(ids):
        raise ValidationError("It refers to rows that aren't in the record.")
    with permitted_row(model, line["id"]):  # a speaker may be public by now
        model.objects.filter(pk=line["id"]).update(**values)
    if values.get("merged_into_id"):
        name_keys.refresh_keys(Speaker.objects.get(pk=values["merged_into_id"]).canonical())
