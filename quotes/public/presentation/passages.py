"""A capture's text with quotes marked, as much of it as its source may show."""

from collections.abc import Iterable

from quotes.models import Quote
from quotes.text.text_layout import Anchor, Paragraph, excerpts, marked_paragraphs
from sources.models import Capture, Source

#: Whole sentences that fit into so many code points come along on a quote's page.
AROUND = 300


def in_full(capture: Capture, quotes: Iterable[Quote]) -> list[Paragraph]:
    """The text as the source's own page shows it; nothing where it is withheld."""
    display = capture.source.display
    if display == Source.Display.FULL:
        return marked_paragraphs(capture.text, anchors(quotes))
    return excerpts(capture.text, anchors(quotes)) if display == Source.Display.PASSAGES else []


def around(quote: Quote) -> list[Paragraph]:
    """The place a quote is in; with what is around it only where the text may be shown."""
    capture = quote.capture
    display = capture.source.display
    if display == Source.Display.WITHHELD:
        return []
    context = AROUND if display == Source.Display.FULL else 0
    return excerpts(capture.text, anchors([quote]), context, context)


def anchors(quotes: Iterable[Quote]) -> list[Anchor]:
    return [Anchor(q, s.start, s.end) for q in quotes for s in q.segments.all()]
