"""How many published quotes each speaker has a part in, kept in step with the search rows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby

from django.db import connection, transaction

from quotes.models import SearchRow, Speaker, SpeakerTally
from quotes.search.rows import speakers_in

_ADD = (
    "INSERT INTO quotes_speakertally (speaker_id, quotes) VALUES (%s, %s)"
    " ON CONFLICT (speaker_id) DO UPDATE SET quotes = quotes_speakertally.quotes + excluded.quotes"
)
_SUBTRACT = "UPDATE quotes_speakertally SET quotes = quotes - %s WHERE speaker_id = %s"


def change(added: Iterable[int], removed: Iterable[int]) -> None:
    """Count one quote more or less for speakers; always in the same order, against deadlocks."""
    difference = Counter(added)
    difference.subtract(removed)
    add(difference)


def add(difference: Mapping[int, int]) -> None:
    changed = sorted((s, quotes) for s, quotes in difference.items() if quotes)
    with connection.cursor() as cursor:
        for more, some in groupby(changed, key=lambda pair: pair[1] > 0):
            if more:
                cursor.executemany(_ADD, list(some))
            else:
                cursor.executemany(_SUBTRACT, [(-quotes, s) for s, quotes in some])
    make_wholes_public(s for s, quotes in difference.items() if quotes > 0)


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


def counted() -> Counter[int]:
    """The tallies as the search rows have them."""
    found: Counter[int] = Counter()
    for filters in SearchRow.objects.values_list("filters", flat=True).iterator(chunk_size=5000):
        found.update(speakers_in(filters))
    return found


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
        found.setdefault(speaker, 0)
    SpeakerTally.objects.all().delete()
    rows = (SpeakerTally(speaker_id=pk, quotes=quotes) for pk, quotes in sorted(found.items()))
    SpeakerTally.objects.bulk_create(rows, batch_size=5000)
    make_wholes_public(found)
