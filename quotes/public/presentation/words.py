"""A quote's words as readers see them: which are in quotation marks, and which aren't."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from quotes.models import Quote
from quotes.text.quotation_marks import quoted_spans

Span = tuple[int, int]
#: Spans of a source with what an original says of them.
Marks = Sequence[tuple[int, int, str]]
#: Finds the spans of a text that match a search.
Find = Callable[[str], list[Span]]


class ShownSpan(NamedTuple):
    """Words shown in one style: in quotation marks or not (`verbatim`), found by a search (`hit`).

    `mark` is `same` for words that an original proves, `differs` where it has others.
    """

    text: str
    verbatim: bool
    hit: bool = False
    mark: str = ""


#: Where "he said" or other words of the source was between two segments.
GAP = "[…]"


class Words(NamedTuple):
    """The words of one segment, and where they begin in their source."""

    text: str
    start: int = 0


def shown_spans(
    kind: str,
    segments: list[Words],
    find: Find | None = None,
    marks: Marks = (),
    signs_around: bool = False,
) -> list[list[ShownSpan]]:
    """The spans of each segment, each shown in one style.

    A direct quote whose segments have no quotation marks, as in a post or a
    transcript, is given them, unless what is shown around it has them (`signs_around`); a
    paraphrase never is. What `find` finds in a
    segment is marked as a hit; `marks` are spans of the source.
    """
    quoted = any(quoted_spans(words.text) for words in segments)
    shown = [_cut(kind, words, find(words.text) if find else [], marks) for words in segments]
    if kind == Quote.Kind.DIRECT and shown and not quoted and not signs_around:
        shown[0][0] = shown[0][0]._replace(text="“" + shown[0][0].text)
        shown[-1][-1] = shown[-1][-1]._replace(text=shown[-1][-1].text + "”")
    return shown


def _cut(kind: str, words: Words, found: list[Span], marks: Marks) -> list[ShownSpan]:
    text, verbatim = words.text, _verbatim(kind, words.text)
    marked = _marked(words, marks)
    if verbatim == [(0, len(text))] and not found and not marked:
        return [ShownSpan(text, True)]
    spans = (*verbatim, *found, *(mark[:2] for mark in marked))
    places = sorted({0, len(text), *(place for span in spans for place in span)})
    return [
        ShownSpan(
            text[start:end],
            _inside(start, verbatim),
            _inside(start, found),
            next((mark for a, b, mark in marked if a <= start < b), ""),
        )
        for start, end in pairwise(places)
    ]


def _marked(words: Words, marks: Marks) -> list[tuple[int, int, str]]:
    """The marks inside these words, counted from their start, with their quotation marks."""
    end = words.start + len(words.text)
    inside = [
        (a - words.start, b - words.start, m) for a, b, m in marks if words.start <= a < b <= end
    ]
    if not inside:
        return []
    spans = quoted_spans(words.text)
    opened, closed = {s.start: s.outer_start for s in spans}, {s.end: s.outer_end for s in spans}
    return [(opened.get(a, a), closed.get(b, b), mark) for a, b, mark in inside]


def _verbatim(kind: str, words: str) -> list[Span]:
    if kind == Quote.Kind.PARTIAL:
        return [(span.outer_start, span.outer_end) for span in quoted_spans(words)]
    return [(0, len(words))] if kind == Quote.Kind.DIRECT else []


def _inside(place: int, spans: list[Span]) -> bool:
    return any(start <= place < end for start, end in spans)


def shown_spans_of(quote: Quote) -> list[list[ShownSpan]]:
    """The spans of a loaded quote, without any search, as its originals prove them."""
    segments = [Words(segment.words, segment.start) for segment in quote.segments.all()]
    return shown_spans(
        quote.kind, segments, marks=quote.standing.marks if hasattr(quote, "standing") else ()
    )


def plain(quote: Quote) -> str:
    """The words for titles, feeds and citations."""
    segments = [Words(segment.words) for segment in quote.segments.all()]
    shown = shown_spans(quote.kind, segments)
    result = ("".join(part.text for part in segment) for segment in shown)
    return f" {GAP} ".join(" ".join(words.split()) for words in result)
