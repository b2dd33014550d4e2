"""Find every place of the record where some words occur, before they are erased.

Every column of text or JSON of every table is looked at, so that a new one needs no entry
here. What is computed from other columns, and written again after them, is left out by name.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Cast

from quotes.models import Erasure, Match, NameKey, Quote, SearchRow, Segment, Speaker
from quotes.text.quotation_marks import quoted_spans
from quotes.text.same_words import SoughtWords, Span
from sources.models import Capture

Column = tuple[type[models.Model], str]

#: Written again from what they are computed of; or names of files, until those are deleted.
COMPUTED: set[Column] = {
    (Segment, "words"),
    (NameKey, "key"),
    (Speaker, "name_look"),
    (Speaker, "description_look"),
    (SearchRow, "filters"),
    (SearchRow, "stems"),
    (SearchRow, "terms"),
    (Erasure, "files"),
}
#: Verdicts after which the evidence has the words otherwise than the quote.
OTHERWISE = (Match.Verdict.ALTERED, Match.Verdict.AMBIGUOUS, Match.Verdict.ELIDED)


@dataclass(frozen=True)
class Place:
    """One column of one row that has the words; `near` where a person has to decide."""

    model: type[models.Model]
    field: str
    pk: Any
    near: bool
    spans: tuple[Span, ...] = ()
    excerpt: str = ""

    def __str__(self):
        what = f"{self.model._meta.verbose_name} {self.pk}, {self.field.replace('_', ' ')}"
        return f"{what}: “{self.excerpt}”" if self.near else what


def sought(quote: Quote, also: Iterable[str] = ()) -> SoughtWords:
    """A quote's words, in whole, between its quotation marks, and before translation."""
    text = quote.capture.text
    words = [quote.original_words] if quote.original_words else []
    for segment in quote.segments.all():
        words.append(segment.words)
        marked = quoted_spans(text, segment.start, segment.end)
        words += [text[span.start : span.end] for span in marked]
    return SoughtWords.of(words, also)


def text_columns() -> dict[type[models.Model], list[models.Field]]:
    """Every column, of every table, that can hold words."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        fields = [f for f in model._meta.concrete_fields if holds_text(f)]
        if fields := [f for f in fields if (model, f.name) not in COMPUTED]:
            found[model] = fields
    return found


def holds_text(field: models.Field) -> bool:
    kinds = (models.CharField, models.TextField, models.JSONField)
    return isinstance(field, kinds) and not field.choices


def survey(words: SoughtWords, quote: Quote, progress: Callable = lambda _: None) -> list[Place]:
    """Every place of the words, and every place like them."""
    found = [place for place in _of_matches(quote) if place.spans]
    for model, fields in text_columns().items():
        progress(model)
        rows = sessions() if model is Session else _candidates(model, fields, words)
        for pk, values in rows:
            for field, value in zip(fields, values, strict=True):
                found += _places(model, field.name, pk, value, words)
    return found


def index_entries(words: SoughtWords) -> set[int]:
    """Quotes whose index entry has the words."""
    fields = [SearchRow._meta.get_field(name) for name in ("quote", "terms")]
    rows = _candidates(SearchRow, fields[1:], words, key="quote_id")
    return {pk for pk, (terms,) in rows if words.exact(terms)}


def sessions() -> Iterator[tuple[str, list[Any]]]:
    """What signed-in people's sessions hold, unpacked."""
    for session in Session.objects.iterator():
        yield session.pk, [session.get_decoded(), ""][: len(text_columns()[Session])][::-1]


def strings(value: Any) -> Iterator[str]:
    """Every text in a column's value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from (*strings(key), *strings(one))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings(one)


def _places(model, name: str, pk, value: Any, words: SoughtWords) -> Iterator[Place]:
    if any(words.exact(text) for text in strings(value)):
        spans = tuple(words.exact(value)) if model is Capture and name == "text" else ()
        yield Place(model, name, pk, near=False, spans=spans)
    for text in strings(value):
        exact = words.exact(text)
        near = tuple(s for s in words.alike(text) if not any(_touch(s, e) for e in exact))
        if near:
            (start, end), whole = near[0], model is Capture and name == "text"
            excerpt = " ".join(text[max(0, start - 30) : end + 30].split())
            yield Place(model, name, pk, True, near if whole else (), excerpt)


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _of_matches(quote: Quote) -> Iterator[Place]:
    """What evidence has instead of the words."""
    differing = Match.objects.filter(evidence__quote=quote, verdict__in=OTHERWISE)
    places = differing.exclude(place_start=None).values_list(
        "evidence__capture", "place_start", "place_end"
    )
    for capture, start, end in places:
        text = Capture.objects.values_list("text", flat=True).get(pk=capture)
        yield Place(Capture, "text", capture, True, ((start, end),), text[start:end])


def _candidates(model, fields, words: SoughtWords, key="pk") -> Iterator[tuple[Any, list[Any]]]:
    """Rows in which the database finds one of the words that every place has."""
    rows, conditions = model._base_manager.all(), []
    for field in fields:
        name = field.name
        if isinstance(field, models.JSONField):
            name = f"{name}_as_text"
            rows = rows.annotate(**{name: Cast(field.name, models.TextField())})
        for clue in set(words.clues_as_written()):
            conditions.append(Q(**{f"{name}__icontains": clue}))
            if isinstance(field, models.JSONField) and not clue.isascii():
                conditions.append(Q(**{f"{name}__icontains": _escaped(clue)}))
    if not conditions:
        return
    rows = rows.filter(reduce(or_, conditions)).order_by()
    for pk, *values in rows.values_list(key, *(f.name for f in fields)).iterator(200):
        yield pk, values


def _escaped(clue: str) -> str:
    """As SQLite's JSON has letters beyond ASCII; PostgreSQL's has them as they are."""
    if connection.vendor != "sqlite":
        return clue
    return clue.encode("ascii", "backslashreplace").decode().replace("\\x", "\\u00")
