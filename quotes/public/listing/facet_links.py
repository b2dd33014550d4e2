"""How a list of quotes is filtered, and how it could be: chips to remove, and links to add."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.forms import MultipleChoiceField
from django.http import QueryDict

from quotes.public.listing.filter_table import FACETS, FORM_FIELDS, Field
from quotes.public.listing.filters import QuoteFilter
from quotes.public.listing.pagination import query_string
from quotes.public.presentation.labels import language_name
from quotes.search.facets import Facets, FacetValue


@dataclass(frozen=True)
class Chip:
    """One filter in force, and the query string of the list without it."""

    field: Field
    value: str
    without: str

    @property
    def label(self) -> str:
        return self.field.label

    @property
    def before(self) -> str:
        """What is said before the value."""
        return self.field.in_chip.partition("{value}")[0].format(label=self.label)


@dataclass(frozen=True)
class FacetLink:
    """One value of a facet: how many quotes have it, and the query string that adds or removes it.

    `share` is of the largest count in its facet, from 0 to 1.
    """

    value: str
    label: str
    count: int
    chosen: bool
    url: str
    share: float


@dataclass(frozen=True)
class FacetLinks:
    """One facet: speaker, kind, year…"""

    name: str
    title: str
    choices: list[FacetLink]


def chips(filtered: QuoteFilter, given: QueryDict) -> list[Chip]:
    """Every filter in force, in the words of the form."""
    return [
        Chip(FORM_FIELDS[name], _said(name, filtered, value), without(given, name))
        for name, value in filtered.in_force.items()
    ]


def _said(name: str, filtered: QuoteFilter, value) -> str:
    said = in_words(filtered.form.fields[name], value)
    return language_name(said) if name == "language" else said


def in_words(form_field, value) -> str:
    if not isinstance(value, list):
        return str(value)
    labels = dict(getattr(form_field, "choices", ()))
    return " or ".join(str(labels.get(one, getattr(one, "name", one))) for one in value)


def without(given: QueryDict, *names: str) -> str:
    kept = given.copy()
    for name in names:
        kept.pop(name, None)
    return query_string(kept)


def facet_links(filtered: QuoteFilter, facets: Facets, given: QueryDict) -> list[FacetLinks]:
    """What the quotes found divide into, as links that keep the rest of the query string."""
    here = query_string(given)
    return [
        FacetLinks(
            FACETS[facet.name].name,
            FACETS[facet.name].label,
            [
                _link(filtered, FACETS[facet.name].name, choice, given, here)
                for choice in facet.values
            ],
        )
        for facet in facets
    ]


def _link(
    filtered: QuoteFilter, name: str, choice: FacetValue, given: QueryDict, here: str
) -> FacetLink:
    if name == "year":
        chosen, url = _year(choice.value, given, here)
    else:
        several = isinstance(filtered.form.fields[name], MultipleChoiceField)
        chosen, url = _value(name, choice.value, several, given, here)
    return FacetLink(choice.value, choice.label, choice.count, chosen, url, choice.share)


def _value(name: str, value: str, several: bool, given: QueryDict, here: str) -> tuple[bool, str]:
    """Whether the value is chosen, and the query string with it added, or removed if it is."""
    values = given.getlist(name)
    if not any(values):
        return False, _with(here, {name: value})
    chosen = value in values
    kept = given.copy()
    if chosen:
        kept.setlist(name, [one for one in values if one != value])
    elif several:
        kept.appendlist(name, value)
    else:
        kept[name] = value
    return chosen, query_string(kept)


def _year(year: str, given: QueryDict, here: str) -> tuple[bool, str]:
    days = {"said_from": f"{year}-01-01", "said_to": f"{year}-12-31"}
    if not any(given.get(name) for name in days):
        return False, _with(here, days)
    if all(given.get(name) == day for name, day in days.items()):
        return True, without(given, *days)
    return False, query_string(given, **days)


def _with(here: str, added: dict[str, str]) -> str:
    """This list's query string with something added that it doesn't have yet."""
    return here + ("&" if here != "?" else "") + urlencode(added)
