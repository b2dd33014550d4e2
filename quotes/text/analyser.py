"""Words as search sees them: where they are in a text, folded and stemmed.

Both database engines are fed by this one analyser, because their own disagree (on
*dying*, on *news*, on stop words inside a phrase). A token carries two forms:

- ``term``: the word folded (case, accents, Arabic and Hebrew marks and letter variants,
  apostrophes). It never depends on the language, so a phrase can be compared without
  knowing it. Every word has one; there are no stop words.
- ``stem``: what a lone word is found by. English only; elsewhere it is the term.

A term is made of letters, digits and combining marks alone. SQLite's ``ascii`` tokenizer
and a PostgreSQL ``tsvector`` literal both keep it as it is.
"""

import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex
import Stemmer

VERSION = 2
"""Goes up whenever the words of index entries change, here or in `word_forms`: the index needs
`rebuild_search` then, and `doctor` says so."""

LONGEST_TERM = 64
"""Code points kept of one term: a run of letters longer than this is no word."""

APOSTROPHES = "'’‘‛ʼʻʹ`´＇׳״"
_LETTERLIKE = frozenset("ʼʻʹ")
"""Apostrophes that Unicode counts among the letters."""
_IGNORED = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_UNSPACED = (
    r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}"
)
"""Scripts that don't part words by spaces (or glue particles to them): a token per
character, so that a run of them is searched as a phrase."""

_CORE = rf"[[\p{{L}}\p{{M}}\p{{N}}{_IGNORED}ー々]--[{_UNSPACED}]]"
_TOKEN = regex.compile(
    rf"""
      (?<number>(?<![\p{{N}}\p{{L}}])\p{{Nd}}{{1,3}}(?:[,'’\u00a0\u2009\u202f]\p{{Nd}}{{3}})+(?![\p{{N}}\p{{L}}]))
    | (?<acronym>(?<![\p{{L}}\p{{N}}])(?:\p{{L}}\.){{2,}}(?:\p{{L}}(?![\p{{L}}\p{{N}}]))?)
    | (?<single>[{_UNSPACED}]\p{{M}}*)
    | (?<elided>(?<![\p{{L}}\p{{M}}\p{{N}}])(?:[cdjlmnst]|qu)(?=['’]\p{{L}}{{3}}))
    | (?<word>[\p{{L}}\p{{N}}]{_CORE}*
        (?:(?:[{APOSTROPHES}]|(?<=\p{{Hebrew}})"(?=\p{{Hebrew}})){_CORE}+)*)
    """,
    regex.VERBOSE | regex.VERSION1 | regex.IGNORECASE,
)
_ENGLISH_WORD = regex.compile(r"[a-z]+(?:'[a-z]+)*")

_LETTER_VARIANTS: dict[int, int | str | None] = {
    **str.maketrans("آأإٱٲٳىیئېےؤۆۇةۀہھۃک", "ااااااييييي" + "ووو" + "ههههه" + "ك"),
    **str.maketrans("ךםןףץ", "כמנפצ", "ءـ"),
    **str.maketrans("øłđðħıŧŋς", "olddhitnσ"),
    ord("þ"): "th",
    ord("æ"): "ae",
    ord("œ"): "oe",
}
_KEPT_MARKS = {("и", "\u0306"), ("і", "\u0308"), ("у", "\u0306")}
"""Cyrillic й, ї and ў are letters of their own; their marks stay."""


class Token(NamedTuple):
    """One word in its place.

    ``start`` and ``end`` are code points of the text, half-open; ``term`` and ``stem``
    are its folded and its stemmed form.
    """

    term: str
    stem: str
    start: int
    end: int


class _Stemmers(threading.local):
    """PyStemmer's objects aren't safe to share between threads."""

    def __init__(self) -> None:
        self.english = Stemmer.Stemmer("english")


_stemmers = _Stemmers()


