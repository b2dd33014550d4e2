"""A quote beside a source, with the words marked in both."""

from dataclasses import dataclass

from quotes.models import Evidence, Quote
from quotes.text.text_layout import Anchor, Paragraph, excerpts
from quotes.verification.comparison import SpanResult
from sources.models import Capture

#: Text shown around each place, in code points.
AROUND = 400


@dataclass(frozen=True)
class Row:
    """One quoted span: its words, the match result, its place in the source, and what differs."""

    words: str
    verdict: str
    place: str
    nearest: str
    others: int
    diff: list[tuple[str, str]]
    measure: float


@dataclass(frozen=True)
class Sides:
    """The quote's passages, the source's passages, and a row for each quoted span."""

    here: list[Paragraph]
    there: list[Paragraph]
    rows: list[Row]


def side_by_side(quote: Quote, capture: Capture, compared: list[SpanResult]) -> Sides:
    """A comparison, laid out for the page."""
    here = [Anchor(n, c.span.start, c.span.end) for n, c in enumerate(compared)]
    places = [
        (n, place)
        for n, c in enumerate(compared)
        for place in (c.result.places or ((c.result.nearest,) if c.result.nearest else ()))
    ]
    there = [Anchor(n, start, end) for n, (start, end) in places[:50]]
    return Sides(
        excerpts(quote.capture.text, here, AROUND, AROUND),
        excerpts(capture.text, there, AROUND, AROUND),
        [_row(c, capture.text) for c in compared],
    )


def _row(compared: SpanResult, text: str) -> Row:
    result = compared.result
    place = "" if result.start is None else text[result.start : result.end]
    return Row(
        words=compared.span.words,
        verdict=result.kind,
        place=place,
        nearest=text[slice(*result.nearest)] if result.nearest else "",
        others=len(result.places) if result.start is None else 0,
        diff=[(part.op, part.text) for part in result.diff],
        measure=result.measure,
    )


@dataclass(frozen=True)
class Linked:
    """Linked evidence on a quote's page, with the verdict that the comparison suggests."""

    evidence: Evidence
    rows: list[Row]
    proposal: object
    mismatches: list[str]


def stored_row(match, quoted: str, text: str) -> Row:
    """A stored match as a row."""
    nearest = match.detail.get("nearest")
    return Row(
        words=quoted[match.stretch_start : match.stretch_end],
        verdict=match.verdict,
        place="" if match.place_start is None else text[match.place_start : match.place_end],
        nearest=text[slice(*nearest)] if nearest else "",
        others=len(match.detail.get("places", [])) if match.place_start is None else 0,
        diff=match.detail.get("diff", []),
        measure=match.detail.get("measure", 0.0),
    )
