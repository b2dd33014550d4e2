"""How many published quotes there are: by speaker, topic and month, and how an outlet's check out.

They follow the index entries, from whose tokens they are counted.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, product

from django.db import connection, models, transaction

from quotes.models import (
    MonthCount,
    PublisherCheckCount,
    SearchRow,
    Speaker,
    SpeakerCount,
    SpeakerMonthCount,
    TopicCount,
)
from quotes.search.documents import ID_BITS, day_of

Row = tuple[int, str]
"""The key and the filter tokens of a search row."""

_COLUMNS = {
    SpeakerCount: ("speaker_id",),
    SpeakerMonthCount: ("speaker_id", "month"),
    TopicCount: ("topic_id",),
    MonthCount: ("month",),
    PublisherCheckCount: ("publisher_id", "checked"),
}
#: What is counted in each: the columns, and from which tokens; the month is that of the row's day.
_COUNTED = {
    SpeakerCount: {"quotes": ("speaker",), "parts": ("party",)},
    SpeakerMonthCount: {"quotes": ("speaker", "month")},
    TopicCount: {"quotes": ("topic",)},
    MonthCount: {"quotes": ("month",)},
    PublisherCheckCount: {"quotes": ("publisher", "checked")},
}
#: Tokens that are counted whole, and not by the number after their name.
_CHECKED = ("review", "match")
_NUMBERED = ("speaker", "party", "topic", "publisher")


@dataclass
class Counts:
    """Quotes counted in each table, for each key in the order of its columns."""

    of: dict[type[models.Model], dict[tuple, list[int]]] = field(
        default_factory=lambda: {model: {} for model in _COLUMNS}
    )

    @property
    def speakers(self) -> Iterator[int]:
        """Those with a part in more quotes than before."""
        return (pk for (pk,), (_, parts) in self.of[SpeakerCount].items() if parts > 0)

    def count(self, key: int, filters: str, number: int = 1) -> None:
        """Count a search row, by its key and its filter tokens, so many times."""
        existing: dict[str, set] = {name: set() for name in (*_NUMBERED, "checked")}
        existing["month"] = {month_of(key)}
        for token in filters.split():
            name, _, value = token.partition("_")
            if name in _CHECKED:
                existing["checked"].add(token)
            elif name in _NUMBERED:
                existing[name].add(int(value))
        for model, columns in _COUNTED.items():
            for column, names in enumerate(columns.values()):
                for key in product(*(existing[name] for name in names)):
                    self.of[model].setdefault(key, [0] * len(columns))[column] += number


def month_of(key: int) -> int:
    """The month of the day that a search row is sorted by: 202510; 0 where a damaged row has none."""
    if key < 1 << ID_BITS:
        return 0
    day = day_of(key)
    return day.year * 100 + day.month


def change(added: Iterable[Row], removed: Iterable[Row] = ()) -> None:
    """Count search rows, by key and filter tokens, that came and that went."""
    difference = Counts()
    for row in added:
        difference.count(*row)
    for row in removed:
        difference.count(*row, -1)
    with connection.cursor() as cursor:
        for model, numbers in difference.of.items():
            _write(cursor, model, numbers)
    SpeakerCount.make_wholes_public(difference.speakers)


def _write(cursor, model: type[models.Model], difference: Mapping[tuple, list[int]]) -> None:
    """Always in the same order, against deadlocks."""
    table, keys, counted = model._meta.db_table, _COLUMNS[model], tuple(_COUNTED[model])
    columns = (*keys, *counted)
    added = ", ".join(f"{column} = {table}.{column} + excluded.{column}" for column in counted)
    add = (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"
        f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {added}"
    )
    where = " AND ".join(f"{column} = %s" for column in keys)
    moved = ", ".join(f"{column} = {column} + %s" for column in counted)
    subtract = f"UPDATE {table} SET {moved} WHERE {where}"
    changed = sorted((key, numbers) for key, numbers in difference.items() if any(numbers))
    # A count that falls has its row already; an INSERT would refuse it as less than none.
    for more, some in groupby(changed, key=lambda pair: min(pair[1]) >= 0):
        if more:
            cursor.executemany(add, [(*key, *numbers) for key, numbers in some])
        else:
            cursor.executemany(subtract, [(*numbers, *key) for key, numbers in some])


def months_of(speaker: int) -> dict[date, int]:
    """Of how many quotes a speaker is the voice in each month that has any, by its first day."""
    existing = SpeakerMonthCount.objects.filter(speaker=speaker, quotes__gt=0).order_by("month")
    counted = existing.values_list("month", "quotes")
    return {date(month // 100, month % 100, 1): number for month, number in counted}


def months() -> dict[date, int]:
    """How many published quotes each month has that has any, by its first day."""
    existing = MonthCount.objects.filter(quotes__gt=0).order_by("month")
    counted = existing.values_list("month", "quotes")
    return {date(month // 100, month % 100, 1): number for month, number in counted}


def total() -> int:
    """How many published quotes there are."""
    return sum(MonthCount.objects.order_by().values_list("quotes", flat=True))


def counted() -> Counts:
    """The counts as the search rows have them."""
    found = Counts()
    for row in SearchRow.objects.values_list("key", "filters").iterator(chunk_size=5000):
        found.count(*row)
    return found


def are_right() -> bool:
    """Whether the stored counts are those of the search rows."""
    required = counted()
    return all(_stored(model) == numbers for model, numbers in required.of.items())


def _stored(model: type[models.Model]) -> dict[tuple, list[int]]:
    keys = len(_COLUMNS[model])
    rows = model._default_manager.order_by().values_list(*_COLUMNS[model], *_COUNTED[model])
    return {row[:keys]: list(row[keys:]) for row in rows if any(row[keys:])}


@transaction.atomic
def recount() -> None:
    """Write every count again; speakers public through withdrawn quotes keep their rows."""
    found = counted()
    withdrawn = Speaker.objects.filter(attributions__quote__status="withdrawn")
    affiliated = Speaker.objects.filter(unnamed_voices__quote__status="withdrawn")
    for speaker in (
        *withdrawn.values_list("pk", flat=True),
        *affiliated.values_list("pk", flat=True),
    ):
        found.of[SpeakerCount].setdefault((speaker,), [0, 0])
    for model, numbers in found.of.items():
        model._default_manager.all().delete()
        rows = (
            model(**dict(zip((*_COLUMNS[model], *_COUNTED[model]), (*key, *values), strict=True)))
            for key, values in sorted(numbers.items())
        )
        model._default_manager.bulk_create(rows, batch_size=5000)
    SpeakerCount.make_wholes_public(pk for (pk,) in found.of[SpeakerCount])
