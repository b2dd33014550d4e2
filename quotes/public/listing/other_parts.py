"""Beside a list of quotes by somebody: those they passed on, or that name them, with counts."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

from quotes.models import OwnDocument
from quotes.public.listing.filter_table import PARTS, Field
from quotes.public.listing.filters import QuoteFilter
from quotes.public.listing.pagination import query_string
from quotes.search.conditions import Condition, all_of, is_empty, tokens
from quotes.search.engines import engine
from quotes.search.interpreter import interpret
from quotes.search.results import MOST_COUNTED, Count


@dataclass(frozen=True)
class OtherPart:
    """The same list for another thing that its speakers are to quotes."""

    text: str
    count: Count
    url: str


def other_parts(filtered: QuoteFilter, given: QueryDict) -> list[OtherPart]:
    """What else the speakers of a list are to quotes that meet its other filters.

    Offered where the list is narrowed to one such thing, by them or passed on by them.
    """
    chosen = [name for name in filtered.in_force if name in PARTS]
    if len(chosen) != 1:
        return []
    speakers = filtered.in_force[chosen[0]]
    rest = interpret(filtered.query(without=chosen[0])).condition
    return [
        OtherPart(field.titled(_names(speakers)).strip(", "), count, _url(given, chosen[0], name))
        for name, field in PARTS.items()
        if name != chosen[0]
        and (count := _counted(all_of([rest, _condition(field, speakers)]))).number
    ]


def _condition(field: Field, speakers: list) -> Condition:
    """Any of the speakers, or of their documents."""
    ids: Iterator[int] = (speaker.pk for speaker in speakers)
    if field.name == "documents_of":
        owned = OwnDocument.objects.filter(speaker__in=speakers)
        return tokens("document", owned.values_list("document", flat=True))
    return tokens(field.query_name, ids)


def _counted(condition: Condition) -> Count:
    if is_empty(condition):
        return Count(0)
    number = engine().count(condition, MOST_COUNTED + 1)
    return Count(min(number, MOST_COUNTED), capped=number > MOST_COUNTED)


def _names(speakers: list) -> str:
    return " or ".join(speaker.name for speaker in speakers)


def _url(given: QueryDict, before: str, name: str) -> str:
    changed = given.copy()
    changed.setlist(name, changed.pop(before))
    return query_string(changed)
