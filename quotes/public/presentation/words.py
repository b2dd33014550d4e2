"""A quote's words as readers see them: which are in quotation marks, and which aren't."""

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from quotes.models import Quote
from quotes.text.quotation_marks import quoted_spans

Span = tuple[int, int]
#: Finds the spans of a text that match a search.
Find = Callable[[str], list[Span]]


class ShownSpan(NamedTuple):
    """Words shown in one style: in quotation marks or not (`verbatim`), found by a search (`hit`)."""

    text: str
    verbatim: bool
    hit: bool = False


#: Where "he said" or other words of the source was between two segments.
GAP = "[…]"


def shown_spans(kind: str, segments: list[str], find: Find | None = None) -> list[list[ShownSpan]]:
    """The spans of each segment, each shown in one style.

    A direct quote whose segments have no quotation marks, as in a post or a
    transcript, is given them; a paraphrase never is. What `find` finds in a
    segment is marked as a hit.
    """
    if kind == Quote.Kind.DIRECT and segments and not any(map(quoted_spans, segments)):
        segments = [*segments]
        segments[0], segments[-1] = "“" + segments[0], segments[-1] + "”"
    return [_cut(kind, words, find(words) if find else []) for words in segments]


def _cut(kind: str, words: str, found: list[Span]) -> list[ShownSpan]:
    verbatim = _verbatim(kind, words)
    if verbatim == [(0, len(words))] and not found:
        return [ShownSpan(words, True)]
    places = sorted({0, len(words), *(place for span in (*verbatim, *found) for place in span)})
    return [
        ShownSpan(words[start:end], _inside(start, verbatim), _inside(start, found))
        for start, end in pairwise(places)
    ]


def _verbatim(kind: str, words: str) -> list[Span]:
    if kind == Quote.Kind.PARTIAL:
        return [(span.outer_start, span.outer_end) for span in quoted_spans(words)]
    return [(0, len(words))] if kind == Quote.Kind.DIRECT else []


def _inside(place: int, spans: list[Span]) -> bool:
    return any(start <= place < end for start, end in spans)


def shown_spans_of(quote: Quote) -> list[list[ShownSpan]]:
    """The spans of a loaded quote, without any search."""
    return shown_spans(quote.kind, [segment.words for segment in quote.segments.all()])


def plain(quote: Quote) -> str:
    """The words for titles, feeds and citations."""
    result = ("".join(part.text for part in segment) for segment in shown_spans_of(quote))
    return f" {GAP} ".join(" ".join(words.split()) for words in result)
