"""How many published quotes each speaker has a part in, and is the voice of year by year.

Kept in step with the search rows, out of whose tokens they are counted.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby, product

from django.db import connection, transaction

from quotes.models import SearchRow, Speaker, SpeakerTally, SpeakerYearTally

_ADD = (
    "INSERT INTO quotes_speakertally (speaker_id, quotes) VALUES (%s, %s)"
    " ON CONFLICT (speaker_id) DO UPDATE SET quotes = quotes_speakertally.quotes + excluded.quotes"
)
_SUBTRACT = "UPDATE quotes_speakertally SET quotes = quotes + %s WHERE speaker_id = %s"
_ADD_TO_YEAR = (
    "INSERT INTO quotes_speakeryeartally (speaker_id, year, quotes) VALUES (%s, %s, %s)"
    " ON CONFLICT (speaker_id, year)"
    " DO UPDATE SET quotes = quotes_speakeryeartally.quotes + excluded.quotes"
)
_SUBTRACT_FROM_YEAR = (
    "UPDATE quotes_speakeryeartally SET quotes = quotes + %s WHERE speaker_id = %s AND year = %s"
)


@dataclass
class Tallies:
    """Quotes by speaker, and by speaker and year."""

    parts: Counter[int] = field(default_factory=Counter)
    years: Counter[tuple[int, int]] = field(default_factory=Counter)

    def count(self, filters: str, number: int = 1) -> None:
        """Count a search row, by its filter tokens, so many times."""
        held: dict[str, set[int]] = {"speaker": set(), "voice": set(), "year": set()}
        for token in filters.split():
            name, _, value = token.partition("_")
            if name in held:
                held[name].add(int(value))
        for speaker in held["speaker"]:
            self.parts[speaker] += number
        for speaker, year in product(held["voice"], held["year"]):
            self.years[speaker, year] += number


def change(added: Iterable[str], removed: Iterable[str] = ()) -> None:
    """Tally search rows, by their filter tokens, that came and that went."""
    difference = Tallies()
    for filters in added:
        difference.count(filters)
    for filters in removed:
        difference.count(filters, -1)
    with connection.cursor() as cursor:
        _write(cursor, _ADD, _SUBTRACT, {(pk,): n for pk, n in difference.parts.items()})
        _write(cursor, _ADD_TO_YEAR, _SUBTRACT_FROM_YEAR, difference.years)
    make_wholes_public(pk for pk, quotes in difference.parts.items() if quotes > 0)


def _write(cursor, add: str, subtract: str, difference: Mapping[tuple, int]) -> None:
    """Always in the same order, against deadlocks."""
    changed = sorted((key, quotes) for key, quotes in difference.items() if quotes)
    for more, some in groupby(changed, key=lambda pair: pair[1] > 0):
        if more:
            cursor.executemany(add, [(*key, quotes) for key, quotes in some])
        else:
            cursor.executemany(subtract, [(quotes, *key) for key, quotes in some])


def make_wholes_public(speakers: Iterable[int]) -> None:
    """What a public speaker is part of is public with it: delegation, movement, alliance."""
    seen, parts = set(), set(speakers)
    while parts:
        seen |= parts
        wholes = Speaker.objects.filter(parts__in=parts).values_list("pk", flat=True)
        parts = set(wholes) - seen
        SpeakerTally.objects.bulk_create(
            (SpeakerTally(speaker_id=pk) for pk in sorted(parts)), ignore_conflicts=True
        )


def years_of(speaker: int) -> list[tuple[int, int]]:
    """Of how many quotes a speaker is the voice in each year, from the first to the last."""
    held = SpeakerYearTally.objects.filter(speaker=speaker, quotes__gt=0)
    counted = dict(held.values_list("year", "quotes"))
    span = range(min(counted), max(counted) + 1) if counted else ()
    return [(year, counted.get(year, 0)) for year in span]


def counted() -> Tallies:
    """The tallies as the search rows have them."""
    found = Tallies()
    for filters in SearchRow.objects.values_list("filters", flat=True).iterator(chunk_size=5000):
        found.count(filters)
    return found


def are_right() -> bool:
    """Whether the tallies held are those of the search rows."""
    wanted = counted()
    parts = SpeakerTally.objects.filter(quotes__gt=0).values_list("speaker", "quotes")
    years = SpeakerYearTally.objects.filter(quotes__gt=0).values_list("speaker", "year", "quotes")
    return dict(parts) == dict(wanted.parts) and {
        (speaker, year): quotes for speaker, year, quotes in years
    } == dict(wanted.years)


@transaction.atomic
def recount() -> None:
    """Write every tally anew; speakers public through withdrawn quotes keep their rows."""
    found = counted()
    withdrawn = Speaker.objects.filter(attributions__quote__status="withdrawn")
    affiliated = Speaker.objects.filter(unnamed_voices__quote__status="withdrawn")
    for speaker in (
        *withdrawn.values_list("pk", flat=True),
        *affiliated.values_list("pk", flat=True),
    ):
        found.parts.setdefault(speaker, 0)
    SpeakerTally.objects.all().delete()
    rows = (
        SpeakerTally(speaker_id=pk, quotes=quotes) for pk, quotes in sorted(found.parts.items())
    )
    SpeakerTally.objects.bulk_create(rows, batch_size=5000)
    SpeakerYearTally.objects.all().delete()
    SpeakerYearTally.objects.bulk_create(
        (
            SpeakerYearTally(speaker_id=pk, year=year, quotes=quotes)
            for (pk, year), quotes in sorted(found.years.items())
        ),
        batch_size=5000,
    )
    make_wholes_public(found.parts)
