"""Quotes over time as a table of numbers that lead to them: years by months, speakers by months."""

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.dateformat import format as formatted

#: Years that are shown at once; earlier ones are opened.
RECENT = 5


@dataclass(frozen=True)
class Cell:
    """How many quotes a span of days has, and the list of them."""

    number: int
    label: str
    url: str


@dataclass(frozen=True)
class Row:
    name: str
    cells: list[Cell | None]
    url: str = ""


@dataclass(frozen=True)
class TimeTable:
    """Numbers in rows over time. A column has a short heading, and what that stands for."""

    first: str
    """What the first column has, for those who hear the table."""
    columns: list[tuple[str, str]]
    rows: list[Row] = field(default_factory=list)

    @property
    def most(self) -> int:
        return max((cell.number for row in self.rows for cell in row.cells if cell), default=1)


def quotes_between(first: dt.date, last: dt.date, **filters: object) -> str:
    """The list of quotes of these days that these filters find."""
    days = {"said_from": first.isoformat(), "said_to": last.isoformat()}
    return f"{reverse('quotes')}?{urlencode(filters | days)}"


def end_of_month(first: dt.date) -> dt.date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def number_in(number: int, span: str) -> str:
    return f"{span}: {number:,} quote{'' if number == 1 else 's'}"


@dataclass(frozen=True)
class Months:
    """A speaker's months: the newest years, and those before them."""

    first: dt.date
    recent: TimeTable
    earlier: TimeTable | None
    earlier_years: str = ""


def months_by_year(counted: Mapping[dt.date, int], **filters: object) -> Months | None:
    """A row for each year that has quotes; nothing where all are of one month, as a sentence says."""
    if len(counted) < 2:
        return None
    years = [(year, list(some)) for year, some in groupby(sorted(counted), key=lambda m: m.year)]
    rows = [_year(year, some, counted, filters) for year, some in years]
    before, recent = rows[:-RECENT], rows[-RECENT:]
    span = dict.fromkeys([before[0].name, before[-1].name]) if before else ()
    return Months(
        min(counted), _of_years(recent), _of_years(before) if before else None, " to ".join(span)
    )


def _of_years(rows: list[Row]) -> TimeTable:
    months = [dt.date(2000, month, 1) for month in range(1, 13)]
    return TimeTable("Year", [(formatted(m, "F")[:1], formatted(m, "F")) for m in months], rows)


def _year(year: int, months: Iterable[dt.date], counted: Mapping, filters: dict) -> Row:
    cells: list[Cell | None] = [None] * 12
    for month in months:
        number = counted[month]
        url = quotes_between(month, end_of_month(month), **filters)
        cells[month.month - 1] = Cell(number, number_in(number, formatted(month, "F Y")), url)
    return Row(str(year), cells)
