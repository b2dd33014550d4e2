"""A capture's text with its quotes marked, as far as its source may be shown."""

from collections.abc import Iterable

from quotes.models import Quote
from quotes.text.text_layout import Anchor, Paragraph, excerpts, marked_paragraphs
from sources.models import Capture, Source

#: A quote's page shows whole sentences around it, up to so many code points.
AROUND = 300


def in_full(capture: Capture, quotes: Iterable[Quote]) -> list[Paragraph]:
    """The text for the source's own page; nothing if it is withheld."""
    display = capture.source.display
    if display == Source.Display.FULL:
        return marked_paragraphs(capture.text, anchors(quotes))
    return excerpts(capture.text, anchors(quotes)) if display == Source.Display.PASSAGES else []


def around(quote: Quote) -> list[Paragraph]:
    """A quote in context; only its own words if the source shows passages only."""
    capture = quote.capture
    display = capture.source.display
    if display == Source.Display.WITHHELD:
        return []
    context = AROUND if display == Source.Display.FULL else 0
    return excerpts(capture.text, anchors([quote]), context, context)


def anchors(quotes: Iterable[Quote]) -> list[Anchor]:
    return [Anchor(q, s.start, s.end, q.standing.marks) for q in quotes for s in q.segments.all()]
