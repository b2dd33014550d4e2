"""Rows of a spreadsheet as given, with the checks that one row allows by itself."""

import datetime as dt
import itertools
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from quotes.public.formats.table import COMPUTED, as_it_was
from quotes.transfer.file_reader import Line
from quotes.transfer.spreadsheet_columns import COLUMNS
from sources.models.capture import sha256_of
from sources.storable_text import (
    clean_line,
    is_blank,
    receive,
    refuse_unstorable,
    unify_line_ends,
)


@dataclass(frozen=True, slots=True)
class SpreadsheetRow:
    """One row: its columns that aren't empty, its article's text as received, its topics."""

    number: int
    given: dict[str, str]
    text: str
    sha256: str
    topics: list[str]

    def get(self, name: str) -> str:
        return self.given.get(name, "")


def read_row(line: Line) -> SpreadsheetRow:
    """Read a line's row. Raises ValidationError with a sentence on what is wrong."""
    row = _without_computed({name: _unified(value) for name, value in line.row.items()})
    _check_columns(row)
    given = {name: row[name] for name in COLUMNS if name != "topics" and row.get(name)}
    words, text = given.get("words", ""), given.pop("text", "")
    for name, value in given.items():
        if name != "words":  # the words are only searched for, never stored
            _check(name, value)
    for name in ("speaker", "publisher"):
        lines = given.get(name, "").split("\n") if name == "speaker" else [given.get(name, "")]
        if name in given and not any(cleaned_lines := list(map(clean_line, lines))):
            raise ValidationError({name: "This field cannot be blank."})
        elif name in given:
            given[name] = "\n".join(cleaned_lines)
    if is_blank(words):
        raise ValidationError({"words": "Give the words of the quote."})
    text = receive(text) if text else ""
    return SpreadsheetRow(line.number, given, text, sha256_of(text) if text else "", _topics(row))


def _without_computed(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a Verbatim's own table, without what that record says of the quote.

    Verdicts and evidence don't come in this way: here, nobody has given or linked them.
    """
    if "standing" not in row or "page" not in row:
        return row
    own = {name: value for name, value in row.items() if name not in COMPUTED}
    return {n: as_it_was(v) if isinstance(v, str) else v for n, v in own.items()}


def _unified(value: Any) -> Any:
    return unify_line_ends(value) if isinstance(value, str) else value


def _check_columns(row: dict[str, Any]) -> None:
    strange = sorted(set(row) - {*COLUMNS, "type"})
    if strange:
        raise ValidationError(
            f"There is no column {', '.join(strange)}. Use: {', '.join(COLUMNS)}."
        )
    wrong = [name for name in row if not isinstance(row[name], str) and name != "topics"]
    if wrong:
        raise ValidationError(f"{', '.join(wrong)} must be text.")


def _check(name: str, value: str) -> None:
    try:
        refuse_unstorable(value)
    except ValidationError as error:
        raise ValidationError({name: error}) from None


def _topics(row: dict[str, Any]) -> list[str]:
    given = row.get("topics") or []
    names = given.split(";") if isinstance(given, str) else given
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValidationError(
            {"topics": "Give names: a list, or text with semicolons between them."}
        )
    return [cleaned for name in names if (cleaned := clean_line(name))]


@dataclass(frozen=True, slots=True)
class Voice:
    """One of a row's speakers, by name, in the source's words, or both."""

    speaker: str
    as_named: str
    unnamed: bool


def voices(row: SpreadsheetRow) -> list[Voice]:
    """The row's speakers: one, or several, with a line for each in each column of theirs."""
    columns = {name: row.get(name).split("\n") if row.get(name) else [] for name in VOICE}
    lines = list(itertools.zip_longest(*columns.values(), fillvalue=""))
    while lines and not any(map(str.strip, lines[-1])):
        lines.pop()
    uneven = [name for name, given in columns.items() if any(given) and len(given) < len(lines)]
    if uneven:
        raise ValidationError({uneven[0]: UNEVEN})
    found = [Voice(speaker, named, _is_unnamed(said)) for speaker, named, said in lines]
    for voice in found:
        _check_voice(voice, alone=len(found) == 1)
    return [voice for voice in found if voice.speaker or voice.as_named]


def _is_unnamed(said: str) -> bool:
    """Whether the row says that its source withholds the speaker's name."""
    given = said.strip().casefold()
    if given not in (*YES, *NO):
        raise ValidationError({"unnamed": "Say yes or no, or leave it empty."})
    return given in YES


def _check_voice(voice: Voice, *, alone: bool) -> None:
    if voice.unnamed and voice.speaker:
        raise ValidationError(
            {"unnamed": "A speaker who is unnamed in the source has no name here. Leave one empty."}
        )
    if voice.unnamed and not voice.as_named:
        raise ValidationError({"as_named": "Give the source's own words for who is unnamed."})
    if not alone and not voice.speaker and not voice.as_named:
        raise ValidationError({"speaker": UNEVEN})


VOICE = ("speaker", "as_named", "unnamed")
UNEVEN = (
    "Several speakers are one on each line, in the same order in speaker, as_named and unnamed. "
    "Leave a line empty where one has nothing there."
)
YES, NO = ("yes", "true", "1"), ("", "no", "false", "0")


def day(row: SpreadsheetRow, name: str) -> dt.date | None:
    """The day in a column, if it has one."""
    if not row.get(name):
        return None
    try:
        return dt.date.fromisoformat(row.get(name))
    except ValueError:
        raise ValidationError({name: "Give a day as year-month-day, such as 2025-10-06."}) from None


def rule(model: type[models.Model], name: str) -> ValidationError:
    """The message of the model's constraint of this name."""
    [broken] = [one for one in model._meta.constraints if one.name == name]
    return ValidationError(str(broken.violation_error_message))
