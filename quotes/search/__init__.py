"""Search over published quotes: one interface, an engine for each database.

    search = Search(parse("trump ceasefire said:2025-10"), after=cursor)
    search.page.quotes, search.page.older, search.count, search.facets, search.speakers

Whoever changes what a published quote says, who says it, or how it is reviewed, calls
`refresh(quote)` in the same transaction. Nothing else writes the search rows.
"""

from django.db import transaction

from quotes.models import Quote, SearchRow
from quotes.search import counts
from quotes.search.documents import readable, row_of
from quotes.search.engines import engine
from quotes.search.rare_words import sharing
from quotes.search.results import (
    BAD_CURSOR,
    BEST,
    NEWEST,
    ORDERS,
    PER_PAGE,
    Attempt,
    BadCursor,
    Count,
    Page,
    Search,
)
from quotes.search.speakers import Offer, find, suggest
from quotes.text.query import filters, parse

__all__ = [
    "BAD_CURSOR",
    "BEST",
    "NEWEST",
    "ORDERS",
    "PER_PAGE",
    "Attempt",
    "BadCursor",
    "Count",
    "Offer",
    "Page",
    "Search",
    "filters",
    "find",
    "index",
    "parse",
    "refresh",
    "sharing",
    "suggest",
    "unindex",
]


@transaction.atomic
def refresh(quote: Quote) -> None:
    """Make search say of a quote what the record says, in the caller's transaction."""
    if quote.status == Quote.Status.PUBLISHED:
        index(quote)
    else:
        unindex(quote)


def index(quote: Quote) -> None:
    """Put a published quote's row in, or in place of the one it had."""
    row = row_of(readable(Quote.objects.all()).get(pk=quote.pk))
    before = _take_out(quote)
    engine().write([row])
    counts.change([row.filters], before)


def unindex(quote: Quote) -> None:
    """Take a quote out of search altogether."""
    counts.change([], _take_out(quote))


def _take_out(quote: Quote) -> list[str]:
    """Delete the quote's row, if it has one; the filter tokens it had."""
    held = SearchRow.objects.filter(quote=quote)
    filters = list(held.values_list("filters", flat=True))
    held.delete()
    return filters
