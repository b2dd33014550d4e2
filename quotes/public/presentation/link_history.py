"""Links and fact-checks that were changed or removed while they were public."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from quotes import visibility
from quotes.models import FactCheck, Quote, QuoteLink
from quotes.public.presentation.history import Difference, difference


@dataclass(frozen=True)
class LinkedChange:
    """One such change, listed among the quote's own: what, when, why, before and after."""

    label: str
    at: dt.datetime
    reason: str
    differences: list[Difference]


def linked_changes(quote: Quote) -> list[LinkedChange]:
    """Newest first; without links to quotes that aren't public."""
    checks = FactCheck.history.filter(quote=quote.pk)
    links = QuoteLink.history.filter(Q(from_quote=quote.pk) | Q(to_quote=quote.pk))
    others = {end for row in links for end in (row.from_quote_id, row.to_quote_id)}
    seen = dict(visibility.quotes().filter(pk__in=others).values_list("pk", "published_at"))
    seen[quote.pk] = quote.published_at
    made = [*_changes("Fact-check", checks, _check_in_words, seen)]
    made += _changes("Link", links, lambda row: _link_in_words(row, quote), seen)
    return sorted(made, key=lambda change: change.at, reverse=True)


def _changes(what: str, rows, in_words, seen: dict) -> Iterator[LinkedChange]:
    """The differences between each row of a history and the one before it."""
    before: dict[int, str] = {}
    for row in sorted(rows, key=lambda row: row.history_id):
        was, now = before.get(row.id, ""), "" if row.history_type == "-" else in_words(row)
        if row.history_type == "-":
            was = was or in_words(row)
        before[row.id] = now
        if was and was != now and _was_public(row, seen):
            label = f"{what} changed" if now else f"{what} removed"
            result = difference(what, was, now)
            yield LinkedChange(label, row.history_date, row.history_change_reason or "", [result])


def _was_public(row, seen: dict[int, dt.datetime]) -> bool:
    ends = [row.quote_id] if hasattr(row, "quote_id") else [row.from_quote_id, row.to_quote_id]
    return all(end in seen and seen[end] <= row.history_date for end in ends)


def _check_in_words(row) -> str:
    day = f", {row.published_on:%-d %B %Y}" if row.published_on else ""
    return f"{row.publisher}: {row.rating}{day}, {row.url}"


def _link_in_words(row, quote: Quote) -> str:
    other = row.to_quote_id if row.from_quote_id == quote.pk else row.from_quote_id
    relation = QuoteLink.Relation(row.relation).label
    return f"{relation} (with quote {other}). {row.reason}"
