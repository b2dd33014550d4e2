"""The format of the file: which tables in what order, and a row as a line of JSON."""

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
    OwnDocument,
    PublicChange,
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
from quotes.models.same_name import LookKey
from sources.models import (
    ArchivedCopy,
    Capture,
    FetchedPage,
    LinkCheck,
    Publisher,
    RowTombstone,
    Source,
    Tombstone,
)

#: Tables in the order in which rows refer to each other.
BEFORE_QUOTES = (
    Publisher,
    Source,
    Capture,
    ArchivedCopy,
    FetchedPage,
    LinkCheck,
    Tombstone,
    RowTombstone,
    Topic,
    Speaker,
    SpeakerName,
    Role,
    OwnDocument,
)
AFTER_QUOTES = (
    Match,
    QuoteLink,
    Dismissal,
    SpeakerMerge,
    PublicChange,
    *(
        m.history.model
        for m in (
            *(Publisher, Source, Topic, Speaker, SpeakerName, Role, OwnDocument),
            *(QuoteLink, FactCheck),
        )
    ),
)
#: The parts inside their quote's line, by their name there.
PARTS = {
    "segments": Segment,
    "attributions": Attribution,
    "fact_checks": FactCheck,
    "revisions": Revision,
    "evidence": Evidence,
    "reviews": Review,
}
#: A quote's history; a quote that is imported as a draft starts without it.
PAST = ("revisions", "evidence", "reviews")
#: Columns that have been renamed. Files with the former names are still imported.
FORMER_NAMES = {Revision: {"sort": "kind"}}
#: Columns that refer to another row of the same table. They are set once all rows are written.
TIES = {Speaker: ("part_of_id", "merged_into_id"), Quote: ("parent_id", "replaces_id")}
TIE = "tie"


def label(model: type[models.Model]) -> str:
    return model._meta.label_lower


@lru_cache
def columns(model: type[models.Model]) -> tuple[models.Field, ...]:
    """The columns of a line: all but the id, ties, and a part's own quote."""
    left_out = {*TIES.get(model, ()), *(["quote_id"] if model in PARTS.values() else [])}
    left_out |= {c.attname for c in model._meta.concrete_fields if isinstance(c, LookKey)}
    return tuple(
        column
        for column in model._meta.concrete_fields
        if not column.primary_key and column.attname not in left_out
    )


def is_user(column: models.Field) -> bool:
    return column.is_relation and column.related_model is get_user_model()


@lru_cache
def names(model: type[models.Model]) -> tuple[str, ...]:
    """The names of the row's key and columns.

    Rows of a history have a key of their own, `history_id`, beside the `id` of what changed.
    """
    return (model._meta.pk.attname, *(column.attname for column in columns(model)))


def to_line(model: type[models.Model], row: dict[str, Any], users: dict[int, str]) -> dict:
    """A row's columns as JSON values."""
    line = dict(row)
    for name in users_in(model):
        line[name] = users.get(line[name])
    for name, value in line.items():
        if isinstance(value, dt.date):
            line[name] = value.isoformat()
        elif isinstance(value, dict | list):
            line[name] = in_order(value)
    return line


def in_order(value: Any) -> Any:
    """A JSON value with its keys in alphabetical order, since each database has its own order."""
    if isinstance(value, dict):
        return {key: in_order(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [in_order(one) for one in value]
    return value


@lru_cache
def users_in(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(column.attname for column in columns(model) if is_user(column))


def dump(line: dict[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
