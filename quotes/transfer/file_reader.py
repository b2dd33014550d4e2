"""Read a file's rows in batches, a limited part of it in memory at a time."""

import itertools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from quotes.transfer.csv_file import LONGEST_LINE, csv_rows

FLAT = "flat"
#: Bytes of a batch; a line may have a whole text.
MOST_BYTES = 4 * 1024 * 1024


class Line(NamedTuple):
    """One row of the file; `row` is a ValidationError if the line can't be read."""

    number: int
    row: Any
    size: int


def numbered(path: Path, after: int = 0) -> Iterator[Line]:
    """The file's rows, without the first `after`."""
    rows = csv_rows if path.suffix.lower() in (".csv", ".tsv") else _json_rows
    return itertools.starmap(Line, rows(path, after))


def batches(lines: Iterable[Line], most: int) -> Iterator[list[Line]]:
    """Neighbouring lines of one type; fewer where lines are long."""
    for _, group in itertools.groupby(lines, key=lambda line: type_of(line.row)):
        batch, size = [], 0
        for line in group:
            batch.append(line)
            size += line.size
            if len(batch) >= most or size >= MOST_BYTES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch


def type_of(row: Any) -> str:
    return "" if isinstance(row, ValidationError) else str(row.get("type", FLAT))


def is_whole(row: Any) -> bool:
    """Whether the row is from an exported record and so has an id."""
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
        row = json.loads(line.decode("utf-8-sig"), object_pairs_hook=_each_once)
    except UnicodeDecodeError:
        return ValidationError("This line isn't encoded in UTF-8. Save the file again as UTF-8.")
    except ValidationError as twice:
        return twice
    except (ValueError, RecursionError):
        return ValidationError("This line isn't JSON. A table needs a name that ends in .csv.")
    return (
        row
        if isinstance(row, dict)
        else ValidationError("A line must be one JSON object in braces.")
    )


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names differ; of two values of one name, JSON would drop the first."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValidationError(f"This line names “{twice[:60]}” more than once. Remove one.")
    return found
