"""Choose one of several identical places by its context, or none if the context doesn't decide."""

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
_FEW = 24  # places of a context word that are examined


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
    """The one place that agrees with the context; None where the context doesn't decide."""
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
    """Offsets where words of this size may begin if the context on either side is unchanged.

    None where the context is too common to tell.
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
    """Offsets where the words of one side may begin; None if they are too common."""
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
    """The one place that has the quoted words and all of their context, character for character.

    Only there may words touch their neighbours, since extraction can lose line breaks.
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
    """Whether the hint shows that this isn't the place, though its words are alike.

    So it is if the context isn't there; if the place is itself the context, as the neighbour of a
    deleted sentence is; or if both sides of the context now touch.
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
    """Whether the words of both sides now touch."""
    before, after = _words(hint.prefix)[-_NEAR:], _words(hint.suffix)[:_NEAR]
    if not (before and after):
        return False
    known = SearchedWords(f"{glyphs(hint.prefix)[-_NEAR:]} {glyphs(hint.suffix)[:_NEAR]}")
    return any(f"{before} {after}" in piece.loose.text for piece in text.pieces(known))
