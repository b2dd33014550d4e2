"""What a comparison answers. Offsets are code points in the compared text, half-open."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Place = tuple[int, int]
Kind = Literal["exact", "typography", "elided", "altered", "ambiguous", "not_found", "not_compared"]
VERBATIM: frozenset[Kind] = frozenset({"exact", "typography"})


class DiffPart(NamedTuple):
    """One run of a word diff.

    `same` and `del` together spell the stretch; `same` and `ins` spell the passage, but for glyph
    variants, which count as the same.
    """

    op: Literal["same", "del", "ins"]
    text: str


@dataclass(frozen=True, slots=True)
class Hint:
    """Where the stretch stood before: its offset and the words around it, each where known."""

    start: int | None = None
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, text: str, start: int, end: int, width: int = 64) -> "Hint":
        """The hint that the place `[start, end)` of an earlier text gives."""
        return cls(start, text[max(0, start - width) : start], text[end : end + width])


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a stretch stands in a text, and how.

    `start` and `end` are set when it stands in one place. `places` holds that place; for `elided`
    each part's place in order; for `ambiguous` every place. `diff` is given for `altered` and
    `elided`. `measure` is the share of characters kept, 0 to 1. `nearest` is given for `not_found`
    where any passage is near at all.
    """

    kind: Kind
    start: int | None = None
    end: int | None = None
    places: tuple[Place, ...] = ()
    diff: tuple[DiffPart, ...] = ()
    measure: float = 0.0
    nearest: Place | None = None

    @property
    def is_verbatim(self) -> bool:
        """Whether pages may call it verbatim."""
        return self.kind in VERBATIM


class NothingToCompare(ValueError):
    """The stretch has no letter, digit or symbol in it, so there are no words to look for."""

    def __init__(self) -> None:
        super().__init__("There are no words to look for: give at least one letter or digit.")


def not_compared() -> Verdict:
    """The verdict on a paraphrase, and on words in another language than the text."""
    return Verdict("not_compared")
