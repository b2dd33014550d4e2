"""Context: telling one of several identical places from the others, or refusing to."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from .boundaries import has_words, is_boundary
from .coarse_form import folded_ascii
from .match_results import Hint, Place
from .normalisation import canonical, glyphs, loosened
from .prepared_text import PreparedText
from .searched_words import SearchedWords
from .verbatim import occurrences

_NEAR = 32  # loose characters on each side that must agree
_BETWEEN = " .,;:!?…\n\"'“”‘’"
_FEW = 24  # places of a word beside the span that are looked at


def agreeing_sides(text: PreparedText, place: Place, hint: Hint) -> list[bool]:
    """For each side that the hint describes, whether the words there agree."""
    start, end = place
    before = text.raw[max(0, start - 3 * _NEAR) : start]
    after = text.raw[end : end + 3 * _NEAR]
    sides = []
    if has_words(hint.prefix):
        as_was = before.rstrip(_BETWEEN).endswith(hint.prefix.rstrip(_BETWEEN))
        sides.append(as_was or f" {_words(before)}".endswith(_words(hint.prefix)[-_NEAR:]))
    if has_words(hint.suffix):
        as_was = after.lstrip(_BETWEEN).startswith(hint.suffix.lstrip(_BETWEEN))
        sides.append(as_was or f"{_words(after)} ".startswith(_words(hint.suffix)[:_NEAR]))
    return sides


@lru_cache(maxsize=1024)
def _words(context: str) -> str:
    return loosened(canonical(context)).text.strip()


def the_one(text: PreparedText, places: Sequence[Place], hint: Hint | None) -> Place | None:
    """The one place that the context truly agrees with; None where it doesn't settle it."""
    if len(places) == 1:
        return places[0]
    if hint is None or not places:
        return None
    sides = {place: agreeing_sides(text, place, hint) for place in places}
    agreeing = [place for place in places if sides[place] and all(sides[place])]
    agreeing = agreeing or [place for place in places if any(sides[place])]
    if len(agreeing) > 1:
        agreeing = [place for place in agreeing if place[0] == hint.start]
    return agreeing[0] if len(agreeing) == 1 else None


def expected_starts(size: int, text: PreparedText, hint: Hint | None) -> list[int] | None:
    """Where so many characters may begin if any side of them is as it was.

    None where that doesn't narrow it down.
    """
    if hint is None or not (has_words(hint.prefix) or has_words(hint.suffix)):
        return None
    before = _beginnings(hint.prefix[-_NEAR:], text)
    if len(before or ()) == 1 and hint.suffix and before is not None:
        start = before[0] + len(hint.prefix[-_NEAR:])
        if text.raw.find(hint.suffix[:_NEAR], start, start + 2 * size) > start + size // 2:
            return [start]
    after = _beginnings(hint.suffix[:_NEAR], text)
    if before is None or after is None or not text.is_steady:
        return None
    prefix = len(hint.prefix[-_NEAR:])
    return [at + prefix for at in before] + [at - size for at in after]


def _beginnings(side: str, text: PreparedText) -> list[int] | None:
    """Where the words of one side may begin; None if they are too common to say."""
    if as_was := list(islice(occurrences(side, text.raw), _FEW)) if side else []:
        return as_was
    folded = folded_ascii(unicodedata.normalize("NFC", side))
    words = sorted(folded[1:-1].split(), key=len, reverse=True)
    if not words or len(words[0]) < 3:
        return None if side else []
    hits = text.hits(words[0], True)
    if len(hits) > _FEW:
        return None
    whole, offset = text.folded(True), folded.find(words[0])
    return [
        at - offset
        for at in hits
        if all(whole.find(word, max(0, at - 2 * _NEAR), at + 2 * _NEAR) >= 0 for word in words)
    ]


def described(quoted: str, text: PreparedText, hint: Hint | None) -> Place | None:
    """The one place where the span is in its whole context, character for character.

    There, and only there, words may touch their neighbours: line breaks get lost in extraction.
    """
    if hint is None or not (hint.prefix or hint.suffix):
        return None
    whole = f"{hint.prefix}{quoted}{hint.suffix}"
    at = text.raw.find(whole)
    if at < 0 or text.raw.find(whole, at + 1) >= 0:
        return None
    start = at + len(hint.prefix)
    end = start + len(quoted)
    begins = bool(hint.prefix) or is_boundary(text.raw, start)
    return (start, end) if begins and (hint.suffix or is_boundary(text.raw, end)) else None


def contradicts(text: PreparedText, place: Place, hint: Hint | None) -> bool:
    """Whether the hint shows that this is not the place, though the words are like it.

    Its context isn't there; or is the place itself, since where a sentence was cut out its neighbour
    has one of its sides; or has closed over the cut.
    """
    if hint is None or not (sides := agreeing_sides(text, place, hint)):
        return False
    if all(sides):
        return len(sides) == 1 and _is_neighbour(text, place, hint)
    return not any(sides) or _is_neighbour(text, place, hint) or _closed(text, hint)


def _is_neighbour(text: PreparedText, place: Place, hint: Hint) -> bool:
    words = _words(text.raw[slice(*place)])
    before, after = _words(hint.prefix)[-_NEAR:], _words(hint.suffix)[:_NEAR]
    return bool((after and words.startswith(after)) or (before and words.endswith(before)))


def _closed(text: PreparedText, hint: Hint) -> bool:
    """Whether the words of both sides are together."""
    before, after = _words(hint.prefix)[-_NEAR:], _words(hint.suffix)[:_NEAR]
    if not (before and after):
        return False
    known = SearchedWords(f"{glyphs(hint.prefix)[-_NEAR:]} {glyphs(hint.suffix)[:_NEAR]}")
    return any(f"{before} {after}" in piece.loose.text for piece in text.pieces(known))
