"""A quote read from a line of a file, and checked against its capture."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from quotes.models import Quote, Topic
from quotes.models.segment import BLANK_SEGMENT
from quotes.transfer.line_format import FORMER_NAMES, PARTS
from quotes.transfer.memory_limits import MOST_TEXT, groups_by_length
from quotes.transfer.references import missing
from quotes.transfer.table_rows import Row, key_of, table
from sources.models import Capture
from sources.storable_text import is_blank

Status = Quote.Status
#: Columns that stay empty until the quote takes the steps to its status.
SET_LATER = ("published_at", "published_by_id", "withdrawn_at", "withdrawn_by_id")


@dataclass(slots=True)
class ImportedQuote:
    """A quote read from a line: its row as a draft, the rows of its parts, its topics' ids.

    `becomes` has the status that the line gives, with who gave it and when.
    """

    line_number: int
    row: Row
    parts: dict[str, list[Row]]
    topics: list[int]
    becomes: Row

    def references(self) -> Iterator[tuple[type[models.Model], int]]:
        """The rows of other tables that must be in the record."""
        yield from table(Quote).references(self.row)
        for name, rows in self.parts.items():
            if rows and (part := table(PARTS[name])).relations:
                for row in rows:
                    yield from part.references(row)
        for topic in self.topics:
            yield Topic, topic


def read_quote(
    line_number: int, line: Mapping[str, Any], users: Mapping[str, int]
) -> ImportedQuote:
    """Read a quote's line. Raises ValidationError with sentences."""
    row = table(Quote).read(line, users)
    if row["status"] not in Status.values:
        raise ValidationError({"status": f"“{row['status']}” isn't a status of a quote."})
    becomes = {name: row[name] for name in ("status", *SET_LATER)}
    row |= dict.fromkeys(SET_LATER) | {"status": str(Status.DRAFT)}
    parts = {
        name: [_read_part(model, part, row["id"], users) for part in _list(line, name)]
        for name, model in PARTS.items()
    }
    _check_parts(parts)
    topics = list(dict.fromkeys(key_of(topic) for topic in _list(line, "topics")))
    return ImportedQuote(line_number, row, parts, topics, becomes)


def _list(line: Mapping[str, Any], name: str) -> list:
    given = line.get(name, [])
    if not isinstance(given, list):
        raise ValidationError({name: "This must be a list."})
    return given


def _read_part(model, line: Any, quote: int, users: Mapping[str, int]) -> Row:
    if not isinstance(line, dict):
        raise ValidationError("Each part of a quote must be an object with its columns.")
    if names := FORMER_NAMES.get(model):
        line = {names.get(name, name): value for name, value in line.items()}
    row = table(model).read(line, users)
    row["quote_id"] = quote
    return row


def _check_parts(parts: dict[str, list[Row]]) -> None:
    """Refuse a part that refers to a part of another quote."""
    for name, column, of in (
        ("evidence", "hop_id", "attributions"),
        ("reviews", "evidence_id", "evidence"),
    ):
        own = {row["id"] for row in parts[of]} | {None}
        for row in parts[name]:
            if row[column] not in own:
                raise ValidationError(missing(PARTS[of], row[column]))


def check_quote(quote: ImportedQuote, text: str) -> None:
    """Refuse words that aren't where the line says, or not in the capture's text at all."""
    row = quote.row
    if days := {name: row[name] for name in ("said_from", "said_to") if row[name]}:
        Quote(**days).clean()
    before = 0
    for segment in sorted(quote.parts["segments"], key=position_of):
        start, end = segment["start"], segment["end"]
        if not before <= start < end <= len(text):
            raise ValidationError(
                "The segments must be inside the text, in order, without overlapping."
            )
        if is_blank(words := text[start:end]):
            raise ValidationError(BLANK_SEGMENT)
        if segment["words"] != words:
            raise ValidationError(f"At {start} the text has “{words[:60]}”, not these words.")
        before = end
    for words in (*(part["as_named"] for part in quote.parts["attributions"]), row["cue"]):
        if words not in text:
            raise ValidationError(f"“{words}” doesn't occur in the text.")


def position_of(row: Row) -> int:
    return row["position"]


def check_quotes(
    quotes: Sequence[ImportedQuote], refuse: Callable[[int, ValidationError], None]
) -> list[ImportedQuote]:
    """The quotes whose words are in their captures; the others are refused."""
    by_capture: dict[int, list[ImportedQuote]] = {}
    for quote in quotes:
        by_capture.setdefault(quote.row["capture_id"], []).append(quote)
    sound = []
    for capture, text in _texts(by_capture):
        for quote in by_capture[capture]:
            try:
                check_quote(quote, text)
            except ValidationError as error:
                refuse(quote.line_number, error)
            else:
                sound.append(quote)
    return sound


def _texts(captures: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The captures' texts, a limited amount of them in memory at a time."""
    for group in groups_by_length(captures, MOST_TEXT):
        yield from Capture.objects.filter(pk__in=group).values_list("pk", "text")
