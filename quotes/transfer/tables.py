"""Tables as a file fills them: columns read from a line, rows written many at a time.

What is plainly sound passes at once; anything else is asked of the column's own field,
whose sentence is what the person who brings the file in reads.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils import timezone

from quotes.transfer.lines import PARTS, columns, is_person
from sources.db.bulk import write
from sources.storable_text import refuse_unstorable

Row = dict[str, Any]
Reader = Callable[[Any], Any]


class Table:
    """One table: how its rows are read from lines, and how they are written."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.key = model._meta.pk.attname
        own = columns(model)
        self.readers = {c.attname: reader(c) for c in own if not is_person(c)}
        self.people = [(c.attname, c.null) for c in own if is_person(c)]
        self.defaults: Row = {c.attname: None for c in own if c.is_relation}
        self.moments: list[tuple[str, Callable]] = []
        self.needed: dict[str, list[str]] = {}
        for column in own:
            self._prepare(column)
        owner = ["quote_id"] if model in PARTS.values() else []
        self.names = [self.key, *owner, *(c.attname for c in own)]
        self.relations = [
            (c.attname, c.related_model)
            for c in own
            if c.is_relation
            and c.db_constraint
            and not is_person(c)
            # Parts that name each other arrive with their quote.
            and not {model, c.related_model} <= set(PARTS.values())
        ]

    def _prepare(self, column: models.Field) -> None:
        """What the column holds when a line doesn't have it, or that a line must have it."""
        name = column.attname
        if column.is_relation:
            if not column.null and not is_person(column):
                self.needed[name] = [str(column.error_messages["null"])]
        elif getattr(column, "auto_now_add", False):
            self.moments.append((name, timezone.now))
        elif column.has_default() and callable(column.default):
            self.moments.append((name, column.default))
        else:
            self.defaults[name] = column.get_default()
            try:
                self.readers[name](self.defaults[name])
            except ValidationError as error:
                self.needed[name] = error.messages

    def read(self, line: Mapping[str, Any], people: Mapping[str, int]) -> Row:
        """The row of a line. Raises ValidationError with a sentence for each wrong column."""
        row, wrong, readers = self.defaults.copy(), {}, self.readers
        for name, value in line.items():
            if read := readers.get(name):
                try:
                    row[name] = read(value)
                except ValidationError as error:
                    wrong[name] = error.messages
        for name, may_be_unknown in self.people:
            if username := line.get(name):
                row[name] = people.get(username) if isinstance(username, str) else None
            if row[name] is None and not may_be_unknown:
                wrong[name] = [f"There is no account “{username}” here. Make it first."]
        if not self.needed.keys() <= line.keys():
            wrong |= {name: self.needed[name] for name in self.needed.keys() - line.keys()}
        for name, make in self.moments:
            if name not in row:
                row[name] = make()
        if wrong:
            raise ValidationError(wrong)
        row[self.key] = key_of(line.get(self.key))
        return row

    def named(self, row: Row) -> Iterator[tuple[type[models.Model], int]]:
        """The rows of other tables that this one names, which have to be there."""
        for name, model in self.relations:
            if row[name] is not None:
                yield model, row[name]

    def insert(self, rows: Sequence[Row]) -> None:
        """Write rows, past the models: their triggers and constraints stand all the same."""
        if not rows:
            return
        prepared: Iterable[Sequence] = map(itemgetter(*self.names), rows)
        adapters = _adapters(self.model, tuple(self.names))
        if adapters:
            prepared = (_adapted(row, adapters) for row in prepared)
        columns = [self.model._meta.get_field(name).column for name in self.names]
        write(self.model._meta.db_table, columns, prepared)


@lru_cache
def table(model: type[models.Model]) -> Table:
    return Table(model)


def _adapters(model: type[models.Model], names: tuple[str, ...]) -> list[tuple[int, Callable]]:
    """How SQLite, which has no days and moments, is given them."""
    if connection.vendor == "postgresql":
        return []
    fields = [model._meta.get_field(name) for name in names]
    return [
        (place, moment if isinstance(field, models.DateTimeField) else str)
        for place, field in enumerate(fields)
        if isinstance(field, models.DateField)
    ]


