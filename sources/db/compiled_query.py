"""A query that pages run again and again: compiled to SQL once, then run with other ids.

Django takes longer to write a query with joins and subqueries than either database takes to
answer it for a page of twenty rows. The query is still written with the ORM.
"""

from collections.abc import Callable, Iterable, Sequence

from django.db import connection
from django.db.models import QuerySet


class CompiledQuery:
    """Rows, as tuples, of the queryset that `make` builds from lists of ids, or of words.

    Lists are padded to a power of two, so that few shapes of the SQL are ever compiled.
    Columns come as the driver gives them, which for text, numbers and days is as the ORM does.
    """

    def __init__(self, make: Callable[..., QuerySet], of: type = int) -> None:
        self.make = make
        self._placeholder = _number if of is int else _word
        self._nothing = of()
        self._compiled: dict[tuple, tuple[str, list]] = {}

    def __call__(self, *lists: Iterable) -> list[tuple]:
        given = [list(ids) for ids in lists]
        if not any(given):
            return []
        padded = [self._padded(ids) for ids in given]
        shape = (connection.vendor, *map(len, padded))
        if shape not in self._compiled:
            self._compiled[shape] = self._write([len(ids) for ids in padded])
        sql, places = self._compiled[shape]
        values = [value for ids in padded for value in ids]
        with connection.cursor() as cursor:
            cursor.execute(sql, [of(values) for of in places])
            return cursor.fetchall()

    def _padded(self, ids: list) -> list:
        size = 4
        while size < len(ids):
            size *= 2
        return ids + [ids[-1] if ids else self._nothing] * (size - len(ids))

    def _write(self, sizes: Sequence[int]) -> tuple[str, list]:
        placeholders = [self._placeholder(place) for place in range(sum(sizes))]
        rest = iter(placeholders)
        queryset = self.make(*([next(rest) for _ in range(size)] for size in sizes))
        sql, parameters = queryset.query.sql_with_params()
        places = {placeholder: place for place, placeholder in enumerate(placeholders)}
        return sql, [_source(parameter, places) for parameter in parameters]


def _number(place: int) -> int:
    """A placeholder for an id while the SQL is compiled. No row has it."""
    return -(1 << 40) - place


def _word(place: int) -> str:
    return f"\ue000{place}"


def _source(parameter, places: dict) -> Callable[[list], object]:
    """Where a parameter comes from: the lists given, or the queryset itself."""
    if parameter in places:
        place = places[parameter]
        return lambda values: values[place]
    if isinstance(parameter, str) and parameter[-1:] == "%" and parameter[:-1] in places:
        begins = places[parameter[:-1]]
        return lambda values: _literally(values[begins]) + "%"
    return lambda values: parameter


def _literally(text: str) -> str:
    """A text escaped for LIKE."""
    return connection.ops.prep_for_like_query(text)
