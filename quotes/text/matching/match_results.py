"""What a comparison answers. Offsets are code points in the compared text, half-open."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from .diffs import DiffPart, measure, word_diff

Place = tuple[int, int]
MatchKind = Literal[
    "exact", "typography", "elided", "altered", "ambiguous", "not_found", "not_compared"
]
VERBATIM: frozenset[MatchKind] = frozenset({"exact", "typography"})


@dataclass(frozen=True, slots=True)
class Hint:
    """Where the span was before: its offset and the words around it, each where known."""

    start: int | None = None
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, text: str, start: int, end: int, width: int = 64) -> "Hint":
        """The hint that the place `[start, end)` of an earlier text gives."""
        return cls(start, text[max(0, start - width) : start], text[end : end + width])


class Passage(NamedTuple):
    """Where in the text, and which words of it, a span is laid beside."""

    place: Place
    words: str


@dataclass(frozen=True)
class MatchResult:
    """Where a span is in a text, and how.

    `start` and `end` are set when it is in one place. `places` holds that place; for `elided`
    each part's place in order; for `ambiguous` every place, if they are less than ten thousand.
    """

    kind: MatchKind
    start: int | None = None
    end: int | None = None
    places: tuple[Place, ...] = ()
    quoted: str = field(default="", repr=False)
    look: Callable[[], Passage | None] = field(default=lambda: None, repr=False, compare=False)

    @property
    def is_verbatim(self) -> bool:
        """Whether pages may call it verbatim."""
        return self.kind in VERBATIM

    @cached_property
    def _beside(self) -> Passage | None:
        return self.look()

    @property
    def nearest(self) -> Place | None:
        """For `not_found`, the nearest passage, where any is near at all."""
        return self._beside.place if self.kind == "not_found" and self._beside else None

    @cached_property
    def diff(self) -> tuple[DiffPart, ...]:
        """For `altered` and `elided`, what must be struck and added, word by word."""
        changed = self.kind in ("altered", "elided") and self._beside
        return word_diff(self.quoted, self._beside.words) if changed and self._beside else ()

    @cached_property
    def measure(self) -> float:
        """The share of characters kept, 0 to 1."""
        if self._beside:
            return measure(self.quoted, self._beside.words)
        return 1.0 if self.is_verbatim or self.kind == "ambiguous" else 0.0


class NothingToCompare(ValueError):
    """The span has no letter, digit or symbol in it, so there are no words to look for."""

    def __init__(self) -> None:
        super().__init__("There are no words to look for: give at least one letter or digit.")


def not_compared() -> MatchResult:
    """The result on a paraphrase, and on words in another language than the text."""
    return MatchResult("not_compared")