def moment(value: Any) -> Any:
    """A value as the database takes it: a moment, on SQLite, as text."""
    if isinstance(value, dt.datetime) and connection.vendor == "sqlite":
        return str(value.astimezone(dt.UTC).replace(tzinfo=None))
    return value


def _adapted(row: Sequence, adapters: list[tuple[int, Callable]]) -> list:
    values = list(row)
    for place, adapt in adapters:
        if values[place] is not None:
            values[place] = adapt(values[place])
    return values


def key_of(given: Any) -> int:
    if type(given) is not int or given < 1:
        raise ValidationError("The line has no id. Ids are whole numbers from 1 on.")
    return held(given)


def held(number: int) -> int:
    """A number that both databases can hold, in 64 bits."""
    if not -(2**63) <= number < 2**63:
        raise ValidationError(f"The number {str(number)[:30]} is too large.")
    return number


# How a column is read


def reader(column: models.Field) -> Reader:
    """What turns a JSON value into the column's own, or raises ValidationError."""
    ask = partial(_ask, column)
    match column:
        case models.ForeignKey():
            return lambda v: v if type(v) is int and 0 < v < 2**63 else ask(v)
        case models.BooleanField():
            return lambda v: v if v is True or v is False else ask(v)
        case models.IntegerField():
            low, high = BaseDatabaseOperations.integer_field_ranges[column.get_internal_type()]
            return lambda v: v if type(v) is int and low <= v <= high else ask(v)
        case models.DateTimeField():
            return partial(_moment, ask)
        case models.DateField():
            return partial(_day, ask)
        case models.JSONField():
            return partial(_json, column)
        case models.CharField() | models.TextField():
            return _text(column, ask)
    return ask


def _ask(column: models.Field, given: Any) -> Any:
    """Hold a value to all the rules of its field, as a form does."""
    value = None if given is None else column.to_python(given)
    if value is None and not column.null:
        raise ValidationError(column.error_messages["null"])
    if isinstance(value, int):
        held(value)
    if value is None or column.is_relation:
        return value
    if isinstance(value, str):
        refuse_unstorable(value)
    if not (column.blank and value in column.empty_values):
        column.validate(value, None)
        column.run_validators(value)
    return value


def _text(column: models.Field, ask: Reader) -> Reader:
    longest = column.max_length or 5 * 1024 * 1024
    choices = {value for value, _ in column.flatchoices} if column.choices else None
    plain = not isinstance(column, models.URLField)

    def read(value: Any) -> Any:
        if (
            type(value) is str
            and value.isprintable()
            and (plain and len(value) <= longest if value else column.blank)
            and (choices is None or value in choices)
        ):
            return value
        return ask(value)

    return read


def _moment(ask: Reader, given: Any) -> dt.datetime | None:
    try:
        value = dt.datetime.fromisoformat(given)
    except (TypeError, ValueError):
        value = ask(given)
    if value is None:
        return ask(given)
    if value.tzinfo is None:
        value = timezone.make_aware(value)
    if not 1 < value.year < 9999:
        raise ValidationError(f"The year {value.year} is out of range.")
    return value


def _day(ask: Reader, given: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(given)
    except (TypeError, ValueError):
        return ask(given)


def _json(column: models.Field, given: Any) -> str | None:
    """The value as JSON text. No text in it may hold what can't be stored."""
    if given is None and column.null:
        return None
    if given is None or (given in column.empty_values and not column.has_default()):
        raise ValidationError(column.error_messages["blank"])
    try:
        text = json.dumps(given, ensure_ascii=False)
        if "\\" in text or not text.isprintable():
            _refuse_unstorable_in(given)
    except RecursionError:
        raise ValidationError("This is nested too deeply.") from None
    return text


def _refuse_unstorable_in(value: Any) -> None:
    if isinstance(value, str):
        refuse_unstorable(value)
    elif isinstance(value, dict):
        _refuse_unstorable_in([*value, *value.values()])
    elif isinstance(value, list):
        for part in value:
            _refuse_unstorable_in(part)
