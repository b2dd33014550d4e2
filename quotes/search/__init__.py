"""Search over published quotes: one interface, an engine for each database.

    search = Search("trump ceasefire said:2025-10", after=cursor)
    search.page.quotes, search.page.older, search.count, search.facets, search.speakers

A verb that changes what a published quote says, who says it, or how it is reviewed calls
`refresh(quote)` in the same transaction. Nothing else writes the index entries.
"""

from collections.abc import Iterable

from django.db import transaction

from quotes.models import Quote, SearchRow
from quotes.search import counts
from quotes.search.documents import entries_of
from quotes.search.engines import engine
from quotes.search.rare_words import quotes_sharing_words
from quotes.search.results import BAD_CURSOR, PER_PAGE, Attempt, BadCursor, Count, Search
from quotes.search.speakers import Suggestion, find, suggest

__all__ = [
    "BAD_CURSOR",
    "PER_PAGE",
    "Attempt",
    "BadCursor",
    "Count",
    "Search",
    "Suggestion",
    "find",
    "quotes_sharing_words",
    "refresh",
    "refresh_many",
    "suggest",
]


@transaction.atomic
def refresh(quote: Quote) -> None:
    """Make search say of a quote what the record says, in the caller's transaction."""
    if quote.status == Quote.Status.PUBLISHED:
        _put_in(quote)
    else:
        counts.change([], _take_out(quote))


@transaction.atomic
def refresh_many(ids: Iterable[int]) -> None:
    """The same of quotes of these ids, all at once."""
    ids = list(ids)
    existing = SearchRow.objects.filter(quote__in=ids)
    before = list(existing.values_list("key", "filters"))
    existing.delete()
    entries = entries_of(Quote.objects.published().filter(pk__in=ids))
    engine().write(entries)
    counts.change([(entry.key, entry.filters) for entry in entries], before)


def _put_in(quote: Quote) -> None:
    """Write a published quote's index entry, in place of the one it had."""
    [entry] = entries_of(Quote.objects.filter(pk=quote.pk))
    before = _take_out(quote)
    engine().write([entry])
    counts.change([(entry.key, entry.filters)], before)


def _take_out(quote: Quote) -> list[counts.Row]:
    """Delete the quote's index entry, if it has one; the key and filter tokens it had."""
    existing = SearchRow.objects.filter(quote=quote)
    rows = list(existing.values_list("key", "filters"))
    existing.delete()
    return rows
