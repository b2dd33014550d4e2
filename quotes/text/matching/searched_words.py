"""Words prepared to be searched for."""

import re
from functools import lru_cache

from django.utils.functional import cached_property

from .boundaries import SPACELESS, SPACELESS_CHAR
from .coarse_form import folded, folded_ascii, words_of
from .normalisation import Mapped, canonical, is_steady, loosened

_PHRASE = 10  # letters of a phrase, at least
_LONG = 1000  # characters from which longer phrases, and more of them, vote
_LONG_PHRASE = 40
_LONG_PHRASES = 24
_PHRASES = 8  # phrases that vote for where the words may be
_SHORT = 4000  # characters up to which prepared words are cached for the next text
_KEPT = 64


class SearchedWords:
    """Words with the forms in which they are searched for, each made when first needed."""

    def __init__(self, raw: str) -> None:
        self.raw = raw

    @cached_property
    def canonical(self) -> Mapped:
        """One glyph for each of its variants, with offsets mapped back."""
        return canonical(self.raw)

    @property
    def form(self) -> str:
        """One glyph for each of its variants."""
        return self.canonical.text

    @cached_property
    def plain(self) -> str:
        """The words as given if canonical form leaves their letters alone, else the canonical form."""
        return self.raw if is_steady(self.raw) else self.form

    @cached_property
    def elided_form(self) -> str | None:
        """Its canonical form if it may have an ellipsis or square brackets."""
        return self.form if self.plain is not self.raw or _GAP.search(self.raw) else None

    @cached_property
    def loose(self) -> str:
        """Words alone, in lower case."""
        return loosened(self.canonical).text.strip()

    @cached_property
    def is_ascii(self) -> bool:
        """Whether its letters are all ASCII, whatever its punctuation."""
        return self.plain.isascii() or not _FOREIGN_LETTER.search(self.plain)

    @cached_property
    def folded(self) -> str:
        """Its words in lower case, everything between them as spaces."""
        return folded_ascii(self.plain) if self.is_ascii else folded(self.plain)

    @cached_property
    def words(self) -> list[str]:
        """The words of its folded form."""
        return words_of(self.folded)

    @cached_property
    def rare(self) -> list[str]:
        """Its different words, those that are likely rare first: numbers and long ones."""
        words = sorted(dict.fromkeys(self.words), key=len, reverse=True)
        numbers = [word for word in words if word.isdigit() and len(word) > 2]
        return numbers + [word for word in words if word not in numbers] if numbers else words

    @cached_property
    def tokens(self) -> list[str]:
        """Its words, contractions and numbers whole, in lower case."""
        return tokens_of(self.plain)

    @cached_property
    def phrases(self) -> list[tuple[str, int]]:
        """Some runs of its words with their offsets, spread over it."""
        return self._spread(_RUNS, _PHRASES)

    @cached_property
    def long_phrases(self) -> list[tuple[str, int]]:
        """As `phrases`, but so long that they are rare in a long text; none of short words."""
        if len(self.raw) < _LONG:
            return []
        return self._spread(_LONG_RUNS, _LONG_PHRASES)

    def _spread(self, runs: re.Pattern[str], most: int) -> list[tuple[str, int]]:
        found = [(m.group(), m.start()) for m in runs.finditer(self.folded)]
        step = max(1, len(found) // most)
        return found[::step]


_RUNS = re.compile(rf"\S(?:\S| (?=\S)){{{_PHRASE - 2},}}?(?!\S)|\S+")
_LONG_RUNS = re.compile(rf"\S(?:\S| (?=\S)){{{_LONG_PHRASE - 2},}}?(?!\S)")


_GAP = re.compile(r"[…\[]|\.\s?\.")
_FOREIGN_LETTER = re.compile(r"[^\W\x00-\x7f]")
_SPACED_TOKEN = re.compile(r"\w+(?:['.,]\w+)*")
_TOKEN = re.compile(rf"[{SPACELESS}]|[^\W{SPACELESS}]+(?:['’.,][^\W{SPACELESS}]+)*")


def tokens_of(text: str) -> list[str]:
    """Words, contractions and numbers whole, in lower case."""
    lower = text.lower().replace("’", "'")
    spaced = lower.isascii() or not SPACELESS_CHAR.search(lower)
    return (_SPACED_TOKEN if spaced else _TOKEN).findall(lower)


def searchable(raw: str) -> SearchedWords:
    """The words prepared; short ones are cached from one text to the next."""
    return _searchable(raw) if len(raw) <= _SHORT else SearchedWords(raw)


_searchable = lru_cache(maxsize=_KEPT)(SearchedWords)
