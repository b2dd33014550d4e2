"""Words one typing mistake away that published quotes contain.

They are looked up in the index itself, so that a word of a draft or of a withdrawn quote is
never suggested. The mistakes are Damerau's: a letter too many, missing, wrong, or two swapped.
"""

from collections import Counter

from quotes.search.conditions import AnyOf, Lexeme
from quotes.search.engines import engine
from quotes.text.query import Clause, Word

LETTERS = "abcdefghijklmnopqrstuvwxyz"
LOOKED_AT = 200
SHORTEST = 4


def corrected(clause: Clause) -> Clause | None:
    """The clause with its word spelt as quotes spell it; None where there is no such word."""
    word = clause.terms[0]
    if clause.excluded or len(clause.terms) > 1 or not isinstance(word, Word):
        return None
    near = slips(word.token.term)
    if not near:
        return None
    existing: Counter[str] = Counter()
    requested = AnyOf(tuple(Lexeme(f"={slip}") for slip in sorted(near)))
    for _, terms in engine().candidates(requested, LOOKED_AT, "terms"):
        existing.update(near & {term[1:] for term in terms.split()})
    best = min(existing, key=lambda term: (-existing[term], term), default=None)
    return Clause((Word(best),)) if best else None


def slips(word: str) -> set[str]:
    """All words one slip away from a plain Latin word of at least four letters."""
    if len(word) < SHORTEST or not (word.isascii() and word.isalpha()):
        return set()
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {before + after[1:] for before, after in cuts if after}
    found |= {before + letter + after for before, after in cuts for letter in LETTERS}
    found |= {before + letter + after[1:] for before, after in cuts if after for letter in LETTERS}
    found |= {b + a[1] + a[0] + a[2:] for b, a in cuts if len(a) > 1}
    return found - {word}
