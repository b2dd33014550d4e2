"""The query language of the search box.

A query is a list of clauses, all of which must hold. A clause is one term, or several
joined by ``OR``, or an exclusion (``-term``). A term is a word, an ``"exact phrase"``, a
``prefix*`` or a filter such as ``speaker:lapid``.

No input is an error: what can't be understood is searched as words or left out, and a
note says so. ``parse(str(query))`` gives the same clauses back, so a query can be shown,
linked, and taken apart by removing one chip.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from quotes.text.analyser import Token, analyse
from quotes.text.word_forms import joined_form, without_ending

LONGEST_QUERY = 1000
"""Code points read of a query; the rest is left out with a note."""
MOST_CLAUSES = 32
SHORTEST_PREFIX = 2

FIELDS = frozenset(
    (
        "speaker passed behalf led names documents publisher kind review topic lang said has year"
    ).split()
)

_QUOTES = '"“”„‟«»＂'
_INSIDE_HEBREW = r'(?<=\p{Hebrew})"(?=\p{Hebrew})'
_BARE = rf"(?:[^\s{_QUOTES}]|{_INSIDE_HEBREW})+"
_QUOTED = rf"(?:[^{_QUOTES}]|{_INSIDE_HEBREW})*"


@lru_cache(maxsize=8)
def _piece(fields: frozenset[str]) -> "regex.Pattern[str]":
    """One piece of a query: a word, a phrase or a filter on one of these fields."""
    return regex.compile(
        rf"""
          (?<minus>(?:[-−–+](?=[^\s{{_MINUS}}]))?)
          (?:
            (?:(?<field>{"|".join(sorted(fields))}):)?
            (?: [{_QUOTES}](?<quoted>{_QUOTED})(?<closing>[{_QUOTES}]|\Z)(?<star>\*?)
              | (?<bare>{_BARE}) )
          )
        | \S
        """.replace("{_MINUS}", "-−–+"),
        regex.VERBOSE | regex.IGNORECASE,
    )


#: Between words that are no one word. A comma or slash between digits belongs to their number.
_JOINTS = regex.compile(r"(?<!\p{N})[,/](?!$)|[,/](?=[^\p{N}])|[;+，、；／＋؛،—―…!?؟]|\.{2,}")
_ELLIPSIS = regex.compile(r"[\[(]?(?:…|\.(?:[ ]?\.){1,})[\])]?")
_BARE_VALUE = regex.compile(_BARE)
_OPERATORS = {"OR": "OR", "|": "OR", "AND": "AND", "&": "AND", "NOT": "NOT"}


@dataclass(frozen=True)
class Word:
    """A word, found in any of its English forms."""

    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def token(self) -> Token:
        return analyse(self.text)[0]

    @property
    def bare(self) -> tuple[str, ...]:
        """The word without a Turkish ending, where it has one."""
        head = without_ending(self.text)
        return (head,) if head else ()


@dataclass(frozen=True)
class Phrase:
    """Words in this order and these forms, stop words too."""

    text: str

    def __str__(self) -> str:
        return f'"{self.text}"'

    @property
    def terms(self) -> tuple[str, ...]:
        return tuple(token.term for token in analyse(self.text))

    @property
    def joined(self) -> str:
        """Of a hyphenated word alone, the form it is found by where it is written as one."""
        return joined_form(self.text)


@dataclass(frozen=True)
class Prefix:
    """How a word begins."""

    text: str

    def __str__(self) -> str:
        return f"{self.text}*"

    @property
    def term(self) -> str:
        return analyse(self.text)[0].term


@dataclass(frozen=True)
class Filter:
    """A property of the quote: its speaker, publisher, kind, review, day…"""

    field: str
    value: str

    def __str__(self) -> str:
        bare = _BARE_VALUE.fullmatch(self.value)
        return f"{self.field}:{self.value}" if bare else f'{self.field}:"{self.value}"'


Term = Word | Phrase | Prefix | Filter


@dataclass(frozen=True)
class Clause:
    """One demand: any of the terms, or (``excluded``) none of them."""

    terms: tuple[Term, ...]
    excluded: bool = False

    def __str__(self) -> str:
        return ("-" if self.excluded else "") + " OR ".join(map(str, self.terms))


@dataclass(frozen=True)
class Chip:
    """One clause as a piece a reader can take away; ``without`` is the query that stays."""

    text: str
    without: str


@dataclass(frozen=True)
class Reading:
    """How a query was read, in a sentence, and the ``other`` reading that a link offers."""

    said: str = ""
    other: str = ""
    label: str = ""


@dataclass(frozen=True)
class Query:
    """A parsed query; ``notes`` are sentences about what was left out or read otherwise."""

    clauses: tuple[Clause, ...] = ()
    notes: tuple[str, ...] = field(default=(), compare=False)
    reading: Reading = field(default=Reading(), compare=False)

    def __str__(self) -> str:
        return " ".join(map(str, self.clauses))

    def __bool__(self) -> bool:
        return bool(self.clauses)

    def __and__(self, other: "Query") -> "Query":
        """Both queries at once: the search box and the filter form."""
        added = tuple(clause for clause in other.clauses if clause not in self.clauses)
        return Query(self.clauses + added, self.notes + other.notes, self.reading)

    @property
    def chips(self) -> list[Chip]:
        return [Chip(str(clause), str(self.without(clause))) for clause in self.clauses]

    def without(self, clause: Clause) -> "Query":
        return Query(tuple(kept for kept in self.clauses if kept != clause), self.notes)

    def terms(self) -> Iterator[Term]:
        """What a hit may hold: the terms that aren't excluded."""
        for clause in self.clauses:
            if not clause.excluded:
                yield from clause.terms


