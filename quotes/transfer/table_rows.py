"""Read a table's rows from lines of a file, and write them many at a time.

A value that is plainly valid passes at once. Any other is checked by the column's own field,
whose sentence the person who imports the file reads.
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

from quotes.transfer.line_format import PARTS, columns, is_user
from sources.db.bulk import write
from sources.fields import ZoneName
from sources.storable_text import refuse_unstorable

Row = dict[str, Any]
Reader = Callable[[Any], Any]


class Table:
    """One table: how its rows are read from lines, and how they are written."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.key = model._meta.pk.attname
        own = columns(model)
        self.readers = {c.attname: reader(c) for c in own if not is_user(c)}
        self.users = [(c.attname, c.null) for c in own if is_user(c)]
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
            and not is_user(c)
            # Parts that name each other arrive with their quote.
            and not {model, c.related_model} <= set(PARTS.values())
        ]

    def _prepare(self, column: models.Field) -> None:
        """Note the column's value for lines without it, or that every line must have it."""
        name = column.attname
        if column.is_relation:
            if not column.null and not is_user(column):
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

    def read(self, line: Mapping[str, Any], users: Mapping[str, int]) -> Row:
        """The row of a line. Raises ValidationError with a sentence for each wrong column."""
        row, wrong, readers = self.defaults.copy(), {}, self.readers
        for name, value in line.items():
            if read := readers.get(name):
                try:
                    row[name] = read(value)
                except ValidationError as error:
                    wrong[name] = error.messages
        for name, may_be_program in self.users:
            if (username := line.get(name)) is not None:
                row[name] = users.get(username) if isinstance(username, str) else None
                if row[name] is None:
                    wrong[name] = [f"No account here is meant by “{username}”. Give a user name."]
            elif not may_be_program:
                wrong[name] = ["Give the user name of whoever did it."]
        if not self.needed.keys() <= line.keys():
            wrong |= {name: self.needed[name] for name in self.needed.keys() - line.keys()}
        for name, make in self.moments:
            if name not in row:
                row[name] = make()
        if wrong:
            raise ValidationError(wrong)
        row[self.key] = key_of(line.get(self.key))
        return row

    def references(self, row: Row) -> Iterator[tuple[type[models.Model], int]]:
        """The rows of other tables that this one refers to, which must exist."""
        for name, model in self.relations:
            if row[name] is not None:
                yield model, row[name]

    def insert(self, rows: Sequence[Row]) -> None:
        """Write rows without the models; triggers and constraints still apply."""
        if not rows:
            return
        values: Iterable[Sequence] = map(itemgetter(*self.names), rows)
        adapters = _adapters(self.model, tuple(self.names))
        if adapters:
            values = (_adapted(row, adapters) for row in values)
        columns = [self.model._meta.get_field(name).column for name in self.names]
        write(self.model._meta.db_table, columns, values)


@lru_cache
def table(model: type[models.Model]) -> Table:
    return Table(model)


def _adapters(model: type[models.Model], names: tuple[str, ...]) -> list[tuple[int, Callable]]:
    """How to write dates and times on SQLite, which has no such types."""
    if connection.vendor == "postgresql":
        return []
    fields = [model._meta.get_field(name) for name in names]
    return [
        (place, as_stored if isinstance(field, models.DateTimeField) else str)
        for place, field in enumerate(fields)
        if isinstance(field, models.DateField)
    ]


def as_stored(value: Any) -> Any:
    """A value as the database stores it: a date and time, on SQLite, as text in UTC."""
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
    return in_64_bits(given)


def in_64_bits(number: int) -> int:
    """The number, if both databases can store it. Raises ValidationError if it is too large."""
    if not -(2**63) <= number < 2**63:
        raise ValidationError(f"The number {str(number)[:30]} is too large.")
    return number


def reader(column: models.Field) -> Reader:
    """A function from a JSON value to the column's value; it raises ValidationError."""
    check = partial(_check, column)
    match column:
        case models.ForeignKey():
            return lambda v: v if type(v) is int and 0 < v < 2**63 else check(v)
        case models.BooleanField():
            return lambda v: v if v is True or v is False else check(v)
        case models.IntegerField():
            low, high = BaseDatabaseOperations.integer_field_ranges[column.get_internal_type()]
            return lambda v: v if type(v) is int and low <= v <= high else check(v)
        case models.DateTimeField():
            return partial(_moment, check)
        case models.DateField():
            return partial(_day, check)
        case models.JSONField():
            return partial(_json, column)
        case models.CharField() | models.TextField():
            return _text(column, check)
    return check


def _check(column: models.Field, given: Any) -> Any:
    """Check a value by all the rules of its field, as a form does."""
    value = None if given is None else column.to_python(given)
    if value is None and not column.null:
        raise ValidationError(column.error_messages["null"])
    if isinstance(value, int):
        in_64_bits(value)
    if value is None or column.is_relation:
        return value
    if isinstance(value, str):
        refuse_unstorable(value)
    if not (column.blank and value in column.empty_values):
        column.validate(value, None)
        column.run_validators(value)
    return value


def _text(column: models.Field, check: Reader) -> Reader:
    longest = column.max_length or 5 * 1024 * 1024
    choices = {value for value, _ in column.flatchoices} if column.choices else None
    plain = not isinstance(column, models.URLField | ZoneName)
    cleaned = getattr(column, "cleaned", str)

    def read(value: Any) -> Any:
        if (
            type(value) is str
            and value.isprintable()
            and (plain and len(value) <= longest if value else column.blank)
            and (choices is None or value in choices)
            and cleaned(value) == value
        ):
            return value
        return check(value)

    return read


def _moment(check: Reader, given: Any) -> dt.datetime | None:
    try:
        value = dt.datetime.fromisoformat(given)
    except (TypeError, ValueError):
        value = check(given)
    if value is None:
        return check(given)
    if value.tzinfo is None:
        value = value.replace(tzinfo=dt.UTC)
    if not 1 < value.year < 9999:
        raise ValidationError(f"The year {value.year} is out of range.")
    return value


def _day(check: Reader, given: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(given)
    except (TypeError, ValueError):
        return check(given)


def _json(column: models.Field, given: Any) -> str | None:
    """The value as JSON text. Characters that can't be stored are refused."""
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
