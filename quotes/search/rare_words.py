"""Published quotes that share a text's rarest words: where the same words may be.

An altered variant keeps most of its words, and the rarest of them single it out of all that
a speaker ever said. The quotes found are only candidates for a comparison.
"""

from collections.abc import Iterable
from math import log

from quotes.search.conditions import Condition, Lexeme, all_of, any_of, tokens
from quotes.search.documents import quote_id_of
from quotes.search.engines import engine
from quotes.text.analyser import Token, analyse

#: Words of the text that are looked up; the longest, which are seldom the common ones.
PROBED = 12
#: Rows read for the rarest words together. A word that alone is in more is not rare.
READ = 600


def quotes_sharing_words(
    text: str, language: str = "", *, speakers: Iterable[int] = (), probed: int = PROBED
) -> list[int]:
    """Ids of quotes that share the rarest words of the text, those that share most first.

    With `speakers`, only quotes that these have a part in. Asks at most `probed` + 1 queries,
    whatever the text and however large the record.
    """
    named = tokens("speaker", speakers) if (speakers := list(speakers)) else None
    rare = _rarest(_longest(analyse(text, language), probed), named)
    if not rare:
        return []
    condition = _with(any_of(_condition_of(token) for token in rare), named)
    shared: dict[int, float] = {}
    for key, stems in engine().candidates(condition, READ, "stems"):
        words = set(stems.split())
        shared[quote_id_of(key)] = sum(
            weight for token, weight in rare.items() if words & {token.stem, token.term}
        )
    return sorted(shared, key=lambda pk: (-shared[pk], -pk))


def _longest(found: list[Token], most: int) -> list[Token]:
    """One token for each stem, the longest first."""
    stems = {token.stem: token for token in reversed(found)}
    return sorted(stems.values(), key=lambda t: (-len(t.term), t.start))[:most]


def _rarest(probed: list[Token], named: Condition | None) -> dict[Token, float]:
    """Words with their weights, as many of the rarest as can be read together."""
    counts = {
        token: engine().count(_with(_condition_of(token), named), READ + 1) for token in probed
    }
    rare: dict[Token, float] = {}
    left = READ
    for token in sorted((t for t in counts if counts[t]), key=lambda t: (counts[t], t.start)):
        left -= counts[token]
        if left < 0:
            break
        rare[token] = log(2 * READ / counts[token])
    return rare


def _condition_of(token: Token) -> Condition:
    """The word in any of its English forms, or as it is where words aren't English."""
    return any_of([Lexeme(token.stem), Lexeme(token.term)])


def _with(condition: Condition, named: Condition | None) -> Condition:
    return all_of([condition, named]) if named else condition
