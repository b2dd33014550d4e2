"""The source's own sentences around quotes, read for a list in two queries.

A list reads no whole text: of each only what may be around its quote. A sentence goes by what is
public: another quote in it counts once it is published, and a withheld text gives none.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import F, Max, Min, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Greatest, Substr

from quotes.models import Quote, Segment
from quotes.text.own_sentence import REACH, Slice, Span, own_sentence
from sources.db.compiled_query import CompiledQuery
from sources.models import Source
from sources.models.tombstone import BLACK

#: Code points of a text that a list takes sentences from. To give a part of a longer one, as the
#: transcript of a long hearing, a database reads all of it: 20 ms for 5 MB, each time.
LONGEST = 100_000


class Attributed(NamedTuple):
    """A quote's place in its source, and the source's words for who says it and how."""

    pk: int
    segments: list[Span]
    names: list[str]
    cue: str


class Around(NamedTuple):
    """A sentence without its quote: what is before, between and after the segments."""

    parts: list[str]
    goes_on: bool


def sentences_around(quotes: Iterable[Attributed]) -> dict[int, Around]:
    """By quote what its own sentence has besides it; those without such a sentence are left out."""
    by_pk = {one.pk: one for one in quotes if one.segments and (one.cue or any(one.names))}
    rows, others = PASSAGES(by_pk), _others(by_pk)
    found = {}
    for pk, capture, start, text in rows:
        other = [span for quote, *span in others[capture] if quote != pk]
        around = _around(by_pk[pk], text, start, other)
        if around:
            found[pk] = around
    return found


def _passages(ids: list[int]) -> QuerySet:
    """What may be in the sentence of each quote, and where in its source that begins."""
    segments = Segment.objects.filter(quote=OuterRef("pk")).order_by().values("quote")
    first = Subquery(segments.annotate(first=Min("start")).values("first"))
    last = Subquery(segments.annotate(last=Max("end")).values("last"))
    return (
        Quote.objects.filter(pk__in=ids, capture__length__lte=LONGEST)
        .exclude(capture__source__display=Source.Display.WITHHELD)
        .order_by()
        .annotate(begins=Greatest(first - REACH, Value(0)), ends=last)
        .annotate(passage=Substr("capture__text", F("begins") + 1, F("ends") - F("begins") + REACH))
        .values_list("pk", "capture", "begins", "passage")
    )


def _segments_beside(ids: list[int]) -> QuerySet:
    """Every published quote's place in the sources of these."""
    captures = Quote.objects.filter(pk__in=ids).values("capture")
    return (
        Segment.objects.filter(quote__status=Quote.Status.PUBLISHED, quote__capture__in=captures)
        .order_by()
        .values_list("quote__capture", "quote", "start", "end")
    )


PASSAGES, SEGMENTS_BESIDE = CompiledQuery(_passages), CompiledQuery(_segments_beside)


def _others(ids: Iterable[int]) -> dict[int, list[tuple[int, int, int]]]:
    found: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for capture, *place in SEGMENTS_BESIDE(ids):
        found[capture].append(tuple(place))
    return found


def _around(quote: Attributed, text: str, offset: int, others: Iterable[Span]) -> Around | None:
    """The sentence in a passage that begins at `offset` of its source."""
    segments = [(start - offset, end - offset) for start, end in quote.segments]
    if sorted(segments) != segments:
        return None
    reach = segments[0][0] - REACH + offset, segments[-1][1] + REACH + offset
    near = [(a - offset, b - offset) for a, b in others if a < reach[1] and reach[0] < b]
    found = own_sentence(text, segments, quote.names, quote.cue, near, whole=offset == 0)
    parts = _parts(text, segments, found) if found else []
    if not found or any(BLACK in part for part in parts):
        return None
    return Around(parts, found.goes_on)


def _parts(text: str, segments: list[Span], found: Slice) -> list[str]:
    ends, starts = [found.start, *(b for _, b in segments)], [a for a, _ in segments]
    return [text[a:b] for a, b in zip(ends, [*starts, found.end], strict=True)]
