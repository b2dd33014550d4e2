"""Quotations with an ellipsis (…) or with an editor's words in [square brackets]."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from .boundaries import has_words
from .match_results import Place
from .prepared_text import PreparedText
from .searched_words import SearchedWords
from .verbatim import Needle, canonical_spans, received

NEAR_ELLIPSIS = 1500  # canonical characters that an ellipsis may leave out
NEAR_BRACKET = 120  # and that a bracket may replace
_SHORT_GAP = 40  # a gap this short that drops a negation changes the words
_TRIES = 20  # places of the part before tried for each one of the next
_MOST_SPANS = 20_000  # places of all parts together that are examined
_GAP = re.compile(r"…|(?:(?<!\s)\s+)?\[([^\[\]]{0,80})\]\s*")
_LETTER = re.compile(r"\[(\w)\](?=\w)")
_NEGATION = re.compile(r"\b(?:not?|never|none|nor|neither|without|cannot|\w+n't)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """Words between two gaps, and how far after the part before them they may be."""

    needle: Needle
    reach: int
    inserted: str


def parts_of(form: str) -> list[Part]:
    """Split words in canonical form at their ellipses and brackets."""
    form = _LETTER.sub(r"\1", form)
    parts: list[Part] = []
    last, reach, inserted = 0, 0, ""
    for gap in _GAP.finditer(form):
        parts += _part(form[last : gap.start()], reach, inserted)
        kept = last < gap.start() and bool(parts)
        reach = max(0 if kept else reach, NEAR_ELLIPSIS if gap[1] is None else NEAR_BRACKET)
        inserted = f"{'' if kept else inserted} {gap[1] or ''}".strip()
        last = gap.end()
    return parts + _part(form[last:], reach, inserted)


def _part(words: str, reach: int, inserted: str) -> list[Part]:
    words = words.strip()
    return [Part(Needle.of(words), reach, inserted)] if has_words(words) else []


def is_elided(form: str) -> bool:
    """Whether words in canonical form have an ellipsis or square brackets."""
    return _GAP.search(form) is not None


def elided_places(form: str, text: PreparedText) -> list[tuple[Place, ...]]:
    """Each way to find all parts in order and near each other, as the places of the parts.

    Of the ways that end on the same last part only the tightest counts.
    """
    parts = parts_of(form)
    if not parts:
        return []
    words = SearchedWords(" ".join(part.needle.words for part in parts))
    pieces = text.pieces(words, sum(part.reach for part in parts))
    return [chain for piece in pieces for chain in _chains(parts, piece)]


def _chains(parts: list[Part], text: PreparedText) -> list[tuple[Place, ...]]:
    most = _MOST_SPANS // len(parts)
    needles = dict.fromkeys(part.needle for part in parts)
    spans = {needle: canonical_spans(needle, text)[:most] for needle in needles}
    ways = [_Way(span) for span in spans[parts[0].needle]]
    for part in parts[1:]:
        ways = _extended(ways, part, spans[part.needle], text)
    return [
        tuple(text.whole(received(text, *span)) for span in way.spans())
        for way in _not_overlapping(ways)
    ]


@dataclass(frozen=True, slots=True)
class _Way:
    """The place of the last part so far, the way to it, and where that way begins."""

    span: Place
    before: "_Way | None" = None
    start: int = -1

    def spans(self) -> list[Place]:
        """The places of its parts in order."""
        way: _Way | None = self
        found: list[Place] = []
        while way:
            found.append(way.span)
            way = way.before
        return found[::-1]

    @property
    def ground(self) -> Place:
        """From the first part's start to the last one's end."""
        return self.span[0] if self.start < 0 else self.start, self.span[1]


def _extended(ways: list[_Way], part: Part, spans: list[Place], text: PreparedText) -> list[_Way]:
    """For each place of the part, the nearest way that it can follow."""
    longer = []
    ends = [way.span[1] for way in ways]
    for span in spans:
        last = bisect_right(ends, span[0])
        for way in reversed(ways[max(0, last - _TRIES) : last]):
            if span[0] - way.span[1] > part.reach:
                break
            if _honest(part, text.canonical.text[way.span[1] : span[0]]):
                longer.append(_Way(span, way, way.ground[0]))
                break
    return longer


def _honest(part: Part, dropped: str) -> bool:
    """Whether the gap neither hides a nearby negation nor inserts one."""
    own = {found.group().lower() for found in _NEGATION.finditer(part.inserted)}
    lost = {found.group().lower() for found in _NEGATION.finditer(dropped)}
    return own <= lost and (len(dropped) > _SHORT_GAP or lost <= own)


def _not_overlapping(ways: list[_Way]) -> list[_Way]:
    """The ways in order; of those that overlap, only the tightest."""
    kept: list[tuple[Place, _Way]] = []
    for way in sorted(ways, key=_tightness):
        start, end = ground = way.ground
        at = bisect_left(kept, start, key=lambda other: other[0][0])
        before, behind = kept[at - 1 : at], kept[at : at + 1]
        free = not before or before[0][0][1] <= start
        if free and (not behind or end <= behind[0][0][0]):
            kept.insert(at, (ground, way))
    return [way for _, way in kept]


def _tightness(way: _Way) -> tuple[int, int]:
    start, end = way.ground
    return end - start, start