def analyse(text: str, language: str = "") -> list[Token]:
    """The words of ``text`` in order.

    ``language`` is a BCP 47 tag; empty means unknown, and Latin words are then stemmed as
    English. Hyphenated words are several tokens, numbers grouped in thousands and
    abbreviations with full stops are one. Never raises; a text without words gives ``[]``.
    """
    english = stems_apply(language)
    found, at = [], 0
    # No word reaches over a space, so what is between spaces is read by itself.
    for run in text.split(" "):
        found += [
            Token(term, stem, at + start, at + end)
            for term, stem, start, end in tokens_of(run, english)
        ]
        at += len(run) + 1
    return found


def analysed(text: str, language: str = "") -> list[tuple[str, str]]:
    """The terms and stems that `analyse` gives, without their places.

    No word reaches over a space, so each run between spaces is analysed once and kept.
    """
    analyse_run = _english_run if stems_apply(language) else _other_run
    found: list[tuple[str, str]] = []
    for run in text.split(" "):
        if run:
            found += analyse_run(run) if len(run) <= LONGEST_TERM else _run(run, language)
    return found


def _run(run: str, language: str) -> tuple[tuple[str, str], ...]:
    word = run.strip('“”",.;:!?()')
    if word.isascii() and word.isalpha():
        term = word.lower()[:LONGEST_TERM]
        return ((term, english_stem(word) if stems_apply(language) else term),)
    return tuple((token.term, token.stem) for token in analyse(run, language))


@lru_cache(maxsize=1 << 16)
def _english_run(run: str) -> tuple[tuple[str, str], ...]:
    return _run(run, "en")


@lru_cache(maxsize=1 << 13)
def _other_run(run: str) -> tuple[tuple[str, str], ...]:
    return _run(run, "mul")


def stems_apply(language: str) -> bool:
    """Whether words of this language tag are stemmed: English, or not known."""
    return not language or language.lower().split("-")[0] in {"en", "und"}


def tokens_of(run: str, english: bool) -> tuple[Token, ...]:
    """The words of a text without spaces; those of short ones are remembered."""
    return _remembered(run, english) if len(run) <= LONGEST_REMEMBERED else _tokens(run, english)


def _tokens(run: str, english: bool) -> tuple[Token, ...]:
    return tuple(
        Token(term, english_stem(match.group()) if english else term, *match.span())
        for match in _TOKEN.finditer(run)
        if (term := fold(match.group()))
    )


LONGEST_REMEMBERED = 40
_remembered = lru_cache(maxsize=1 << 16)(_tokens)


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """One word's letters, digits and marks without case, accents and spelling variants.

    ``fold(fold(word)) == fold(word)``. A word of punctuation alone gives ``""``.
    """
    if word.isascii():
        return "".join(filter(str.isalnum, word.lower()))[:LONGEST_TERM]
    letters = unicodedata.normalize("NFKD", _caseless(word)).translate(_LETTER_VARIANTS)
    kept = "".join(_without_marks(letters))
    return unicodedata.normalize("NFC", kept)[:LONGEST_TERM].rstrip("\u0306\u0308")


def _caseless(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()


def _without_marks(letters: str) -> Iterator[str]:
    before = ""
    for letter in letters:
        if unicodedata.category(letter).startswith("M"):
            if not _strippable(letter) or (before, letter) in _KEPT_MARKS:
                yield letter
            continue
        if letter.isalnum() and letter not in _LETTERLIKE:
            yield _as_ascii_digit(letter)
        before = letter


def _strippable(mark: str) -> bool:
    """Accents, niqqud and harakat; vowel signs of Indic scripts and kana voicing stay."""
    return mark < "\u0700" or "\u08d3" <= mark <= "\u08ff" or "\u1ab0" <= mark <= "\u20ff"


def _as_ascii_digit(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    return letter if digit is None else str(digit)


@lru_cache(maxsize=1 << 17)
def english_stem(surface: str) -> str:
    """Snowball's English stem (Porter 2), which needs the apostrophe of *Trump's*."""
    word = surface.lower().replace("’", "'").replace("ʼ", "'").replace("‘", "'")
    if not _ENGLISH_WORD.fullmatch(word):
        word = fold(surface)
        if not _ENGLISH_WORD.fullmatch(word):
            return word
    return str(_stemmers.english.stemWord(word)).replace("'", "")[:LONGEST_TERM]
