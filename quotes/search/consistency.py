"""Whether search agrees with the record, and how to make it agree without stopping the site."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import transaction

from quotes.models import Quote, SearchRow, Speaker, name_keys, same_name
from quotes.search import counts, index_version
from quotes.search.documents import Entry, entries_of
from quotes.search.engines import engine

BATCH = 500


@dataclass
class Difference:
    """Rows of some quotes as they should be, and as the index has them."""

    missing: list[Entry] = field(default_factory=list)
    stale: list[Entry] = field(default_factory=list)
    surplus: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.surplus)

    def add(self, other: "Difference") -> None:
        self.missing += other.missing
        self.stale += other.stale
        self.surplus += other.surplus


def batches() -> Iterator[tuple[int, int]]:
    """Spans of quote ids, `[first, last]`, that cover quotes and rows alike."""
    quotes = Quote.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    rows = SearchRow.objects.order_by("-quote").values_list("quote", flat=True).first() or 0
    for first in range(1, max(quotes, rows) + 1, BATCH):
        yield first, first + BATCH - 1


def compare(first: int, last: int, *, lock: bool = False) -> Difference:
    """How search differs from the record for quotes of these ids."""
    published = Quote.objects.published().filter(pk__range=(first, last))
    if lock:
        published = published.select_for_update(of=("self",))
    required = {entry.quote_id: entry for entry in entries_of(published)}
    existing = {
        row.quote_id: Entry(row.key, row.quote_id, row.filters, row.stems, row.terms)
        for row in SearchRow.objects.filter(quote__gte=first, quote__lte=last)
    }
    return Difference(
        missing=[row for pk, row in required.items() if pk not in existing],
        stale=[row for pk, row in required.items() if pk in existing and existing[pk] != row],
        surplus=[pk for pk in existing if pk not in required],
    )


@transaction.atomic
def mend(first: int, last: int) -> int:
    """Write what differs for quotes of these ids; how many rows that were.

    The quotes are locked meanwhile, so none is withdrawn between reading and writing.
    """
    found = compare(first, last, lock=True)
    gone = [*found.surplus, *(row.quote_id for row in found.stale)]
    SearchRow.objects.filter(quote__in=gone).delete()
    engine().write([*found.missing, *found.stale])
    return len(gone) + len(found.missing)


def disagreements() -> Iterator[str]:
    """Sentences on everything in which search and record disagree; none if all is well."""
    if not index_version.is_current():
        yield "The index was made by an earlier version, which read some words differently."
    total = Difference()
    for first, last in batches():
        total.add(compare(first, last))
    yield from _of_rows(total)
    yield from engine().disagreements()
    if not counts.are_right():
        yield "The counts of published quotes are wrong."
    if wrong := sum(name_keys.keys_differ(speaker) for speaker in Speaker.objects.iterator()):
        yield f"Name keys of {wrong:,} speakers are wrong; some of their names aren't found."
    if wrong := sum(map(same_name.keys_differ, Speaker.objects.iterator())):
        yield f"Keys of {wrong:,} speakers' looks are wrong; another may be called the same."


def _of_rows(found: Difference) -> Iterator[str]:
    if found.missing:
        yield f"{_quotes(r.quote_id for r in found.missing)} published but not in search."
    if found.stale:
        yield f"{_quotes(r.quote_id for r in found.stale)} in search with old words or properties."
    if found.surplus:
        yield f"{_quotes(found.surplus)} in search without being published."


def _quotes(ids: Iterable[int]) -> str:
    ids = sorted(ids)
    shown = ", ".join(map(str, ids[:5])) + (", …" if len(ids) > 5 else "")
    return f"{len(ids):,} quotes ({shown}) are" if len(ids) > 1 else f"Quote {shown} is"


def mend_keys(speakers: Iterable[Speaker]) -> None:
    for speaker in speakers:
        name_keys.refresh_keys(speaker)
