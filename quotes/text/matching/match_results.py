"""The result of a comparison. Offsets are code points of the compared text, half-open."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from django.utils.functional import cached_property

from .diffs import DiffPart, measure, word_diff

Place = tuple[int, int]
MatchKind = Literal[
    "exact", "typography", "elided", "altered", "ambiguous", "not_found", "not_compared"
]
VERBATIM: frozenset[MatchKind] = frozenset({"exact", "typography"})


@dataclass(frozen=True, slots=True)
class Hint:
    """Where the words were in an earlier text: offset and context, each where known."""

    start: int | None = None
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, text: str, start: int, end: int, width: int = 64) -> "Hint":
        """The hint that the place `[start, end)` of an earlier text gives."""
        return cls(start, text[max(0, start - width) : start], text[end : end + width])


class Passage(NamedTuple):
    """The passage that the quoted words are compared with: its place and its words."""

    place: Place
    words: str


@dataclass(frozen=True)
class MatchResult:
    """How quoted words match a text, and where.

    `start` and `end` are set if there is one place. `places` has that place; for `elided`, the
    place of each part in order; for `ambiguous`, every place up to ten thousand.
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
    def _compared(self) -> Passage | None:
        return self.look()

    @property
    def nearest(self) -> Place | None:
        """For `not_found`, the place of the nearest passage, if any is near at all."""
        return self._compared.place if self.kind == "not_found" and self._compared else None

    @cached_property
    def diff(self) -> tuple[DiffPart, ...]:
        """For `altered` and `elided`, the word diff from the quoted words to the passage."""
        changed = self.kind in ("altered", "elided") and self._compared
        return word_diff(self.quoted, self._compared.words) if changed and self._compared else ()

    @cached_property
    def measure(self) -> float:
        """The share of characters kept, 0 to 1."""
        if self._compared:
            return measure(self.quoted, self._compared.words)
        return 1.0 if self.is_verbatim or self.kind == "ambiguous" else 0.0


class NothingToCompare(ValueError):
    """The quoted words have no letter, digit or symbol, so there is nothing to search for."""

    def __init__(self) -> None:
        super().__init__("There are no words to search for. Give at least one letter or digit.")


def not_compared() -> MatchResult:
    """The result for a paraphrase, and for words in another language than the text."""
    return MatchResult("not_compared")
