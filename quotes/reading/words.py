"""A quote's words as they are shown: what stands between quotation marks, and what doesn't."""

from itertools import pairwise
from typing import NamedTuple

from quotes.models import Quote
from quotes.text.highlight import hits
from quotes.text.marks import quoted_stretches
from quotes.text.query import Query

Span = tuple[int, int]


class Stretch(NamedTuple):
    """Words that are shown alike: whether the source quotes them, whether a search found them."""

    text: str
    verbatim: bool
    hit: bool = False


#: Where "he said" or other words of the source stood between two segments.
GAP = "[…]"


def stretches(quote: Quote, sought: Query | None = None) -> list[list[Stretch]]:
    """Segment by segment, its words in stretches that are shown alike.

    A direct quote whose marks stand outside its segments, as in a post or a
    transcript, gets marks; paraphrase never does. What answers the query
    `sought` is marked as a hit.
    """
    segments = [segment.words for segment in quote.segments.all()]
    if quote.kind == Quote.Kind.DIRECT and segments and not any(map(quoted_stretches, segments)):
        segments[0], segments[-1] = "“" + segments[0], segments[-1] + "”"
    language = quote.capture.source.language
    found = [hits(words, sought, language) if sought else [] for words in segments]
    return [_cut(quote, *both) for both in zip(segments, found, strict=True)]


def _cut(quote: Quote, words: str, found: list[Span]) -> list[Stretch]:
    verbatim = _verbatim(quote, words)
    places = sorted({0, len(words), *(place for span in (*verbatim, *found) for place in span)})
    return [
        Stretch(words[start:end], _inside(start, verbatim), _inside(start, found))
        for start, end in pairwise(places)
    ]


def _verbatim(quote: Quote, words: str) -> list[Span]:
    if quote.kind == Quote.Kind.PARTIAL:
        return [(stretch.outer_start, stretch.outer_end) for stretch in quoted_stretches(words)]
    return [(0, len(words))] if quote.kind == Quote.Kind.DIRECT else []


def _inside(place: int, spans: list[Span]) -> bool:
    return any(start <= place < end for start, end in spans)


def plain(quote: Quote) -> str:
    """The words for titles, feeds and citations."""
    told = ("".join(part.text for part in segment) for segment in stretches(quote))
    return f" {GAP} ".join(" ".join(words.split()) for words in told)
