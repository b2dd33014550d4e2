"""Find an editor's words in a text, so that a quote stores their positions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from quotes.text.matching import NothingToCompare, Place, PreparedText, find_words

#: A line with only an ellipsis in brackets separates two segments, as it does on pages.
INTERRUPTION = "[…]"
_INTERRUPTION = re.compile(r"^[^\S\n]*\[(?:…|\.\.\.)\][^\S\n]*$", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True)
class FoundSegment:
    """One segment as typed, and where it occurs: `[start, end)` in code points.

    With one place it is settled; with several, a person must choose; with none
    it doesn't occur, and `nearest` may be the most similar passage.
    """

    words: str
    places: tuple[Place, ...] = ()
    nearest: Place | None = None

    @property
    def place(self) -> Place | None:
        return self.places[0] if len(self.places) == 1 else None


def find_segments(
    typed: str, text: str, chosen: Mapping[int, int] | None = None
) -> list[FoundSegment]:
    """Each segment of a quote as typed, in order, and where it occurs in the text.

    `chosen` maps a segment's number to the offset that a person chose.
    """
    whole = PreparedText(text)
    found = [f for piece in _INTERRUPTION.split(typed) for f in _find_piece(piece, whole)]
    found = [_choose(f, (chosen or {}).get(number)) for number, f in enumerate(found)]
    return [_between(found, number) for number in range(len(found))]


def _find_piece(piece: str, text: PreparedText) -> list[FoundSegment]:
    """A piece as one segment; if it doesn't occur, each of its paragraphs as a segment."""
    piece = piece.strip()
    if not piece:
        return []
    whole = find_segment(piece, text)
    paragraphs = [p for p in _BLANK_LINE.split(piece) if p.strip()]
    if whole.places or len(paragraphs) == 1:
        return [whole]
    return [find_segment(p.strip(), text) for p in paragraphs]


def find_segment(words: str, text: PreparedText) -> FoundSegment:
    """Where words occur verbatim, typography aside."""
    try:
        verdict = find_words(words, text)
    except NothingToCompare:
        return FoundSegment(words)
    if verdict.is_verbatim or (verdict.kind == "ambiguous" and verdict.measure == 1.0):
        return FoundSegment(words, verdict.places)
    near = verdict.nearest or (verdict.places[0] if verdict.places else None)
    return FoundSegment(words, nearest=near)


def _choose(found: FoundSegment, start: int | None) -> FoundSegment:
    picked = tuple(place for place in found.places if place[0] == start)
    return replace(found, places=picked) if picked else found


def _between(found: Sequence[FoundSegment], number: int) -> FoundSegment:
    """Keep only places between the settled segments before and after: the order is given."""
    low = max((f.place[1] for f in found[:number] if f.place), default=0)
    high = min((f.place[0] for f in found[number + 1 :] if f.place), default=None)
    here = found[number]
    kept = tuple(p for p in here.places if p[0] >= low and (high is None or p[1] <= high))
    return replace(here, places=kept) if kept else here
