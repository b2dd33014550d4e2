"""The record in numbers: over time, by topic, by outlet, and how it checks out.

All of it was counted as quotes were published, so that nothing here counts the record. How quotes
check out is asked of outlets only: a speaker isn't to blame for what an outlet changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Sum
from django.urls import reverse

from quotes.models import Match, PublisherCheckCount, Review, Topic, TopicCount
from quotes.public.presentation.urls import topic_url
from sources.models import Publisher

#: Topics and outlets that have a bar of their own.
MOST_SHOWN = 15
#: Of fewer quotes compared, or judged, shares would say more about chance than about an outlet.
FEWEST_CHECKED = 20
MATCH, REVIEW = "match_", "review_"


class Bar(NamedTuple):
    """One bar: its number is its length."""

    name: str
    number: int
    url: str = ""


@dataclass(frozen=True)
class Bars:
    """Bars that add up to the total."""

    bars: list[Bar]
    total: int

    @property
    def most(self) -> int:
        return max((bar.number for bar in self.bars), default=1)


def by_topic() -> Bars:
    """How often topics were given to quotes. A quote may have several, or none."""
    counted = TopicCount.objects.filter(quotes__gt=0)
    total = counted.aggregate(total=Sum("quotes"))["total"] or 0
    in_order = counted.order_by("-quotes", "topic").values_list("topic", "quotes")
    most = list(in_order[:MOST_SHOWN])
    found = Topic.objects.in_bulk([pk for pk, _ in most])
    bars = [Bar(found[pk].name, number, topic_url(found[pk])) for pk, number in most]
    return _with_the_rest(bars, total, "All other topics")


def by_outlet(total: int) -> Bars:
    """How many of all published quotes each outlet has; and how many are from none that is recorded."""
    counted = PublisherCheckCount.objects.filter(checked__startswith=REVIEW, quotes__gt=0)
    from_outlets = counted.aggregate(total=Sum("quotes"))["total"] or 0
    by_publisher = counted.order_by().values("publisher").annotate(number=Sum("quotes"))
    in_order = by_publisher.order_by("-number", "publisher").values_list("publisher", "number")
    most = list(in_order[:MOST_SHOWN])
    found = Publisher.objects.in_bulk([pk for pk, _ in most])
    bars = [Bar(str(found[pk]), number, _quotes_from(pk)) for pk, number in most]
    shown = _with_the_rest(bars, from_outlets, "All other outlets").bars
    without = total - from_outlets
    return Bars([*shown, *([Bar("No outlet recorded", without)] if without else [])], total)


def _with_the_rest(bars: list[Bar], total: int, name: str) -> Bars:
    rest = total - sum(bar.number for bar in bars)
    return Bars([*bars, *([Bar(name, rest)] if rest else [])], total)


def _quotes_from(publisher: int) -> str:
    return f"{reverse('quotes')}?publisher={publisher}"


class Result(NamedTuple):
    """One of the results that checks are divided into, and the tokens that are counted for it."""

    label: str
    css: str
    tokens: tuple[str, ...]


def _tokens(kind: str, *values: str) -> tuple[str, ...]:
    return tuple(f"{kind}{value}" for value in values)


Found, Verdict = Match.Verdict, Review.Verdict
#: What the program found, and what people judged. They are never added up.
COMPARED = (
    Result("Matches", "same", _tokens(MATCH, Found.EXACT, Found.TYPOGRAPHY, Found.ELIDED)),
    Result("Differs", "differs", _tokens(MATCH, Found.ALTERED)),
    Result("Not in it", "missing", _tokens(MATCH, Found.NOT_FOUND)),
    Result("In several places", "unsure", _tokens(MATCH, Found.AMBIGUOUS)),
)
JUDGED = (
    Result("Confirmed", "judged", _tokens(REVIEW, Verdict.CONFIRMED)),
    Result("Altered", "differs", _tokens(REVIEW, Verdict.ALTERED)),
    Result("Not traced", "missing", _tokens(REVIEW, Verdict.NOT_TRACED)),
    Result(
        "Otherwise judged",
        "unsure",
        _tokens(
            REVIEW,
            Verdict.OUT_OF_CONTEXT,
            Verdict.DISPUTED,
            Verdict.MISATTRIBUTED,
            Verdict.FABRICATED,
        ),
    ),
)


class Part(NamedTuple):
    """How many quotes had one result, and where its part of the bar begins."""

    label: str
    css: str
    number: int
    start: int


@dataclass(frozen=True)
class Checked:
    """How the checked quotes of one outlet came out; the parts add up to the total."""

    name: str
    url: str
    parts: list[Part]

    @property
    def total(self) -> int:
        return sum(part.number for part in self.parts)


def checks_by_outlet() -> tuple[list[Checked], list[Checked]]:
    """Outlets with enough quotes compared by the program; and with enough judged by people."""
    counted: dict[int, dict[str, int]] = defaultdict(dict)
    rows = PublisherCheckCount.objects.filter(quotes__gt=0).exclude(
        checked=REVIEW + Verdict.UNCHECKED
    )
    for publisher, checked, number in rows.values_list("publisher", "checked", "quotes"):
        counted[publisher][checked] = number
    return _checked(counted, COMPARED), _checked(counted, JUDGED)


def _checked(counted: Mapping[int, dict[str, int]], results: Iterable[Result]) -> list[Checked]:
    parts = {pk: _parts(numbers, results) for pk, numbers in counted.items()}
    enough = [pk for pk in parts if sum(p.number for p in parts[pk]) >= FEWEST_CHECKED]
    found = Publisher.objects.in_bulk(enough)
    shown = [Checked(str(found[pk]), _quotes_from(pk), parts[pk]) for pk in enough]
    return sorted(shown, key=lambda one: (-one.total, one.name))


def _parts(numbers: Mapping[str, int], results: Iterable[Result]) -> list[Part]:
    parts: list[Part] = []
    start = 0
    for result in results:
        number = sum(numbers.get(token, 0) for token in result.tokens)
        parts.append(Part(result.label, result.css, number, start))
        start += number
    return parts
