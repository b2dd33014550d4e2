"""Pages by key, both ways: a cursor is the key of the quote that the reader saw last.

A key stays where it is while others are added, so no quote is skipped or
shown twice. Cursors are strings, since keys pass what JavaScript can count.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.http import urlencode

from quotes.search import BAD_CURSOR

PER_PAGE = 20


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: after a key (older) or before it (newer); neither is the first page."""

    after: int | None = None
    before: int | None = None


@dataclass(frozen=True)
class Page:
    """Rows in list order; query strings of the pages on either side, empty where there are none."""

    rows: Sequence
    newer: str = ""
    older: str = ""


def read_cursor(given: QueryDict) -> Cursor:
    """Raises BadRequest for a cursor that is no key, or for two at once: the page says so."""
    after, before = given.get("after", ""), given.get("before", "")
    if after and before:
        raise BadRequest(BAD_CURSOR)
    return Cursor(_key(after), _key(before))


def _key(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 19):
        raise BadRequest(BAD_CURSOR)
    return int(text)


def page(queryset: QuerySet, key: str, cursor: Cursor, given: QueryDict, size=PER_PAGE) -> Page:
    """One page of a queryset, greatest `key` first, in one query."""
    if cursor.before is not None:
        wanted = queryset.filter(**{f"{key}__gt": cursor.before}).order_by(key)
    elif cursor.after is not None:
        wanted = queryset.filter(**{f"{key}__lt": cursor.after}).order_by(f"-{key}")
    else:
        wanted = queryset.order_by(f"-{key}")
    rows = list(wanted[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if cursor.before is not None:
        rows.reverse()
    return _linked(rows, attrgetter(key), cursor, more, given)


def key_page(
    keys: Callable[..., list[int]], cursor: Cursor, given: QueryDict, size=PER_PAGE
) -> Page:
    """One page of keys, which `keys` gives `below` one, or oldest first `above` one."""
    found = keys(size + 1, below=cursor.after, above=cursor.before)
    more, found = len(found) > size, found[:size]
    if cursor.before is not None:
        found.reverse()
    return _linked(found, int, cursor, more, given)


def _linked(rows: list, key: Callable, cursor: Cursor, more: bool, given: QueryDict) -> Page:
    backwards = cursor.before is not None
    newer = bool(rows) and (more if backwards else cursor.after is not None)
    older = bool(rows) and (backwards or more)
    return Page(
        rows,
        query_string(given, before=str(key(rows[0]))) if newer else "",
        query_string(given, after=str(key(rows[-1]))) if older else "",
    )


def query_string(given: QueryDict, **changed: str) -> str:
    """The list's address with a cursor changed, or none; everything else kept."""
    kept = {
        name: [value for value in values if value]
        for name, values in given.lists()
        if name not in ("after", "before")
    }
    for name, value in changed.items():
        kept[name] = [value]
    return "?" + urlencode(kept, doseq=True)
