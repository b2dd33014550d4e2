"""Find words verbatim: exactly, or except for glyph variants and closing punctuation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from .boundaries import SPACELESS, is_boundary
from .match_results import Place
from .prepared_text import PreparedText
from .searched_words import SearchedWords

_STOPS = ".,。،、，"


MOST_PLACES = 10_000  # places listed
_MOST_READ = 50_000_000  # characters read to list them, for very long quotations
_MANY = 200  # places inside other words, after which a regular expression takes over


def occurrences(needle: str, text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Every offset of the needle, overlapping ones too; from the 200th on, whole words only."""
    stop = len(text) if end is None else end
    at = text.find(needle, start, stop)
    for _ in range(_MANY):
        if at < 0:
            return
        yield at
        at = text.find(needle, at + 1, stop)
    if at >= 0:
        yield from (found.start() for found in _whole(needle).finditer(text, at, stop))


def _whole(needle: str) -> re.Pattern[str]:
    """A pattern for the needle where it splits no word; it may overlap itself."""
    letter = f"[^\\W{SPACELESS}]"
    before = f"(?<!{letter})" if re.match(letter, needle) else ""
    after = f"(?!{letter})" if re.match(letter, needle[-1:]) else ""
    return re.compile(f"{before}(?={re.escape(needle)}{after})")


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether the place begins and ends where words do."""
    return is_boundary(text, start) and is_boundary(text, end)


def most_places(size: int) -> int:
    """How many places of so many characters are listed."""
    return max(100, min(MOST_PLACES, _MOST_READ // size))


def exact_places(quoted: str, text: PreparedText) -> tuple[Place, ...]:
    """The places of the quoted words, character for character."""
    spans = ((at, at + len(quoted)) for at in occurrences(quoted, text.raw))
    whole = (span for span in spans if is_whole(text.raw, *span))
    return tuple(islice(whole, most_places(len(quoted))))


@dataclass(frozen=True, slots=True)
class Needle:
    """Words in canonical form, with the closing comma or full stop kept apart."""

    words: str
    stop: str
    closers: str

    @classmethod
    def of(cls, form: str) -> "Needle":
        """Take the stop off, and the quotation marks that close behind it."""
        words = form.rstrip('"')
        closers = form[len(words) :]
        if len(words) > 1 and words[-1] in _STOPS:
            return cls(words[:-1], words[-1], closers)
        return cls(form, "", "")

    def variants(self) -> Iterator[str]:
        """The words as given, and with their first letter in its other case."""
        yield self.words
        at = next((i for i, char in enumerate(self.words) if char.isalnum()), None)
        if at is None:
            return
        other = self.words[at].swapcase()
        if len(other) == 1 and other != self.words[at]:
            yield f"{self.words[:at]}{other}{self.words[at + 1 :]}"

    def closing(self, text: str, at: int) -> int | None:
        """Where a match ends whose words end here; None if the text closes them otherwise."""
        if not self.stop:
            return at
        whole = self.stop + self.closers
        if text.startswith(whole, at):
            return at + len(whole)
        if not self.closers:
            requested = self.stop in ".。" and text[at : at + 1] in tuple("?!？！؟;")
            return None if requested and text[at] != ";" else at
        stopped = text[at : at + 1] in tuple(_STOPS)
        if text.startswith(self.closers, at + stopped):
            return at + stopped + len(self.closers)
        return None


def canonical_spans(needle: Needle, text: PreparedText) -> list[Place]:
    """The needle's places in the canonical form."""
    form = text.canonical.text
    spans = (
        (at, close)
        for words in needle.variants()
        for at in occurrences(words, form)
        if (close := needle.closing(form, at + len(words))) is not None
        and is_whole(form, at, close)
        and is_whole(text.raw, *received(text, at, close))
    )
    return sorted(islice(spans, most_places(len(needle.words))))


def received(text: PreparedText, start: int, end: int) -> Place:
    """A place of the canonical form as offsets of the text as received, without outer spaces."""
    first, last = text.canonical.start(start), text.canonical.end(end)
    while last > first and text.raw[last - 1].isspace():
        last -= 1
    while first < last and text.raw[first].isspace():
        first += 1
    return first, last


def typographic_places(searched: SearchedWords, text: PreparedText) -> tuple[Place, ...]:
    """Places of the words except for glyph variants, the first letter's case and the final stop."""
    pieces = text.pieces(searched)
    needle = Needle.of(searched.form) if pieces else None
    return tuple(
        piece.whole(received(piece, *span))
        for piece in pieces
        if needle
        for span in canonical_spans(needle, piece)
    )
