"""A quote's words as they are shown: what stands between quotation marks, and what doesn't."""

from collections.abc import Iterator

from quotes.models import Quote
from quotes.text.marks import quoted_stretches

Stretch = tuple[str, bool]

#: Where "he said" or other words of the source stood between two segments.
GAP = "[…]"


def stretches(quote: Quote) -> list[list[Stretch]]:
    """Segment by segment, its words as (text, whether the source puts them in quotation marks).

    A direct quote whose marks stand outside its segments, as in a post or a
    transcript, gets marks; paraphrase never does.
    """
    segments = [segment.words for segment in quote.segments.all()]
    if quote.kind == Quote.Kind.PARAPHRASE:
        return [[(words, False)] for words in segments]
    if quote.kind == Quote.Kind.PARTIAL:
        return [list(_parted(words)) for words in segments]
    if segments and not any(map(quoted_stretches, segments)):
        segments[0], segments[-1] = "“" + segments[0], segments[-1] + "”"
    return [[(words, True)] for words in segments]


def _parted(words: str) -> Iterator[Stretch]:
    here = 0
    for stretch in quoted_stretches(words):
        if stretch.outer_start > here:
            yield words[here : stretch.outer_start], False
        yield words[stretch.outer_start : stretch.outer_end], True
        here = stretch.outer_end
    if here < len(words):
        yield words[here:], False


def plain(quote: Quote) -> str:
    """The words for titles, feeds and citations."""
    told = ("".join(text for text, _ in segment) for segment in stretches(quote))
    return f" {GAP} ".join(" ".join(words.split()) for words in told)
