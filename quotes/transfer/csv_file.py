"""Read a spreadsheet's CSV file: UTF-8 or UTF-16, with commas, semicolons, tabs or bars.

What can't be read without guessing is refused with a sentence: for the whole file where none of
it can be, else for each row. No cell is dropped.
"""

import codecs
import csv
import itertools
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from quotes.transfer.spreadsheet_columns import COLUMNS

LONGEST_LINE = 64 * 1024 * 1024

BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it starts with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
WORKBOOK = b"PK\x03\x04"
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


class NotImportable(Exception):
    """The file as a whole can't be imported; the sentence says why."""


class Header(NamedTuple):
    """The names of the columns, and what separates the cells."""

    names: list[str]
    delimiter: str


def csv_rows(path: Path, after: int) -> Iterator[tuple[int, Any, int]]:
    """Number, cells by column, and size of each row. Cells are a ValidationError if unreadable."""
    csv.field_size_limit(min(sys.maxsize, LONGEST_LINE))
    with path.open(encoding=encoding_of(path), newline="") as file:
        header, lines_before = _header(file, path)
        rows = csv.reader(file, delimiter=header.delimiter, strict=True)
        for number in itertools.count(1):
            first = lines_before + rows.line_num + 1
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield (
                    number,
                    ValidationError(_unreadable(error, first, lines_before + rows.line_num)),
                    0,
                )
                continue
            if number > after and any(map(str.strip, cells)):
                yield number, _row(header, cells), sum(map(len, cells))


def encoding_of(path: Path) -> str:
    """The file's encoding. Raises NotImportable unless all of it is in that encoding."""
    with path.open("rb") as file:
        head = file.read(4096)
        if head.startswith(WORKBOOK):
            raise NotImportable(
                f"{path.name} is a workbook. Save the sheet as “CSV UTF-8”, and import that."
            )
        encoding = next((name for bom, name in BOMS.items() if head.startswith(bom)), "")
        encoding = encoding or _utf_16_without_bom(head) or "utf-8"
        decode = codecs.getincrementaldecoder(encoding)().decode
        file.seek(0)
        line = 1
        try:
            while chunk := file.read(2**20):
                line += decode(chunk).count("\n")
            decode(b"", final=True)
        except UnicodeDecodeError as error:
            line += error.object[: error.start].count(b"\n")
            raise NotImportable(
                f"The file isn't encoded in {encoding.removesuffix('-sig').upper()}: see its line "
                f"{line:,}. Other encodings, such as Windows-1252, aren't guessed. Save it as "
                "“CSV UTF-8”."
            ) from None
    return encoding


def _utf_16_without_bom(head: bytes) -> str:
    """UTF-16 by the zeros that it has beside Latin letters, as in the names of columns."""
    first, second = head[0:64:2], head[1:64:2]
    if len(first) < 4 or len(second) < 4:
        return ""
    if second.count(0) > len(second) * 0.9 and not first.count(0):
        return "utf-16-le"
    if first.count(0) > len(first) * 0.9 and not second.count(0):
        return "utf-16-be"
    return ""


def _header(file: Any, path: Path) -> tuple[Header, int]:
    """Read the names of the columns, whichever character separates them, and how many lines."""
    line, given = file.readline(), ""
    if line.lower().startswith("sep=") and len(line.rstrip("\r\n")) == 5:
        given, line = line[4], file.readline()
    if not line.strip():
        raise NotImportable(f"{path.name} has no header. {_NAME_THE_COLUMNS}")
    headers = [
        Header([name_of(cell) for cell in next(csv.reader([line], delimiter=delimiter))], delimiter)
        for delimiter in ([given] if given else DELIMITERS)
    ]
    best = max(headers, key=lambda header: len(set(header.names) & set(COLUMNS)))
    if "words" not in best.names:
        raise NotImportable(
            f"The first line of {path.name} isn't a header with a column “words”: it starts "
            f"“{line.strip()[:60]}”. {_NAME_THE_COLUMNS}"
        )
    return best, 2 if given else 1


_NAME_THE_COLUMNS = f"Name the columns in the first line: {', '.join(COLUMNS)}."


def name_of(cell: str) -> str:
    """A column's name, whatever capitals and spaces it is written with."""
    return "_".join(cell.replace("\ufeff", "").lower().split())


def _row(header: Header, cells: Sequence[str]) -> Any:
    names = header.names
    if twice := sorted({name for name in names if name and names.count(name) > 1}):
        return ValidationError(
            f"The header names {_listed(twice)} more than once. Remove or rename the other column."
        )
    surplus = [
        cell
        for name, cell in itertools.zip_longest(names, cells, fillvalue="")
        if not name and cell.strip()
    ]
    if surplus:
        return ValidationError(
            f"The header has no name for {_listed(cell.strip()[:60] for cell in surplus)}. Name "
            "that column, or put quotation marks around cells with "
            f"{DELIMITERS.get(header.delimiter, 'such a character')} in them."
        )
    return {name: cell for name, cell in zip(names, cells, strict=False) if cell}


def _listed(texts) -> str:
    return ", ".join(f"“{text}”" for text in texts)


def _unreadable(error: csv.Error, first: int, last: int) -> str:
    where = f"Line {first:,}" if last <= first else f"Lines {first:,} to {last:,}"
    if "unexpected end" in str(error):
        return (
            f"{where} couldn't be read: a quotation mark opens a cell there and nothing closes it. "
            "Close it, and double the quotation marks inside a cell."
        )
    return (
        f"{where} couldn't be read as one row ({error}). Double the quotation marks inside a cell, "
        "and close those around it."
    )
