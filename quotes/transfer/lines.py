"""One row of the record as a line, and back."""

import datetime as dt
import json
from functools import lru_cache
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models

from quotes.models import (
    Attribution,
    Dismissal,
    Evidence,
    FactCheck,
    Match,
    Quote,
    QuoteLink,
    Review,
    Revision,
    Role,
    Segment,
    Speaker,
    SpeakerMerge,
    SpeakerName,
    Topic,
)
from sources.models import (
    ArchivedCopy,
    Capture,
    FetchedPage,
    LinkCheck,
    Publisher,
    Source,
    Tombstone,
)

#: In the order in which rows need each other.
BEFORE_QUOTES = (
    Publisher,
    Source,
    Capture,
    ArchivedCopy,
    FetchedPage,
    LinkCheck,
    Tombstone,
    Topic,
    Speaker,
    SpeakerName,
    Role,
)
AFTER_QUOTES = (
    Match,
    QuoteLink,
    Dismissal,
    SpeakerMerge,
    *(
        m.history.model
        for m in (Publisher, Source, Topic, Speaker, SpeakerName, Role, QuoteLink, FactCheck)
    ),
)
#: The parts that stand in their quote's line, by the name they have there.
PARTS = {
    "segments": Segment,
    "attributions": Attribution,
    "fact_checks": FactCheck,
    "revisions": Revision,
    "evidence": Evidence,
    "reviews": Review,
}
#: What a quote has been through; one that arrives as a draft begins anew.
PAST = ("revisions", "evidence", "reviews")
#: Columns that name another row of the same table: set once all rows are in.
TIES = {Speaker: ("part_of_id", "merged_into_id"), Quote: ("parent_id", "replaces_id")}
TIE = "tie"


def label(model: type[models.Model]) -> str:
    return model._meta.label_lower


@lru_cache
def columns(model: type[models.Model]) -> tuple[models.Field, ...]:
    """The columns that stand in a line: all but the id, ties and a part's own quote."""
    left_out = {*TIES.get(model, ()), *(["quote_id"] if model in PARTS.values() else [])}
    return tuple(
        column
        for column in model._meta.concrete_fields
        if not column.primary_key and column.attname not in left_out
    )


def is_person(column: models.Field) -> bool:
    return column.is_relation and column.related_model is get_user_model()


@lru_cache
def names(model: type[models.Model]) -> tuple[str, ...]:
    """The row's key and its columns.

    A history's rows have a key of their own, `history_id`, besides the `id` they are of.
    """
    return (model._meta.pk.attname, *(column.attname for column in columns(model)))


def to_line(model: type[models.Model], row: dict[str, Any], people: dict[int, str]) -> dict:
    """A row's columns as JSON values."""
    line = dict(row)
    for name in people_in(model):
        line[name] = people.get(line[name])
    for name, value in line.items():
        if isinstance(value, dt.date):
            line[name] = value.isoformat()
        elif isinstance(value, dict | list):
            line[name] = in_order(value)
    return line


def in_order(value: Any) -> Any:
    """A JSON value with its keys in alphabetical order: each database keeps them in its own."""
    if isinstance(value, dict):
        return {key: in_order(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [in_order(one) for one in value]
    return value


@lru_cache
def people_in(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(column.attname for column in columns(model) if is_person(column))


def dump(line: dict[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
