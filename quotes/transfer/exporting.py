"""Write the whole record, row by row, in constant memory."""

from collections.abc import Iterator
from typing import Any, TextIO

from django.contrib.auth import get_user_model
from django.db import models

from quotes.models import Quote
from quotes.transfer.lines import (
    AFTER_QUOTES,
    BEFORE_QUOTES,
    PARTS,
    TIE,
    TIES,
    dump,
    label,
    to_line,
)

BATCH = 50
#: Captures may hold 5 MB each, so few are held at once.
FEW = 4


def export_record(out: TextIO) -> int:
    """Write every line of the record; how many there were."""
    written = 0
    for line in lines():
        out.write(dump(line))
        written += 1
    return written


def lines() -> Iterator[dict[str, Any]]:
    people = dict(get_user_model().objects.values_list("pk", "username"))
    for model in BEFORE_QUOTES:
        yield from (to_line(row, people) for row in _rows(model))
    yield from _quotes(people)
    for model in TIES:
        yield from _ties(model)
    for model in AFTER_QUOTES:
        yield from (to_line(row, people) for row in _rows(model))


def _rows(model: type[models.Model]) -> Iterator[models.Model]:
    """All rows in the order of their ids, a few at a time."""
    size = FEW if any(f.name == "text" for f in model._meta.concrete_fields) else BATCH
    last = 0
    while rows := list(model._default_manager.filter(pk__gt=last).order_by("pk")[:size]):
        yield from rows
        last = rows[-1].pk


def _quotes(people: dict[int, str]) -> Iterator[dict[str, Any]]:
    last = 0
    parts = [*PARTS, "topics"]
    while True:
        batch = Quote.objects.filter(pk__gt=last).order_by("pk").prefetch_related(*parts)[:BATCH]
        for quote in (quotes := list(batch)):
            yield quote_line(quote, people)
        if not quotes:
            return
        last = quotes[-1].pk


def quote_line(quote: Quote, people: dict[int, str]) -> dict[str, Any]:
    """A quote with its parts."""
    line = to_line(quote, people)
    for name in PARTS:
        rows = sorted(getattr(quote, name).all(), key=lambda row: row.pk)
        line[name] = [_part(to_line(row, people)) for row in rows]
    line["topics"] = sorted(topic.pk for topic in quote.topics.all())
    return line


def _part(line: dict[str, Any]) -> dict[str, Any]:
    del line["type"]
    return line


def _ties(model: type[models.Model]) -> Iterator[dict[str, Any]]:
    tied = models.Q()
    for column in TIES[model]:
        tied |= models.Q(**{f"{column}__isnull": False})
    rows = model._default_manager.filter(tied).order_by("pk").values("pk", *TIES[model])
    for row in rows.iterator(chunk_size=BATCH):
        yield {"type": TIE, "of": label(model), "id": row.pop("pk"), **row}
