"""Days as tokens, so that a range of days is looked up in the full-text index itself.

A quote carries its days, months, years and decades; a range is asked for by the fewest
of them: `2024-12-30..2026-01-02` is three days, a year and two days.
"""

import datetime as dt
from collections.abc import Iterator

LONGEST_BY_DAY = 62
"""Days for which a quote that may have been said on any of them carries each. One of a
wider range carries its months only, marked, and answers to every day of them."""
ONE_DAY = dt.timedelta(days=1)


def day_tokens(first: dt.date, last: dt.date) -> Iterator[str]:
    """What a quote said on one of these days is found by."""
    months = list(_months(first, last))
    yield from dict.fromkeys(f"decade_{month.year // 10}" for month in months)
    yield from dict.fromkeys(f"said_{month:%Y}" for month in months)
    yield from (f"said_{month:%Y%m}" for month in months)
    if (last - first).days < LONGEST_BY_DAY:
        yield from (f"said_{day:%Y%m%d}" for day in _days(first, last))
    else:
        yield from (f"within_{month:%Y%m}" for month in months)


def range_tokens(first: dt.date, last: dt.date) -> list[str]:
    """What a range of days is asked for by: any of these."""
    found: dict[str, None] = {}
    day = first
    while day <= last:
        token, next_day = _widest(day, last)
        found[token] = None
        if token.startswith("said_") and len(token) == len("said_20251006"):
            found[f"within_{day:%Y%m}"] = None
        day = next_day
    return list(found)


def _widest(day: dt.date, last: dt.date) -> tuple[str, dt.date]:
    """The widest span that begins on this day and ends by the last, and the day after it."""
    if day.day == 1:
        if day.month == 1:
            decade = _year_start(day.year + 10)
            if day.year % 10 == 0 and decade - ONE_DAY <= last:
                return f"decade_{day.year // 10}", decade
            year = _year_start(day.year + 1)
            if year - ONE_DAY <= last:
                return f"said_{day:%Y}", year
        month = _next_month(day)
        if month - ONE_DAY <= last:
            return f"said_{day:%Y%m}", month
    return f"said_{day:%Y%m%d}", day + ONE_DAY


def _year_start(year: int) -> dt.date:
    return dt.date(year, 1, 1)


def _next_month(day: dt.date) -> dt.date:
    return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)


def _months(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = _next_month(month)


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    while first <= last:
        yield first
        first += ONE_DAY
