"""A quote's words as they are shown: what is between quotation marks, and what doesn't."""

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from quotes.models import Quote
from quotes.text.quotation_marks import quoted_spans

Span = tuple[int, int]
#: Where a text answers a search.
Find = Callable[[str], list[Span]]


class Stretch(NamedTuple):
    """Words that are shown alike: whether the source quotes them, whether a search found them."""

    text: str
    verbatim: bool
    hit: bool = False


#: Where "he said" or other words of the source was between two segments.
GAP = "[…]"


def stretches(kind: str, segments: list[str], find: Find | None = None) -> list[list[Stretch]]:
    """Segment by segment, a quote's words in spans that are shown alike.

    A direct quote whose marks are outside its segments, as in a post or a
    transcript, gets marks; paraphrase never does. What `find` finds in a
    segment is marked as a hit.
    """
    if kind == Quote.Kind.DIRECT and segments and not any(map(quoted_spans, segments)):
        segments = [*segments]
        segments[0], segments[-1] = "“" + segments[0], segments[-1] + "”"
    return [_cut(kind, words, find(words) if find else []) for words in segments]


def _cut(kind: str, words: str, found: list[Span]) -> list[Stretch]:
    verbatim = _verbatim(kind, words)
    if verbatim == [(0, len(words))] and not found:
        return [Stretch(words, True)]
    places = sorted({0, len(words), *(place for span in (*verbatim, *found) for place in span)})
    return [
        Stretch(words[start:end], _inside(start, verbatim), _inside(start, found))
        for start, end in pairwise(places)
    ]


def _verbatim(kind: str, words: str) -> list[Span]:
    if kind == Quote.Kind.PARTIAL:
        return [(span.outer_start, span.outer_end) for span in quoted_spans(words)]
    return [(0, len(words))] if kind == Quote.Kind.DIRECT else []


def _inside(place: int, spans: list[Span]) -> bool:
    return any(start <= place < end for start, end in spans)


def stretches_of(quote: Quote) -> list[list[Stretch]]:
    """The spans of a loaded quote, without any search."""
    return stretches(quote.kind, [segment.words for segment in quote.segments.all()])


def plain(quote: Quote) -> str:
    """The words for titles, feeds and citations."""
    result = ("".join(part.text for part in segment) for segment in stretches_of(quote))
    return f" {GAP} ".join(" ".join(words.split()) for words in result)
