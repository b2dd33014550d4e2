"""Where a quote answers a query, so that the page can mark it.

Spans are given, never markup: the template cuts the text at them and escapes the pieces,
so a mark can't be broken by what the text holds.
"""

from collections.abc import Iterable
from typing import NamedTuple

from quotes.text.analysis import Token, analyse
from quotes.text.query import Filter, Phrase, Prefix, Query, Term, Word


class Piece(NamedTuple):
    """A stretch of the text, marked or not. The pieces of a text join to the text."""

    text: str
    hit: bool


def hits(text: str, query: Query, language: str = "") -> list[tuple[int, int]]:
    """Spans ``[start, end)`` in code points that answer the query's words and phrases.

    In order and not overlapping. ``language`` is that of the text, as for ``analyse``.
    """
    tokens = analyse(text, language)
    found: list[tuple[int, int]] = []
    for term in query.terms():
        found += _spans(term, tokens)
    return _merged(found)


def pieces(text: str, query: Query, language: str = "") -> list[Piece]:
    """The text cut at its hits."""
    cut: list[Piece] = []
    at = 0
    for start, end in hits(text, query, language):
        cut += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at = end
    return [piece for piece in [*cut, Piece(text[at:], False)] if piece.text]


def _spans(term: Term, tokens: list[Token]) -> list[tuple[int, int]]:
    match term:
        case Word():
            wanted = {term.token.stem, term.token.term}
            return [(token.start, token.end) for token in tokens if token.stem in wanted]
        case Prefix():
            start = term.term
            return [(token.start, token.end) for token in tokens if token.term.startswith(start)]
        case Phrase():
            return _phrase_spans(term.terms, tokens)
        case Filter():
            return []


def _phrase_spans(wanted: tuple[str, ...], tokens: list[Token]) -> list[tuple[int, int]]:
    size = len(wanted)
    terms = tuple(token.term for token in tokens)
    return [
        (tokens[at].start, tokens[at + size - 1].end)
        for at in range(len(terms) - size + 1)
        if terms[at : at + size] == wanted
    ]


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
