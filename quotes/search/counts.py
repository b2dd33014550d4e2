"""How many published quotes each speaker has a part in, and says year by year; each topic's, too.

They follow the index entries, from whose tokens they are counted.
"""

from collections import Counter
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


@dataclass
class Counts:
    """Quotes by speaker, by speaker and year of those they are the voice of, and by topic."""

    of: dict[type[models.Model], Counter[tuple]] = field(
        default_factory=lambda: {model: Counter() for model in _COLUMNS}
    )

    @property
    def speakers(self) -> Iterator[int]:
        """Those with a part in more quotes than before."""
        return (pk for (pk,), quotes in self.of[SpeakerCount].items() if quotes > 0)

    def count(self, filters: str, number: int = 1) -> None:
        """Count a search row, by its filter tokens, so many times."""
        existing: dict[str, set[int]] = {
            "speaker": set(),
            "voice": set(),
            "year": set(),
            "topic": set(),
        }
        for token in filters.split():
            name, _, value = token.partition("_")
            if name in existing:
                existing[name].add(int(value))
        for model, keys in (
            (SpeakerCount, product(existing["speaker"])),
            (SpeakerYearCount, product(existing["voice"], existing["year"])),
            (TopicCount, product(existing["topic"])),
        ):
            for key in keys:
                self.of[model][key] += number


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


def _write(cursor, model: type[models.Model], difference: Mapping[tuple, int]) -> None:
    """Always in the same order, against deadlocks."""
    table, columns = model._meta.db_table, _COLUMNS[model]
    add = (
        f"INSERT INTO {table} ({', '.join(columns)}, quotes) VALUES (%s{', %s' * len(columns)})"
        f" ON CONFLICT ({', '.join(columns)}) DO UPDATE SET quotes = {table}.quotes + excluded.quotes"
    )
    where = " AND ".join(f"{column} = %s" for column in columns)
    subtract = f"UPDATE {table} SET quotes = quotes + %s WHERE {where}"
    changed = sorted((key, quotes) for key, quotes in difference.items() if quotes)
    for more, some in groupby(changed, key=lambda pair: pair[1] > 0):
        if more:
            cursor.executemany(add, [(*key, quotes) for key, quotes in some])
        else:
            cursor.executemany(subtract, [(quotes, *key) for key, quotes in some])


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
    return all(_stored(model) == dict(numbers) for model, numbers in required.of.items())


def _stored(model: type[models.Model]) -> dict[tuple, int]:
    rows = model._default_manager.filter(quotes__gt=0).order_by()
    return {tuple(key): quotes for *key, quotes in rows.values_list(*_COLUMNS[model], "quotes")}


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
        found.of[SpeakerCount].setdefault((speaker,), 0)
    for model, numbers in found.of.items():
        model._default_manager.all().delete()
        rows = (
            model(**dict(zip(_COLUMNS[model], key, strict=True)), quotes=quotes)
            for key, quotes in sorted(numbers.items())
        )
        model._default_manager.bulk_create(rows, batch_size=5000)
    SpeakerCount.make_wholes_public(pk for (pk,) in found.of[SpeakerCount])
