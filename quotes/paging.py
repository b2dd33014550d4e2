"""Pages by key, both ways: a cursor is the key of the quote that the reader saw last.

A key stays where it is while others are added, so no quote is skipped or
shown twice. Cursors are strings, since keys pass what JavaScript can count.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import QueryDict

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
    return _linked(rows, key, cursor, more, given)


def _linked(rows: list, key: str, cursor: Cursor, more: bool, given: QueryDict) -> Page:
    backwards = cursor.before is not None
    newer = bool(rows) and (more if backwards else cursor.after is not None)
    older = bool(rows) and (backwards or more)
    return Page(
        rows,
        query_string(given, before=_of(rows[0], key)) if newer else "",
        query_string(given, after=_of(rows[-1], key)) if older else "",
    )


def _of(row, key: str) -> str:
    return str(getattr(row, key))


def query_string(given: QueryDict, **changed: str) -> str:
    """The list's address with a cursor changed, or none; everything else kept."""
    kept = given.copy()
    for name in ("after", "before"):
        kept.pop(name, None)
    for name in list(kept):
        kept.setlist(name, [value for value in kept.getlist(name) if value])
    for name, value in changed.items():
        kept[name] = value
    return "?" + kept.urlencode()
