"""Find words wherever they occur, whatever their case, marks, spaces and punctuation.

Used where words have to go: so a soft hyphen, another quotation mark, an address's hyphens or
lost accents hide nothing. Offsets are code points, half-open.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from quotes.text.matching import is_distinctive
from quotes.text.matching.boundaries import SPACELESS, marks

Span = tuple[int, int]
Phrase = tuple[str, ...]

#: So many of the words in a row are near enough for a person to look at.
NEAR = 4
_JOINTS = "\u00ad\u200b-\u200d\u2060-\u2064\ufeff"
_SENTENCE_END = re.compile(r"(?<=[.!?…。！？؟])[\"'”’»]*\s+|\[…\]|\[\.\.\.\]|…|\.\.\.|\n\s*\n")


@cache
def _word() -> re.Pattern[str]:
    """A word, or one character of a script without spaces; an underscore parts words."""
    letter = rf"(?:[^\W_{SPACELESS}]|[{marks()}{_JOINTS}])"
    return re.compile(rf"[{SPACELESS}][{marks()}]*|{letter}+(?:['’ʼ]{letter}+)*")


@lru_cache(maxsize=1 << 14)
def _fold(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word).casefold() if c.isalnum())


def fold(text: str) -> tuple[str, list[Span]]:
    """The words of a text, folded, with a space before and after each; and where each is."""
    words, places = [""], []
    for found in _word().finditer(text):
        if word := _fold(found.group()):
            words.append(word)
            places.append(found.span())
    return " ".join([*words, ""]), places


def phrase_of(text: str) -> Phrase:
    return tuple(fold(text)[0].split())


def parts_of(text: str) -> list[str]:
    """A text and its sentences, and the pieces that ellipses leave."""
    return [text, *(part for part in _SENTENCE_END.split(text) if part.strip())]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch made one."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


@dataclass(frozen=True)
class SoughtWords:
    """What is looked for: phrases that are `sure`, and phrases whose likes a person looks at."""

    sure: frozenset[Phrase]
    near: frozenset[Phrase]
    written: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str], also: Iterable[str] = ()) -> "SoughtWords":
        """Words of these texts; few words are sure only where a person gave them, in `also`."""
        texts, also = list(texts), list(also)
        parts = [part for text in texts for part in parts_of(text)]
        sure = {phrase_of(part) for part in parts if is_distinctive(part)} | {*map(phrase_of, also)}
        near = {phrase_of(text) for text in [*parts, *also]}
        return cls(frozenset(sure - {()}), frozenset(near - {()}), (*texts, *also))

    def exact(self, text: str) -> list[Span]:
        """Where the text has one of the sure phrases."""
        return self._spans(text, self.sure)

    def alike(self, text: str) -> list[Span]:
        """Where the text has four of the words in a row, or fewer that are a whole phrase."""
        return self._spans(text, self._runs())

    def _spans(self, text: str, phrases: Iterable[Phrase]) -> list[Span]:
        if not self.may_be_in(text):
            return []
        folded, places = fold(text)
        begins = [found.start() for found in re.finditer(" ", folded)]
        spans = []
        for phrase in phrases:
            sought, at = f" {' '.join(phrase)} ", -1
            while (at := folded.find(sought, at + 1)) >= 0:
                first = bisect_right(begins, at) - 1
                spans.append((places[first][0], places[first + len(phrase) - 1][1]))
        return merged(spans)

    @lru_cache(maxsize=4)  # noqa: B019  # a few of them in the life of a command
    def _runs(self) -> frozenset[Phrase]:
        return frozenset(
            phrase[at : at + NEAR]
            for phrase in self.near
            for at in range(max(1, len(phrase) - NEAR + 1))
        )

    def may_be_in(self, text: str) -> bool:
        """A quick look that lets through everything with one of the words, and more."""
        if not text.isascii():
            return True
        lower = text.lower()
        return any(word in lower for word in self.clues())

    @lru_cache(maxsize=4)  # noqa: B019
    def clues(self) -> frozenset[str]:
        """Folded words of which every place, sure or near, has at least one: the longest."""
        chosen: set[str] = set()
        for run in sorted(self._runs()):
            if not chosen & {*run}:
                chosen.add(max(run, key=lambda word: (len(word), word)))
        return frozenset(chosen)

    def clues_as_written(self) -> Iterator[str]:
        """The clues as texts may write them, for a database that folds little."""
        for found in {found.group() for text in self.written for found in _word().finditer(text)}:
            if _fold(found) in self.clues():
                forms = {unicodedata.normalize(form, found) for form in ("NFC", "NFD")}
                for form in {*forms, found, _fold(found)}:
                    if form.isascii():  # whose case every database folds
                        yield form.lower()
                    else:
                        yield from {form, form.lower(), form.upper(), form.title()}
