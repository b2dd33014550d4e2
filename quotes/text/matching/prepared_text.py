"""A text prepared for any number of comparisons, each form of it made when first needed.

Quoted words can usually be only around the few places of their rarest word. Only the pieces of the
text around those are read closely; pieces are cut where the cut can't change a match.
"""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.functional import cached_property

from .coarse_form import folded, folded_ascii
from .match_results import Place
from .normalisation import Mapped, canonical, is_steady, loosened
from .searched_words import SearchedWords

MOST_HITS = 64  # places of one seed that are examined
_FEW = 24  # places of a word that are worth reading the text around them
_TRIES = 6  # words tried for one with few places
_PAD = 64  # characters on each side of a piece, for spaces and signs that take more space
_REACH = 512  # characters within which a text must offer a place to cut

# A cut between two words with one plain space, or between ideographs or kana, splits nothing.
_KANA = "\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff"
_CUT = re.compile(rf"(?<=\w)(?= \w)|(?<=[{_KANA}])(?=[{_KANA}])")


class PreparedText:
    """A text, or a piece of one that begins at `offset` of the whole."""

    def __init__(self, raw: str, offset: int | None = None) -> None:
        self.raw = raw
        self.offset = offset or 0
        self._is_piece = offset is not None
        self._hits: dict[tuple[str, bool], tuple[int, ...]] = {}
        self._last: tuple[SearchedWords | None, int, tuple[PreparedText, ...]] = (None, 0, ())

    @cached_property
    def canonical(self) -> Mapped:
        """One glyph for each of its variants."""
        return canonical(self.raw)

    @cached_property
    def loose(self) -> Mapped:
        """Words alone, in lower case."""
        return loosened(self.canonical)

    @cached_property
    def is_steady(self) -> bool:
        """Whether its letters and digits are those of its canonical form, in the same order."""
        return is_steady(self.raw)

    @cached_property
    def _folded(self) -> str:
        return folded(self.raw)

    @cached_property
    def _folded_ascii(self) -> str:
        return folded_ascii(self.raw)

    def folded(self, is_ascii: bool) -> str:
        """Its words in lower case; the form for ASCII letters alone is quicker to make."""
        return self._folded_ascii if is_ascii else self._folded

    @cached_property
    def scripts(self) -> set[str]:
        """The scripts of its letters, by their names in Unicode."""
        return scripts_of(self.raw[:20_000])

    def hits(self, seed: str, is_ascii: bool) -> tuple[int, ...]:
        """The first offsets of a seed, part of the folded searched words; inside longer words too."""
        key = seed, is_ascii
        found = self._hits.get(key)
        if found is None:
            found = self._hits[key] = _hits(seed, self.folded(is_ascii))
        return found

    def whole(self, place: Place) -> Place:
        """A place of this piece as one of the whole text."""
        return place[0] + self.offset, place[1] + self.offset

    def pieces(self, searched: SearchedWords, reach: int = 0) -> "tuple[PreparedText, ...]":
        """Pieces with every place where these words can be, whatever the glyphs and case.

        `reach` is how many more characters the text may have between the words.
        """
        known = self._is_piece or "canonical" in self.__dict__
        if known or len(self.raw) < 4 * (len(searched.raw) + reach) or not self.is_steady:
            return (self,)
        if self._last[:2] != (searched, reach):
            self._last = searched, reach, self._pieces(searched, reach)
        return self._last[2]

    def _pieces(self, searched: SearchedWords, reach: int) -> "tuple[PreparedText, ...]":
        rarest = self._rarest(searched)
        if rarest is None:
            return (self,)
        seed, hits = rarest
        return self._around(seed, hits, searched, reach) if hits else ()

    def _rarest(self, searched: SearchedWords) -> tuple[str, tuple[int, ...]] | None:
        """The rarest of the likely words with its places, unless all are common."""
        best: tuple[str, tuple[int, ...]] | None = None
        for seed in searched.rare[:_TRIES]:
            hits = self.hits(seed, searched.is_ascii)
            if best is None or len(hits) < len(best[1]):
                best = seed, hits
            if len(hits) < 8:
                break
        return best if best and len(best[1]) <= _FEW else None

    def _around(
        self, seed: str, hits: Iterable[int], searched: SearchedWords, reach: int
    ) -> "tuple[PreparedText, ...]":
        """Pieces around the places of a seed, without those that lack one of the words."""
        text = self.folded(searched.is_ascii)
        before = searched.folded.rfind(seed) + reach
        after = len(searched.folded) - searched.folded.find(seed) + reach
        spans: list[Place] = []
        for at in hits:
            low, high = _start(text, at, before), _end(text, at, after)
            if any(text.find(word, low, high) < 0 for word in searched.rare):
                continue
            if spans and low <= spans[-1][1]:
                low = spans.pop()[0]
            spans.append((low, high))
        return tuple(self._piece(*span) for span in spans)

    def _piece(self, low: int, high: int) -> "PreparedText":
        """The piece around `[low, high)`, cut where no word, number or sign is split."""
        raw = self.raw
        if low > 0:
            cut = _CUT.search(raw, max(0, low - _PAD), low)
            cut = cut or _CUT.search(raw, max(0, low - _REACH), low)
            low = cut.end() if cut else 0
        if high < len(raw):
            cut = _CUT.search(raw, high, high + _REACH)
            high = cut.start() if cut else len(raw)
        return PreparedText(raw[low:high], low)


def _start(folded: str, at: int, by: int) -> int:
    """An offset so many characters before, those that wide gaps between words take not counted."""
    space = by + by // 8 + _PAD
    while at > space and 2 * folded.count("  ", at - space, at) > space - by:
        space *= 2
    return max(0, at - space)


def _end(folded: str, at: int, by: int) -> int:
    """An offset so many characters behind, as `_start`."""
    space = by + by // 8 + _PAD
    while at + space < len(folded) and 2 * folded.count("  ", at, at + space) > space - by:
        space *= 2
    return min(len(folded), at + space)


def _hits(seed: str, text: str) -> tuple[int, ...]:
    size, at = len(seed), -len(seed)
    found = []
    for part in text.split(seed, MOST_HITS)[:-1]:
        at += size + len(part)
        found.append(at)
    return tuple(found)


def scripts_of(text: str) -> set[str]:
    """The scripts of a text's letters, by their names in Unicode."""
    return {unicodedata.name(char, "?").split()[0] for char in set(text) if char.isalpha()}


def as_prepared(text: "str | PreparedText") -> PreparedText:
    """The text, prepared if it isn't yet."""
    return text if isinstance(text, PreparedText) else PreparedText(text)
