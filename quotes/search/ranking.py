"""Best match first, the same on both engines: they only fetch, this decides.

A quote scores for each word as typed, for words close together in the order typed, and
for being short; of equals, the newest comes first.
"""

from collections.abc import Iterable
from itertools import pairwise
from math import sqrt

from quotes.text.query import Phrase, Prefix, Query, Word


def best_first(rows: Iterable[tuple[int, str]], query: Query) -> list[int]:
    """Keys of the rows (key, terms), the best match first."""
    words = [term for term in query.terms() if isinstance(term, Word | Phrase | Prefix)]
    typed = [f"={term}" for word in words for term in _folded(word)]
    scored = sorted(((_score(terms.split(), typed), key) for key, terms in rows), reverse=True)
    return [key for _, key in scored]


def _folded(word: Word | Phrase | Prefix) -> tuple[str, ...]:
    match word:
        case Word():
            return (word.token.term,)
        case Phrase():
            return word.terms
        case Prefix():
            return (word.term,)


def _score(terms: list[str], typed: list[str]) -> float:
    places = {term: place for place, term in reversed(list(enumerate(terms)))}
    existing = [places[term] for term in typed if term in places]
    in_order = sum(0 < after - before <= 2 for before, after in pairwise(existing))
    return round((1 + len(existing) + in_order) / sqrt(10 + len(terms)), 6)
