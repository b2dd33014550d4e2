"""What the found quotes divide into, with counts: speaker, publisher, kind, review…"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, F, QuerySet, TextField, Value, When
from django.db.models.functions import Concat

from quotes.models import Quote, Review, Speaker, Topic
from quotes.search.documents import SPEAKER_TOKENS
from sources.db.compiled_query import CompiledQuery
from sources.models import Publisher

NEWEST = 2000
"""Quotes that facets are counted over, unless full counts are asked for."""
MOST_CHOICES = 10

NAMES_IN_ORDER = (*SPEAKER_TOKENS, "publisher", "kind", "review", "topic", "lang", "year")
"""The tokens that facets are counted of."""


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet: how many quotes have it.

    `share` is of the largest count in its facet, from 0 to 1: the height of its bar.
    """

    value: str
    label: str
    count: int
    share: float = 0.0


@dataclass(frozen=True)
class Facet:
    name: str
    values: tuple[FacetValue, ...]


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


def count(found: Iterable[tuple[int, str]], limit: int | None) -> Facets:
    """Facets of what was found: so many rows at a time, with their tokens run together."""
    counted, counts = count_values(found)
    shown = {name: _most(name, counts[name]) for name in NAMES_IN_ORDER if counts[name]}
    labels = _labels(shown)
    facets = (_facet(name, top, labels[name]) for name, top in shown.items())
    return Facets(
        tuple(facet for facet in facets if facet.values),
        counted,
        partial=limit is not None and counted >= limit,
    )


def count_values(found: Iterable[tuple[int, str]]) -> tuple[int, dict[str, dict[str, int]]]:
    """How many rows, and each facet's values. Tokens of few values come joined by ``+``."""
    counted, tokens = 0, Counter[str]()
    for rows, run in found:
        counted += rows
        tokens.update(run.split())
    counts: dict[str, dict[str, int]] = {name: {} for name in NAMES_IN_ORDER}
    for joined, number in tokens.items():
        for token in joined.split("+") if "+" in joined else (joined,):
            name, _, value = token.partition("_")
            if name in counts:
                numbers = counts[name]
                numbers[value] = numbers.get(value, 0) + number
    return counted, counts


def _facet(name: str, top: list[tuple[str, int]], labels: dict[str, str]) -> Facet:
    highest = max((number for _, number in top), default=1)
    values = tuple(
        FacetValue(value, labels[value], number, round(number / highest, 3))
        for value, number in top
        if value in labels
    )
    return Facet(name, values)


def _most(name: str, numbers: dict[str, int]) -> list[tuple[str, int]]:
    if name == "year":
        return sorted(numbers.items(), reverse=True)
    least = sorted(numbers.values(), reverse=True)[:MOST_CHOICES][-1]
    most = [item for item in numbers.items() if item[1] >= least]
    return sorted(most, key=lambda item: (-item[1], item[0]))[:MOST_CHOICES]


def _labels(shown: dict[str, list[tuple[str, int]]]) -> dict[str, dict[str, str]]:
    """For each facet shown, what its values are called; names of rows are asked for at once."""
    labels = {name: {value: value for value, _ in top} for name, top in shown.items()}
    wanted = {
        what: {int(v) for name in names for v, _ in shown.get(name, ())} for what, names in NAMED
    }
    named: dict[str, dict[str, str]] = {what: {} for what, _ in NAMED}
    for what, pk, label in NAMES(*(sorted(wanted[what]) for what, _ in NAMED)):
        named[what][str(pk)] = label
    for what, names in NAMED:
        labels |= {name: named[what] for name in names if name in shown}
    for name, choices in (("kind", Quote.Kind), ("review", Review.Verdict)):
        if name in shown:
            labels[name] = {value: str(choices(value).label) for value in labels[name]}
    return labels


#: Facets whose values are rows of the record, by what those are.
NAMED = (("publisher", ("publisher",)), ("speaker", SPEAKER_TOKENS), ("topic", ("topic",)))


def _names(publishers: list[int], speakers: list[int], topics: list[int]) -> QuerySet:
    found = [
        _named("publisher", Publisher, publishers, "place"),
        _named("speaker", Speaker, speakers, "description"),
        _named("topic", Topic, topics, ""),
    ]
    return found[0].union(*found[1:], all=True).order_by()


def _named(name: str, model, ids: list[int], apart: str) -> QuerySet:
    """Names as the rows call themselves: what distinguishes namesakes is in brackets."""
    label = F("name")
    if apart:
        label = Case(
            When(**{apart: ""}, then=label),
            default=Concat("name", Value(" ("), apart, Value(")"), output_field=TextField()),
            output_field=TextField(),
        )
    rows = model.objects.filter(pk__in=ids).order_by().annotate(label=label)
    return rows.values_list(Value(name), "pk", "label")


NAMES = CompiledQuery(_names)
