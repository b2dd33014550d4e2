"""How many published quotes are by each speaker, how many name them, and how many a topic has.

They follow the index entries, from whose tokens they are counted.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, product

from django.db import connection, models, transaction

from quotes.models import SearchRow, Speaker, SpeakerCount, SpeakerYearCount, TopicCount

_COLUMNS = {
    SpeakerCount: ("speaker_id",),
    SpeakerYearCount: ("speaker_id", "year"),
    TopicCount: ("topic_id",),
}
#: What is counted in each: the columns, and from which tokens.
_COUNTED = {
    SpeakerCount: {"quotes": ("speaker",), "parts": ("party",)},
    SpeakerYearCount: {"quotes": ("speaker", "year")},
    TopicCount: {"quotes": ("topic",)},
}


@dataclass
class Counts:
    """Quotes by speaker, by speaker and year, and by topic, for each key in the order of columns."""

    of: dict[type[models.Model], dict[tuple, list[int]]] = field(
        default_factory=lambda: {model: {} for model in _COLUMNS}
    )

    @property
    def speakers(self) -> Iterator[int]:
        """Those with a part in more quotes than before."""
        return (pk for (pk,), (_, parts) in self.of[SpeakerCount].items() if parts > 0)

    def count(self, filters: str, number: int = 1) -> None:
        """Count a search row, by its filter tokens, so many times."""
        existing: dict[str, set[int]] = {
            "speaker": set(),
            "party": set(),
            "year": set(),
            "topic": set(),
        }
        for token in filters.split():
            name, _, value = token.partition("_")
            if name in existing:
                existing[name].add(int(value))
        for model, columns in _COUNTED.items():
            for column, names in enumerate(columns.values()):
                for key in product(*(existing[name] for name in names)):
                    self.of[model].setdefault(key, [0] * len(columns))[column] += number


def change(added: Iterable[str], removed: Iterable[str] = ()) -> None:
    """Count search rows, by their filter tokens, that came and that went."""
    difference = Counts()
    for filters in added:
        difference.count(filters)
    for filters in removed:
        difference.count(filters, -1)
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


def years_of(speaker: int) -> list[tuple[int, int]]:
    """Of how many quotes a speaker is the voice in each year, from the first to the last."""
    existing = SpeakerYearCount.objects.filter(speaker=speaker, quotes__gt=0)
    counted = dict(existing.values_list("year", "quotes"))
    span = range(min(counted), max(counted) + 1) if counted else ()
    return [(year, counted.get(year, 0)) for year in span]


def counted() -> Counts:
    """The counts as the search rows have them."""
    found = Counts()
    for filters in SearchRow.objects.values_list("filters", flat=True).iterator(chunk_size=5000):
        found.count(filters)
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
