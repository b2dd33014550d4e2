"""A topic over time by speaker: a lane of marks for each where there are few days, else numbers."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.dateformat import format as formatted

from quotes.models import Quote, Speaker
from quotes.public.presentation.card_dates import card_date
from quotes.public.presentation.cards import Card
from quotes.public.presentation.time_table import (
    Cell,
    Row,
    TimeTable,
    end_of_month,
    number_in,
    quotes_between,
)
from quotes.public.presentation.urls import quote_url_of, speaker_url
from quotes.text.attribution_sentence import VOICE, Attribution
from quotes.text.byline import Byline, byline, plain

#: Lanes have so many quotes at most, on days so far apart.
MOST_IN_LANES, FEW_DAYS = 40, 14
#: Months that have a column each; a topic of more has a column for each year, or each decade.
MOST_MONTHS, MOST_YEARS = 18, 12
#: Speakers with a row of their own.
MOST_SPEAKERS = 12
WORDS_OF_A_LABEL = 6


@dataclass(frozen=True)
class Mark:
    """A quote in a lane: a sign, its look, its words with their status, and where it is."""

    sign: str
    css: str
    label: str
    url: str


@dataclass
class Lane:
    """Whoever says it, and the quotes of each day."""

    who: Byline
    cells: list[list[Mark]]


@dataclass(frozen=True)
class Lanes:
    """Days as columns, each with what it dates where that is one thing for all."""

    days: list[tuple[dt.date, str]]
    rows: list[Lane] = field(default_factory=list)

    @property
    def looks(self) -> set[str]:
        return {mark.css for row in self.rows for cell in row.cells for mark in cell}


def has_few_days(days: Iterable[dt.date]) -> bool:
    """Whether these are so few quotes, so close together, that each may have a mark."""
    days = list(days)
    few = 0 < len(days) <= MOST_IN_LANES
    return few and (max(days) - min(days)).days < FEW_DAYS


def lanes(cards: Sequence[Card], days: dict[int, dt.date], on_page: set[int]) -> Lanes:
    """A lane for each speaker, whoever says most first; the days from first to last."""
    columns = sorted(set(days.values()))
    by_speaker: dict[object, Lane] = {}
    for card in sorted(cards, key=lambda card: (days[card.pk], card.pk)):
        for party in card.parties:
            if party.relation == VOICE:
                who = byline(Attribution((party,), card.cue))
                lane = by_speaker.setdefault(plain(who.names), Lane(who, [[] for _ in columns]))
                place = columns.index(days[card.pk])
                lane.cells[place].append(mark(card, on_page))
    rows = sorted(by_speaker.values(), key=lambda lane: -sum(map(len, lane.cells)))
    return Lanes([(day, _dated(day, cards, days)) for day in columns], rows)


def _dated(day: dt.date, cards: Iterable[Card], days: dict[int, dt.date]) -> str:
    """What the day dates, where all of its quotes agree: said, posted, published."""
    verbs = {card_date(card).verb for card in cards if days[card.pk] == day}
    return verbs.pop() if len(verbs) == 1 else ""


def mark(card: Card, on_page: set[int]) -> Mark:
    standing = card.standing
    if standing.css == "same":
        sign, css = "“", "is-same"
    elif standing.css != "none":
        sign, css = standing.sign, "is-differing"
    elif card.kind == Quote.Kind.PARAPHRASE:
        sign, css = "–", "is-paraphrase"
    else:
        sign, css = "“", ""
    url = f"#quote-{card.pk}" if card.pk in on_page else quote_url_of(card.pk)
    return Mark(sign, css, _label(card), url)


def _label(card: Card) -> str:
    """The first words, and the status where a list says it."""
    words = " ".join(part.text for part in card.words).split()
    first = " ".join(words[:WORDS_OF_A_LABEL]) + (" …" if len(words) > WORDS_OF_A_LABEL else "")
    paraphrase = "paraphrase" if card.kind == Quote.Kind.PARAPHRASE else ""
    status = "" if card.standing.silent else card.standing.phrase
    return ", ".join(part for part in (first, paraphrase, status) if part)


Said = Sequence[tuple[dt.date, int, int | None]]
"""The day, the quote and the speaker of each voice; None where the record has no such speaker."""


def numbers_by_speaker(said: Said, speakers: dict[int, Speaker], topic: int) -> TimeTable | None:
    """How many quotes each speaker has in each month, day or year: a number leads to them."""
    if not said:
        return None
    days = [day for day, _, _ in said]
    spans = spans_of(min(days), max(days))
    span_of = {day: _in(spans, day) for day in set(days)}
    counted = Counter((speaker, span_of[day]) for day, _, speaker in said)
    most = [pk for pk, _ in Counter(s for _, _, s in said if s).most_common() if pk in speakers]
    rows = [_row(speakers[pk], counted, spans, topic) for pk in most[:MOST_SPEAKERS]]
    others = _others(said, set(most[:MOST_SPEAKERS]), span_of, spans)
    return TimeTable(
        "Speaker", [span.heading for span in spans], rows + ([others] if others else [])
    )


@dataclass(frozen=True)
class Span:
    """A column: a day, a month or a year."""

    first: dt.date
    last: dt.date
    heading: tuple[str, str]


def spans_of(first: dt.date, last: dt.date) -> list[Span]:
    """The columns between two days, those included."""
    if (last - first).days < FEW_DAYS:
        days = [first + dt.timedelta(n) for n in range((last - first).days + 1)]
        return [Span(day, day, (str(day.day), formatted(day, "j F Y"))) for day in days]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months <= MOST_MONTHS:
        starts = [_month(first, n) for n in range(months)]
        headings = [(_initial(day, n == 0), formatted(day, "F Y")) for n, day in enumerate(starts)]
        return [
            Span(day, end_of_month(day), heading)
            for day, heading in zip(starts, headings, strict=True)
        ]
    size = 1 if last.year - first.year < MOST_YEARS else 10
    years = range(first.year - first.year % size, last.year + 1, size)
    return [_years(year, size) for year in years]


def _years(first: int, size: int) -> Span:
    name = str(first) if size == 1 else f"{first}s"
    last = min(first + size - 1, dt.date.max.year)
    return Span(dt.date(max(first, 1), 1, 1), dt.date(last, 12, 31), (name, name))


def _initial(month: dt.date, first: bool) -> str:
    """A month's first letter, with the year where that begins."""
    year = f" ’{month:%y}" if first or month.month == 1 else ""
    return formatted(month, "F")[:1] + year


def _month(first: dt.date, later: int) -> dt.date:
    months = first.year * 12 + first.month - 1 + later
    return dt.date(months // 12, months % 12 + 1, 1)


def _in(spans: Sequence[Span], day: dt.date) -> Span:
    return next(span for span in spans if span.first <= day <= span.last)


def _row(speaker: Speaker, counted: Counter, spans: Sequence[Span], topic: int) -> Row:
    cells: list[Cell | None] = []
    for span in spans:
        number = counted[speaker.pk, span]
        url = quotes_between(span.first, span.last, topic=topic, speaker=speaker.pk)
        label = number_in(number, f"{speaker.name}, {span.heading[1]}")
        cells.append(Cell(number, label, url) if number else None)
    return Row(speaker.name, cells, speaker_url(speaker))


def _others(
    said: Said, listed: set[int], span_of: dict[dt.date, Span], spans: Sequence[Span]
) -> Row | None:
    """Quotes by anybody else, counted once each. No list is of them alone, so no number is a link."""
    rest = {(quote, span_of[day]) for day, quote, speaker in said if speaker not in listed}
    counted = Counter(span for _, span in rest)
    cells = [Cell(counted[s], "", "") if counted[s] else None for s in spans]
    return Row("Others", cells) if rest else None