def parse(text: str, fields: frozenset[str] = FIELDS, *, operators: bool = True) -> Query:
    """Read a query. Never raises; an empty or unreadable text gives an empty query.

    Without ``operators``, AND, OR, NOT and minus signs are words and punctuation of a sentence.
    """
    return _Reader(text, fields, operators).query()


def filters(name: str, *values: str) -> Query:
    """A query of one filter with any of the values, as the filter form makes it."""
    terms = tuple(Filter(name, _clean(value)) for value in values if _clean(value))
    return Query((Clause(terms),) if terms else ())


class _Reader:
    """Reads a query from left to right, keeping notes."""

    def __init__(self, text: str, fields: frozenset[str], operators: bool) -> None:
        self.operators = operators
        self.notes: list[str] = []
        self.clauses: list[Clause] = []
        self.negate_next = False
        self.join_next = False
        if len(text) > LONGEST_QUERY:
            self.notes.append(f"Only the first {LONGEST_QUERY:,} characters were searched.")
        self.fields = fields
        self.text = text[:LONGEST_QUERY].replace("\0", " ")

    def query(self) -> Query:
        for piece in _piece(self.fields).finditer(self.text):
            self._read(piece)
        if len(self.clauses) > MOST_CLAUSES:
            self.notes.append(f"Only the first {MOST_CLAUSES} terms were searched.")
        unique = tuple(dict.fromkeys(self.clauses[:MOST_CLAUSES]))
        return Query(unique, tuple(dict.fromkeys(self.notes)))

    def _read(self, piece: "regex.Match[str]") -> None:
        operator = _OPERATORS.get(piece.group()) if self.operators else None
        if operator == "OR":
            self.join_next = True
        elif operator == "NOT":
            self.negate_next = True
        elif operator is None:
            for term in self._terms(piece):
                self._add(term, excluded=self._excludes(piece))

    def _excludes(self, piece: "regex.Match[str]") -> bool:
        return self.operators and (piece["minus"] or "+") != "+"

    def _terms(self, piece: "regex.Match[str]") -> list[Term]:
        """The terms of a piece: one, unless a comma, slash, plus or ellipsis parts its words."""
        excluded = self._excludes(piece) or self.negate_next
        parts: list[Term | None] = []
        if not (self.join_next or piece["field"]):
            if piece["bare"] and "://" not in piece["bare"]:
                parts = [self._bare(part) for part in _JOINTS.split(piece["bare"])]
            elif piece["quoted"] and not excluded:
                texts = map(trimmed, _ELLIPSIS.split(piece["quoted"]))
                parts = [Phrase(words) for words in texts if words]
        found = [term for term in parts if term]
        if len(found) > 1:
            self._say_unclosed(piece)
            return found
        term = self._term(piece)
        return [term] if term else []

    def _say_unclosed(self, piece: "regex.Match[str]") -> None:
        if piece["quoted"] is not None and not piece["closing"]:
            self.notes.append(
                "A quotation mark is missing at the end; the phrase runs to the end of the query."
            )

    def _term(self, piece: "regex.Match[str]") -> Term | None:
        quoted, bare, name = piece["quoted"], piece["bare"], piece["field"]
        self._say_unclosed(piece)
        if name:
            value = _clean(quoted if quoted is not None else bare)
            return Filter(name.lower(), value) if value else None
        if quoted is not None:
            return self._phrase(quoted)
        return self._bare(bare) if bare else None

    def _phrase(self, quoted: str) -> Term | None:
        words = trimmed(quoted)
        if quoted.strip() and not words:
            self.notes.append(f"“{quoted.strip()}” has no words to search for.")
        return Phrase(words) if words else None

    def _bare(self, bare: str) -> Term | None:
        words = trimmed(bare)
        count = len(analyse(words))
        if count == 0:
            return None
        if count > 1:
            return Phrase(words)
        if bare.endswith("*"):
            if len(analyse(words)[0].term) >= SHORTEST_PREFIX:
                return Prefix(words)
            self.notes.append(
                f"Type at least {SHORTEST_PREFIX} letters before the *: “{bare}” has too few."
            )
        return Word(words.lower() if words in _OPERATORS else words)

    def _add(self, term: Term, excluded: bool) -> None:
        excluded = excluded or self.negate_next
        before = self.clauses[-1] if self.clauses else None
        if self.join_next and before and not (excluded or before.excluded):
            self.clauses[-1] = Clause(tuple(dict.fromkeys((*before.terms, term))))
        else:
            if self.join_next and before:
                self.notes.append("OR doesn't work with an excluded word; both conditions apply.")
            self.clauses.append(Clause((term,), excluded))
        self.negate_next = self.join_next = False


def _clean(value: str) -> str:
    """A filter's value as it is kept: one line, single spaces, no quotation marks."""
    value = regex.sub(rf"(?!{_INSIDE_HEBREW})[{_QUOTES}]", " ", value)
    return " ".join(value.split())


def trimmed(text: str) -> str:
    """From the first word to the last, with the punctuation between them."""
    tokens = analyse(text)
    if not tokens:
        return ""
    return " ".join(text[tokens[0].start : tokens[-1].end].split())
