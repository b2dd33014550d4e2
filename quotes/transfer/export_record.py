"""Export the whole record as it is at one moment, row by row, in constant memory."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TextIO

from django.contrib.auth import get_user_model
from django.db import connection, models, transaction

from quotes.models import Quote
from quotes.standing import standings
from quotes.transfer.line_format import (
    AFTER_QUOTES,
    BEFORE_QUOTES,
    PARTS,
    TIE,
    TIES,
    dump,
    label,
    names,
    to_line,
)
from quotes.transfer.memory_limits import groups_by_length, sqlite_cache
from sources.models import Capture

BATCH = 200
#: Code points of captures' texts in memory at a time.
MOST_TEXT = 500_000
Row = dict[str, Any]


def export_record(out: TextIO) -> int:
    """Write every line of the record; return how many."""
    written = 0
    with sqlite_cache(megabytes=4, mapped=False), at_one_moment():
        for line in lines():
            out.write(dump(line))
            written += 1
    return written


@contextmanager
def at_one_moment() -> Iterator[None]:
    """Read everything as of one moment, while others go on writing."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        # Not `atomic`, which would lock writers out.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def lines() -> Iterator[Row]:
    users = dict(get_user_model().objects.values_list("pk", "username"))
    for model in BEFORE_QUOTES:
        yield from (line_of(model, row, users) for row in _rows(model))
    yield from _quotes(users)
    for model in TIES:
        yield from _ties(model)
    for model in AFTER_QUOTES:
        yield from (line_of(model, row, users) for row in _rows(model))


def line_of(model: type[models.Model], row: Row, users: dict[int, str]) -> Row:
    return {"type": label(model), **to_line(model, row, users)}


def _rows(model: type[models.Model]) -> Iterator[Row]:
    """All rows in the order of their ids, a few at a time."""
    rows = model._base_manager.order_by("pk")
    last = 0
    while keys := list(rows.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        for group in groups_by_length(keys, MOST_TEXT) if model is Capture else [keys]:
            yield from rows.filter(pk__in=group).values(*names(model))
        last = keys[-1]


def _quotes(users: dict[int, str]) -> Iterator[Row]:
    batch: list[Row] = []
    for quote in _rows(Quote):
        batch.append(quote)
        if len(batch) == BATCH:
            yield from _whole(batch, users)
            batch = []
    yield from _whole(batch, users)


def _whole(quotes: Sequence[Row], users: dict[int, str]) -> Iterator[Row]:
    """Quotes with their parts, and their status in words, which an import makes again itself."""
    keys = [quote["id"] for quote in quotes]
    parts = {name: _parts(model, keys, users) for name, model in PARTS.items()}
    topics = defaultdict(list)
    through = Quote.topics.through.objects.filter(quote__in=keys).order_by("topic")
    for quote, topic in through.values_list("quote", "topic"):
        topics[quote].append(topic)
    statuses = standings(keys)
    for quote in quotes:
        line = line_of(Quote, quote, users) | {"standing": statuses[quote["id"]].said}
        line |= {name: of.get(quote["id"], []) for name, of in parts.items()}
        yield line | {"topics": topics.get(quote["id"], [])}


def _parts(model: type[models.Model], quotes: list[int], users) -> dict[int, list[Row]]:
    found = defaultdict(list)
    rows = model._base_manager.filter(quote__in=quotes).order_by("pk")
    for row in rows.values("quote_id", *names(model)):
        found[row.pop("quote_id")].append(to_line(model, row, users))
    return found


def _ties(model: type[models.Model]) -> Iterator[Row]:
    tied = models.Q()
    for column in TIES[model]:
        tied |= models.Q(**{f"{column}__isnull": False})
    rows = model._base_manager.filter(tied).order_by("pk").values("pk", *TIES[model])
    for row in rows.iterator(chunk_size=BATCH):
        yield {"type": TIE, "of": label(model), "id": row.pop("pk"), **row}
