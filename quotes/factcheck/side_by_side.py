"""A quote beside a source, with the words marked in both."""

from dataclasses import dataclass

from quotes.models import Evidence, Quote
from quotes.text.text_layout import Anchor, Paragraph, excerpts
from quotes.verification.comparison import Compared
from sources.models import Capture

#: Text shown around each place, in code points.
AROUND = 400


@dataclass(frozen=True)
class Row:
    """One stretch: its words, the verdict, where it stands there, and what differs."""

    words: str
    verdict: str
    place: str
    nearest: str
    others: int
    diff: list[tuple[str, str]]
    measure: float


@dataclass(frozen=True)
class Sides:
    """The quote's passages, the source's passages, and a row for each stretch."""

    here: list[Paragraph]
    there: list[Paragraph]
    rows: list[Row]


def side_by_side(quote: Quote, capture: Capture, compared: list[Compared]) -> Sides:
    """What a comparison found, ready to be read."""
    here = [Anchor(n, c.stretch.start, c.stretch.end) for n, c in enumerate(compared)]
    places = [
        (n, place)
        for n, c in enumerate(compared)
        for place in (c.verdict.places or ((c.verdict.nearest,) if c.verdict.nearest else ()))
    ]
    there = [Anchor(n, start, end) for n, (start, end) in places[:50]]
    return Sides(
        excerpts(quote.capture.text, here, AROUND, AROUND),
        excerpts(capture.text, there, AROUND, AROUND),
        [_row(c, capture.text) for c in compared],
    )


def _row(compared: Compared, text: str) -> Row:
    verdict = compared.verdict
    place = "" if verdict.start is None else text[verdict.start : verdict.end]
    return Row(
        words=compared.stretch.words,
        verdict=verdict.kind,
        place=place,
        nearest=text[slice(*verdict.nearest)] if verdict.nearest else "",
        others=len(verdict.places) if verdict.start is None else 0,
        diff=[(part.op, part.text) for part in verdict.diff],
        measure=verdict.measure,
    )


@dataclass(frozen=True)
class Linked:
    """One standing comparison on a quote's page, with the verdict that it suggests."""

    evidence: Evidence
    rows: list[Row]
    proposal: object
    mismatches: list[str]


def kept_row(match, quoted: str, text: str) -> Row:
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
