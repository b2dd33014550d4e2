"""Quotations that leave words out (…) or put the editor's own in [square brackets]."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from .boundaries import has_words
from .finding import Needle, canonical_spans, received
from .prepared import Text
from .sought import Stretch
from .verdicts import Place

NEAR_ELLIPSIS = 1500  # canonical characters that an ellipsis may leave out
NEAR_BRACKET = 120  # and that a bracket may replace
_SHORT_GAP = 40  # a gap this short that drops a negation changes the words
_TRIES = 20  # places of the next part tried behind each one of the part before
_GAP = re.compile(r"…|\s*\[([^\[\]]{0,80})\]\s*")
_LETTER = re.compile(r"\[(\w)\](?=\w)")
_NEGATION = re.compile(r"\b(?:not?|never|none|nor|neither|without|cannot|\w+n't)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One run of kept words and how far behind the one before it may stand."""

    needle: Needle
    reach: int
    inserted: str


def parts_of(form: str) -> list[Part]:
    """Split a stretch in canonical glyphs at its ellipses and brackets."""
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
    """Whether a stretch in canonical glyphs has an ellipsis or square brackets."""
    return _GAP.search(form) is not None


def elided_places(form: str, text: Text) -> list[tuple[Place, ...]]:
    """Each way the parts stand in order and near each other: the places of its parts.

    Of ways that end on the same last part only the tightest counts.
    """
    parts = parts_of(form)
    if not parts:
        return []
    words = Stretch(" ".join(part.needle.words for part in parts))
    pieces = text.pieces(words, sum(part.reach for part in parts))
    return [chain for piece in pieces for chain in _chains(parts, piece)]


def _chains(parts: list[Part], text: Text) -> list[tuple[Place, ...]]:
    chains: list[tuple[Place, ...]] = [(span,) for span in canonical_spans(parts[0].needle, text)]
    for part in parts[1:]:
        chains = _extended(chains, part, text)
    apart = _not_overlapping(chains)
    return [tuple(text.whole(received(text, *span)) for span in chain) for chain in apart]


def _extended(chains: list[tuple[Place, ...]], part: Part, text: Text) -> list[tuple[Place, ...]]:
    """Each chain that the part can follow, with the part's nearest place behind it."""
    spans = canonical_spans(part.needle, text) if chains else []
    starts = [start for start, _ in spans]
    longer = {}
    for chain in chains:
        end = chain[-1][1]
        first = bisect_left(starts, end)
        for span in spans[first : first + _TRIES]:
            if span[0] - end > part.reach:
                break
            if _honest(part, text.canonical.text[end : span[0]]):
                longer[span] = (*chain, span)  # a later chain starts nearer
    return list(longer.values())


def _honest(part: Part, dropped: str) -> bool:
    """Whether the gap neither hides a negation right where it stood nor puts one in."""
    own = {found.group().lower() for found in _NEGATION.finditer(part.inserted)}
    lost = {found.group().lower() for found in _NEGATION.finditer(dropped)}
    return own <= lost and (len(dropped) > _SHORT_GAP or lost <= own)


def _not_overlapping(chains: list[tuple[Place, ...]]) -> list[tuple[Place, ...]]:
    """The tightest of chains that share ground."""
    kept: list[tuple[Place, ...]] = []
    for chain in sorted(chains, key=lambda c: (c[-1][1] - c[0][0], c[0][0])):
        if all(chain[0][0] >= other[-1][1] or chain[-1][1] <= other[0][0] for other in kept):
            kept.append(chain)
    return sorted(kept)
