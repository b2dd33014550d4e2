"""What a file refers to, read before its first row is imported: its accounts and its ids."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import models

from quotes.models import Quote
from quotes.transfer.file_reader import FLAT, is_whole, numbered, type_of
from quotes.transfer.line_format import AFTER_QUOTES, BEFORE_QUOTES, PARTS, label, users_in

MODELS = {label(model): model for model in (*BEFORE_QUOTES, Quote, *AFTER_QUOTES)}
LARGEST_ID = 2**63 - 1


@dataclass
class FileContents:
    """Whether the file has an exported record's lines, or rows of quotes; whose accounts it names.

    `is_unsigned` if a quote doesn't say who entered it; `highest` are the ids.
    """

    is_whole: bool = False
    has_rows: bool = False
    is_unsigned: bool = False
    usernames: set[str] = field(default_factory=set)
    highest: dict[type[models.Model], int] = field(default_factory=lambda: defaultdict(int))


def contents_of(path: Path) -> FileContents:
    contents = FileContents()
    for line in numbered(path):
        if type_of(line.row) == FLAT:
            contents.has_rows = contents.is_unsigned = True
        if is_whole(line.row):
            contents.is_whole = True
            contents.is_unsigned |= line.row["type"] == label(Quote) and not author_of(line.row)
            for model, row in _rows(line.row):
                _note(contents, model, row)
    return contents


def author_of(line: Mapping[str, Any]) -> Any:
    """Who last changed a quote's words or speaker by its line, or else who entered it."""
    given = line.get("revisions")
    changes = [
        r
        for r in (given if isinstance(given, list) else [])
        if isinstance(r, dict) and r.get("changes_words_or_speaker")
    ]
    numbered = [r for r in changes if isinstance(r.get("number"), int)]
    newest = max(numbered, key=lambda r: r["number"], default=None)
    return newest.get("made_by_id") if newest else line.get("created_by_id")


def _rows(line: Mapping[str, Any]) -> Iterator[tuple[type[models.Model], Mapping[str, Any]]]:
    """The row of a line, and the rows of the parts in it, however malformed."""
    model = MODELS.get(str(line.get("type")))
    if model is None:
        return
    yield model, line
    if model is not Quote:
        return
    for name, part in PARTS.items():
        rows = line.get(name)
        yield from ((part, r) for r in rows if isinstance(r, dict)) if type(rows) is list else ()


def _note(contents: FileContents, model: type[models.Model], row: Mapping[str, Any]) -> None:
    contents.usernames.update(
        name for column in users_in(model) if isinstance(name := row.get(column), str) and name
    )
    key = row.get(model._meta.pk.attname)
    if type(key) is int and key <= LARGEST_ID:
        contents.highest[model] = max(contents.highest[model], key)
