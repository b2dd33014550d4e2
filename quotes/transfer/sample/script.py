"""Read the sample's files: blocks of a head, a text with marked quotes, and a line for each quote.

    === courier-bridge-shut
    publisher courier
    date 2026-11-27
    --
    The mayor said the closure was {1 “a nuisance”}.
    --
    1 haddane="The mayor" said
      primary council-webcast

`{1 …}` marks a segment of quote 1. A quote's line has its number, its voices
(`a & b`, `?="A source"`, `doc:slug`), each with the source's own words for it
where they aren't one of its usual forms, and its cue. Indented lines are the
rest of the attribution, the quote's fields, and what happened to it later.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

_PARTY = re.compile(r'(?P<who>[?~]|doc:[\w-]+|[\w-]+)(?:="(?P<as_named>[^"]*)")?(?:\s+&\s+|\s*)')
#: The voice of a draft that nobody has decided yet.
NOBODY = "-"
#: After a party that had the words from the party before.
IN_TURN = "in turn"
_MARK = re.compile(r"\{(\d+) |\}")


@dataclass(frozen=True)
class SampleParty:
    """A party as a file names it: a speaker's key, a document's, `?` for somebody unnamed in the
    text, or `~` for somebody whom only the text's words name.
    """

    who: str
    as_named: str = ""
    relation: str = "voice"
    in_turn: bool = False


@dataclass
class SampleQuote:
    """A quote of a text, with every indented line that follows it as (word, rest)."""

    number: int
    voices: list[SampleParty]
    cue: str
    lines: list[tuple[str, str]] = field(default_factory=list)
    segments: list[tuple[int, int]] = field(default_factory=list)

    def all(self, word: str) -> list[str]:
        return [rest for key, rest in self.lines if key == word]

    def get(self, word: str) -> str:
        return next(iter(self.all(word)), "")

    def has(self, word: str) -> bool:
        return bool(self.all(word))


@dataclass
class Block:
    """One block of a file: its key, its head as (word, rest), its text, its quotes."""

    key: str
    head: list[tuple[str, str]]
    text: str = ""
    quotes: dict[int, SampleQuote] = field(default_factory=dict)

    def all(self, word: str) -> list[str]:
        return [rest for key, rest in self.head if key == word]

    def get(self, word: str, default: str = "") -> str:
        return next(iter(self.all(word)), default)


def blocks(path: Path) -> Iterator[Block]:
    """The blocks of one file, in order."""
    for piece in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
        key, _, rest = piece.partition("\n")
        head, text, quotes = [*rest.split("\n--\n"), "", ""][:3]
        block = Block(key.strip(), [_pair(line) for line in head.splitlines() if line.strip()])
        block.text, places = unmarked(text.strip("\n"))
        block.quotes = {quote.number: quote for quote in _quotes(quotes)}
        for number, segments in places.items():
            block.quotes[number].segments = segments
        yield block


def unmarked(marked: str) -> tuple[str, dict[int, list[tuple[int, int]]]]:
    """The text without its marks, and the segments of each quote: `[start, end)` in code points."""
    text, at, opened = "", 0, []
    places: dict[int, list[tuple[int, int]]] = {}
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[1]:
            opened.append((int(mark[1]), len(text)))
        else:
            number, start = opened.pop()
            places.setdefault(number, []).append((start, len(text)))
    return text + marked[at:], places


def parties(written: str, relation: str = "voice") -> tuple[list[SampleParty], str]:
    """The parties at the start of a line, joined by `&`, and what follows them."""
    found, at = [], 0
    while match := _PARTY.match(written, at):
        if match["who"] != NOBODY:
            found.append(SampleParty(match["who"], match["as_named"] or "", relation))
        at = match.end()
        if "&" not in match[0][-3:]:
            break
    rest = written[at:].strip()
    if rest == IN_TURN:
        found, rest = [replace(party, in_turn=True) for party in found], ""
    return found, rest


def _quotes(written: str) -> Iterator[SampleQuote]:
    quote = None
    for line in written.splitlines():
        if line.startswith(" ") and quote is not None:
            quote.lines.append(_pair(line))
        elif line.strip():
            if quote is not None:
                yield quote
            number, rest = _pair(line)
            quote = SampleQuote(int(number), *parties(rest))
    if quote is not None:
        yield quote


def _pair(line: str) -> tuple[str, str]:
    word, _, rest = line.strip().partition(" ")
    return word, rest.strip()
