"""How a list of quotes is narrowed, shown back: what is in force, and what it could be divided by."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from quotes.public.listing.pagination import query_string
from quotes.search.facets import Choice, Facets

#: Facets by the name search has for them, and the name they have in a query string.
PARAMETERS = {
    "speaker": "speaker",
    "kind": "kind",
    "review": "review",
    "publisher": "publisher",
    "topic": "topic",
    "lang": "language",
}
SEVERAL = ("kind", "review")


@dataclass(frozen=True)
class Chip:
    """One thing the list is narrowed by, and the query string of the list without it."""

    label: str
    value: str
    without: str


@dataclass(frozen=True)
class Offered:
    """One value to narrow by: how many quotes have it, and the query string that ticks or unticks it.

    `share` is of the largest count beside it, from 0 to 1.
    """

    value: str
    label: str
    count: int
    chosen: bool
    url: str
    share: float


@dataclass(frozen=True)
class Choices:
    """One facet: speaker, kind, year…"""

    name: str
    title: str
    choices: list[Offered]


def chips(form: forms.Form, given: QueryDict) -> list[Chip]:
    """Every filter in force but the words, in the words of the form."""
    told = []
    for name, value in form.cleaned_data.items():
        if value and name not in ("q", "order"):
            label = str(form.fields[name].label)
            told.append(Chip(label, in_words(form, name, value), without(given, name)))
    return told


def in_words(form: forms.Form, name: str, value) -> str:
    if not isinstance(value, list):
        return str(value)
    labels = dict(getattr(form.fields[name], "choices", ()))
    return " or ".join(str(labels.get(one, getattr(one, "name", one))) for one in value)


def without(given: QueryDict, *names: str) -> str:
    kept = given.copy()
    for name in names:
        kept.pop(name, None)
    return query_string(kept)


def choices(facets: Facets, given: QueryDict) -> list[Choices]:
    """What the quotes found divide into, as links that keep the rest of the address."""
    here = query_string(given)
    told = []
    for facet in facets:
        offered = [_offered(facet.name, choice, given, here) for choice in facet.choices]
        told.append(Choices(PARAMETERS.get(facet.name, facet.name), facet.title, offered))
    return told


def _offered(name: str, choice: Choice, given: QueryDict, here: str) -> Offered:
    chosen, url = (_year if name == "year" else _ticked)(name, choice.value, given, here)
    return Offered(choice.value, choice.label, choice.count, chosen, url, choice.share)


def _ticked(name: str, value: str, given: QueryDict, here: str) -> tuple[bool, str]:
    parameter = PARAMETERS[name]
    held = given.getlist(parameter)
    if not any(held):
        return False, _with(here, {parameter: value})
    chosen = value in held
    kept = given.copy()
    if chosen:
        kept.setlist(parameter, [one for one in held if one != value])
    elif parameter in SEVERAL:
        kept.appendlist(parameter, value)
    else:
        kept[parameter] = value
    return chosen, query_string(kept)


def _year(name: str, year: str, given: QueryDict, here: str) -> tuple[bool, str]:
    days = {"said_from": f"{year}-01-01", "said_to": f"{year}-12-31"}
    if not any(given.get(name) for name in days):
        return False, _with(here, days)
    if all(given.get(name) == day for name, day in days.items()):
        return True, without(given, *days)
    return False, query_string(given, **days)


def _with(here: str, added: dict[str, str]) -> str:
    """The address of this list with something added that it doesn't ask for yet."""
    return here + ("&" if here != "?" else "") + urlencode(added)
