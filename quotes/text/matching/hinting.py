"""Context: telling one of several identical places from the others, or refusing to."""

from collections.abc import Sequence
from functools import lru_cache

from .boundaries import is_boundary
from .normalising import canonical, loosened
from .prepared import Text
from .verdicts import Hint, Place

_NEAR = 32  # loose characters on each side that must agree


def agreeing_sides(text: Text, place: Place, hint: Hint) -> list[bool]:
    """For each side that the hint describes, whether the words there agree."""
    before, after = _words(hint.prefix), _words(hint.suffix)
    start, end = place
    sides = []
    if before:
        left = _words(text.raw[max(0, start - 3 * _NEAR) : start])
        sides.append(f" {left}".endswith(before[-_NEAR:]))
    if after:
        right = _words(text.raw[end : end + 3 * _NEAR])
        sides.append(f"{right} ".startswith(after[:_NEAR]))
    return sides


@lru_cache(maxsize=1024)
def _words(context: str) -> str:
    return loosened(canonical(context)).text.strip()


def the_one(text: Text, places: Sequence[Place], hint: Hint | None) -> Place | None:
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


def described(stretch: str, text: Text, hint: Hint | None) -> Place | None:
    """The one place where the stretch stands in its whole context, character for character.

    There, and only there, words may touch their neighbours: line breaks get lost in extraction.
    """
    if hint is None or not (hint.prefix or hint.suffix):
        return None
    whole = f"{hint.prefix}{stretch}{hint.suffix}"
    at = text.raw.find(whole)
    if at < 0 or text.raw.find(whole, at + 1) >= 0:
        return None
    start = at + len(hint.prefix)
    end = start + len(stretch)
    begins = bool(hint.prefix) or is_boundary(text.raw, start)
    return (start, end) if begins and (hint.suffix or is_boundary(text.raw, end)) else None


def contradicts(text: Text, place: Place, hint: Hint | None) -> bool:
    """Whether the hint shows that this is not the place, though the words are like it.

    Its context isn't there; or is the place itself, since where a sentence was cut out its neighbour
    has one of its sides; or has closed over the cut.
    """
    if hint is None or not (sides := agreeing_sides(text, place, hint)):
        return False
    words = _words(text.raw[slice(*place)])
    before, after = _words(hint.prefix)[-_NEAR:], _words(hint.suffix)[:_NEAR]
    neighbour = (after and words.startswith(after)) or (before and words.endswith(before))
    closed = before and after and f"{before} {after}" in text.loose.text
    return not any(sides) or bool(neighbour or closed)
