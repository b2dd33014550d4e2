"""A file's rows in batches, a bounded part of it in memory at a time."""

import csv
import itertools
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

FLAT = "flat"
LONGEST_LINE = 64 * 1024 * 1024
#: Of a batch, in bytes: lines may hold whole texts.
MOST = 4 * 1024 * 1024


class Line(NamedTuple):
    """One row of the file; what can't be read of it is a ValidationError."""

    number: int
    row: Any
    size: int


def numbered(path: Path, after: int = 0) -> Iterator[Line]:
    """The file's rows that come after so many others."""
    rows = _csv_rows if path.suffix.lower() == ".csv" else _json_rows
    return itertools.starmap(Line, rows(path, after))


def batches(lines: Iterable[Line], most: int) -> Iterator[list[Line]]:
    """Neighbouring lines of one type; fewer where lines are long."""
    for _, group in itertools.groupby(lines, key=lambda line: type_of(line.row)):
        batch, size = [], 0
        for line in group:
            batch.append(line)
            size += line.size
            if len(batch) >= most or size >= MOST:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch


def type_of(row: Any) -> str:
    return "" if isinstance(row, ValidationError) else str(row.get("type", FLAT))


def is_whole(row: Any) -> bool:
    """Whether the row is one of a whole record, with an id of its own."""
    return type_of(row) not in ("", FLAT)


def _json_rows(path: Path, after: int) -> Iterator[tuple[int, Any, int]]:
    with path.open("rb") as file:
        for number in itertools.count(1):
            if not (line := file.readline(LONGEST_LINE)):
                return
            if number > after and not line.isspace():
                yield number, _json(line), len(line)


def _json(line: bytes) -> Any:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return ValidationError("This is no line of JSON.")
    return row if isinstance(row, dict) else ValidationError("A line holds one object in braces.")


def _csv_rows(path: Path, after: int) -> Iterator[tuple[int, Any, int]]:
    # What isn't UTF-8 arrives as lone surrogates, which are refused with their place.
    csv.field_size_limit(min(sys.maxsize, LONGEST_LINE))
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        rows = csv.DictReader(file)
        for number in itertools.count(1):
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield number, ValidationError(f"This is no row of CSV: {error}."), 0
                continue
            held = {name: value for name, value in row.items() if name and value}
            if number > after:
                yield number, held, sum(len(value) for value in held.values())
