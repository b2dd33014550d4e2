"""What the found quotes divide into, with counts: speaker, publisher, kind, review…"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from quotes.models import Quote, Review, Speaker, Topic
from quotes.text.query import Filter, Query, filters
from sources.models import Publisher

NEWEST = 2000
"""Quotes that facets are counted over, unless full counts are asked for."""
MOST_CHOICES = 10
DAYS_FROM = " decade_"

TITLES = {
    "speaker": "Speaker",
    "publisher": "Publisher",
    "kind": "Kind",
    "review": "Checked",
    "topic": "Topic",
    "lang": "Language",
    "year": "Year",
}


@dataclass(frozen=True)
class Choice:
    """One value of a facet: how many quotes have it, and the query narrowed or freed by it."""

    value: str
    label: str
    count: int
    chosen: bool
    query: str
    share: float = 0.0
    """Of the largest count in its facet, from 0 to 1: the height of its bar."""


@dataclass(frozen=True)
class Facet:
    name: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Facets:
    """Counts over all found quotes, or over the newest of them."""

    facets: tuple[Facet, ...]
    counted: int
    partial: bool

    @property
    def note(self) -> str:
        return f"Counts are of the newest {self.counted:,} quotes found." if self.partial else ""

    def __iter__(self):
        return iter(self.facets)


def count(rows: Iterable[tuple[int, str]], query: Query, limit: int | None) -> Facets:
    """Facets of rows (key, filter tokens) that a query found."""
    counted, tallies = _tallied(rows)
    facets = tuple(_facet(name, tallies[name], query) for name in TITLES)
    return Facets(
        tuple(facet for facet in facets if facet.choices),
        counted,
        partial=limit is not None and counted >= limit,
    )


def _tallied(rows: Iterable[tuple[int, str]]) -> tuple[int, dict[str, Counter[str]]]:
    """How many rows, and each facet's values; the rows' days, which end them, aren't counted."""
    held = [tokens[: tokens.find(DAYS_FROM)] for _, tokens in rows]
    tallies: dict[str, Counter[str]] = {name: Counter() for name in TITLES}
    for token, number in Counter(" ".join(held).split()).items():
        name, _, value = token.partition("_")
        if name in tallies:
            tallies[name][value] = number
    return len(held), tallies


def _facet(name: str, tally: Counter[str], query: Query) -> Facet:
    chosen = {
        term.value
        for clause in query.clauses
        if not clause.excluded
        for term in clause.terms
        if isinstance(term, Filter) and term.field == name
    }
    top = _most(name, tally)
    labels = _labels(name, [value for value, _ in top])
    highest = max((number for _, number in top), default=1)
    choices = tuple(
        _choice(name, value, labels[value], number, chosen, query, number / highest)
        for value, number in top
        if value in labels
    )
    return Facet(name, TITLES[name], choices)


def _most(name: str, tally: Counter[str]) -> list[tuple[str, int]]:
    if name == "year":
        return sorted(tally.items(), reverse=True)
    return sorted(tally.items(), key=lambda item: (-item[1], item[0]))[:MOST_CHOICES]


def _choice(name, value, label, number, chosen, query: Query, share: float) -> Choice:
    typed = {
        value,
        *(c for c in chosen if c.split("-")[0] == value or c.casefold() == label.casefold()),
    }
    is_chosen = bool(typed & chosen)
    if is_chosen:
        kept = (c for c in query.clauses if not _asks(c, name, typed))
        changed = str(Query(tuple(kept)))
    else:
        changed = str(query & filters(name, value))
    return Choice(value, label, number, is_chosen, changed, round(share, 3))


def _asks(clause, name: str, values: set[str]) -> bool:
    return not clause.excluded and any(
        isinstance(term, Filter) and term.field == name and term.value in values
        for term in clause.terms
    )


def _labels(name: str, values: list[str]) -> dict[str, str]:
    match name:
        case "speaker":
            return _names(Speaker, values)
        case "publisher":
            return _names(Publisher, values)
        case "topic":
            return _names(Topic, values)
        case "kind":
            return {value: str(Quote.Kind(value).label) for value in values}
        case "review":
            return {value: str(Review.Verdict(value).label) for value in values}
    return {value: value for value in values}


def _names(model, values: list[str]) -> dict[str, str]:
    held = model.objects.in_bulk([int(value) for value in values])
    return {str(pk): str(row) for pk, row in held.items()}
