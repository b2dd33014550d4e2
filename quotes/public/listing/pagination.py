"""Pages of lists: by key, both ways, or by number.

A cursor is the key of the row that the reader saw last. A key stays the same
while others are added, so no row is skipped or shown twice. Cursors are
strings, since keys pass what JavaScript can count.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.core.exceptions import BadRequest
from django.core.paginator import InvalidPage, Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, QueryDict
from django.utils.http import urlencode

from quotes.search import BAD_CURSOR

PER_PAGE = 20


class Rows(Protocol):
    """Gives at most `limit` rows `below` a key, newest first, or `above` one, oldest first."""

    def __call__(self, limit: int, *, below: int | None, above: int | None) -> list: ...


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: after a key (older) or before it (newer); neither is the first page."""

    after: int | None = None
    before: int | None = None


@dataclass(frozen=True)
class Page:
    """Rows in list order; query strings of the pages on either side, empty where there are none.

    `position` says which page of how many it is, if they are numbered.
    """

    rows: Sequence
    newer: str = ""
    older: str = ""
    position: str = ""


def read_cursor(given: QueryDict) -> Cursor:
    """Raises BadRequest with a sentence for a cursor that is no key, or for two at once."""
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


def page(rows: Rows, given: QueryDict, size=PER_PAGE, key: Callable = int) -> Page:
    """The page that a query string asks for; `key` is the cursor of a row."""
    cursor = read_cursor(given)
    found = rows(size + 1, below=cursor.after, above=cursor.before)
    more, found = len(found) > size, found[:size]
    backwards = cursor.before is not None
    if backwards:
        found.reverse()
    newer = bool(found) and (more if backwards else cursor.after is not None)
    older = bool(found) and (backwards or more)
    return linked(
        found, given, str(key(found[0])) if newer else "", str(key(found[-1])) if older else ""
    )


def page_by_day(queryset: QuerySet, day: str, given: QueryDict, size=PER_PAGE) -> Page:
    """The same of a queryset: the newest `day` first, those without a day last.

    A row's key is its day in days since 1 January of year 1, shifted left by `ID_BITS`, plus its
    id; the day of one without is 0.
    """
    dated, undated = queryset.exclude(**{day: None}), queryset.filter(**{day: None})

    def newest(limit: int, below: int) -> list:
        on, pk = _day_and_id(below)
        of_days = _older(dated, day, on, pk) if on else dated.none()
        found = list(of_days.order_by(f"-{day}", "-pk")[:limit])
        first = undated if on else undated.filter(pk__lt=pk)
        return found + (list(first.order_by("-pk")[: limit - len(found)]))

    def oldest(limit: int, above: int) -> list:
        on, pk = _day_and_id(above)
        found = [] if on else list(undated.filter(pk__gt=pk).order_by("pk")[:limit])
        of_days = _newer(dated, day, on, pk) if on else dated
        return found + (list(of_days.order_by(day, "pk")[: limit - len(found)]))

    def rows(limit: int, *, below: int | None, above: int | None) -> list:
        return oldest(limit, above) if above is not None else newest(limit, below or LAST_KEY)

    return page(rows, given, size, lambda row: _key_by_day(getattr(row, day), row.pk))


ID_BITS = 40
LAST_KEY = date.max.toordinal() << ID_BITS | (1 << ID_BITS) - 1


def _key_by_day(day: date | None, pk: int) -> int:
    return (day.toordinal() if day else 0) << ID_BITS | pk


def _day_and_id(key: int) -> tuple[date | None, int]:
    """Raises BadRequest with a sentence for a key that is no row's."""
    if key > LAST_KEY:
        raise BadRequest(BAD_CURSOR)
    ordinal = key >> ID_BITS
    return date.fromordinal(ordinal) if ordinal else None, key & ((1 << ID_BITS) - 1)


def _older(dated: QuerySet, day: str, on: date, pk: int) -> QuerySet:
    """Said twice, since databases find the end of a range in an index, but not of two at once."""
    below = Q(**{f"{day}__lt": on}) | Q(pk__lt=pk, **{day: on})
    return dated.filter(below, **{f"{day}__lte": on})


def _newer(dated: QuerySet, day: str, on: date, pk: int) -> QuerySet:
    above = Q(**{f"{day}__gt": on}) | Q(pk__gt=pk, **{day: on})
    return dated.filter(above, **{f"{day}__gte": on})


def linked(rows: Sequence, given: QueryDict, newer: str, older: str) -> Page:
    """A page with the cursors of its neighbours as links; an empty cursor is no page."""
    return Page(
        rows,
        query_string(given, before=newer) if newer else "",
        query_string(given, after=older) if older else "",
    )


def numbered_page(rows: Sequence, given: QueryDict, size: int, **kept: str) -> Page:
    """A page of a list in another order than its keys'; a 404 for a number that no page has."""
    try:
        found = Paginator(rows, size).page(given.get("page") or "1")
    except InvalidPage as wrong:
        raise Http404("This list has no such page.") from wrong
    number, last = found.number, found.paginator.num_pages
    return Page(
        list(found),
        query_string(given, **kept, page=str(number - 1)) if number > 1 else "",
        query_string(given, **kept, page=str(number + 1)) if number < last else "",
        f"Page {number} of {last}" if last > 1 else "",
    )


def query_string(given: QueryDict, **changed: str | None) -> str:
    """The list's address with a cursor changed, or none; everything else kept but what is None."""
    kept = {
        name: [value for value in values if value]
        for name, values in given.lists()
        if name not in ("after", "before")
    }
    for name, value in changed.items():
        kept[name] = [] if value is None else [value]
    return "?" + urlencode(kept, doseq=True)
