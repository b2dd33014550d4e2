"""Days as a reader types them: a day, a month, a year, or from one to another."""

import calendar
from datetime import date

import regex

_SAID = regex.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", regex.ASCII)


def said_range(value: str) -> tuple[date, date] | None:
    """The first and last day of ``2025``, ``2025-10``, ``2025-10-01`` or ``a..b``.

    ``None`` where the value is no such day, month, year or range. An open end (``2025..``
    or ``..2025-10``) reaches to the first or last day there is; a range typed backwards is
    turned round.
    """
    first, dots, last = value.partition("..")
    start = _period(first) if first or not dots else (date.min, date.min)
    end = (_period(last) if last else (date.max, date.max)) if dots else start
    if start is None or end is None or value == "..":
        return None
    return min(start[0], end[0]), max(start[1], end[1])


def _period(value: str) -> tuple[date, date] | None:
    match = _SAID.fullmatch(value.strip())
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return first, first
    last_month = month or 12
    return first, date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])
