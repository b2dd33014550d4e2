"""A query as a plain condition on lexemes, which each engine writes in its own language."""

from collections.abc import Iterable
from dataclasses import dataclass

from quotes.search.documents import ALL
from quotes.text.query import Phrase, Prefix, Word


@dataclass(frozen=True)
class Lexeme:
    """One term of the index, exactly."""

    text: str


@dataclass(frozen=True)
class Sequence:
    """Terms that follow one another."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Beginning:
    """Any term with this beginning."""

    text: str


@dataclass(frozen=True)
class AllOf:
    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class AnyOf:
    """Any of the parts; of none, nothing."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Except:
    """Rows that meet the first condition and not the second."""

    kept: "Condition"
    left_out: "Condition"


Condition = Lexeme | Sequence | Beginning | AllOf | AnyOf | Except

EVERYTHING = Lexeme(ALL)
NOTHING = AnyOf(())


def all_of(parts: Iterable[Condition]) -> Condition:
    parts = tuple(dict.fromkeys(parts))
    return parts[0] if len(parts) == 1 else AllOf(parts)


def any_of(parts: Iterable[Condition]) -> Condition:
    parts = tuple(dict.fromkeys(part for part in parts if part != NOTHING))
    return parts[0] if len(parts) == 1 else AnyOf(parts)


def tokens(name: str, values: Iterable[object]) -> Condition:
    """Rows that carry any of these filter tokens."""
    return any_of(Lexeme(f"{name}_{value}") for value in values)


def condition_of_words(term: Word | Phrase | Prefix) -> Condition:
    """The condition that a word, phrase or prefix puts on a row's words."""
    match term:
        case Word():
            token = term.token
            # Words that aren't English are stored unstemmed.
            return any_of(map(Lexeme, (token.stem, token.term, *term.bare)))
        case Phrase():
            texts = tuple(f"={folded}" for folded in term.terms)
            written = Sequence(texts) if len(texts) > 1 else Lexeme(texts[0])
            return any_of([written, Lexeme(term.joined)]) if term.joined else written
        case Prefix():
            return Beginning(f"={term.term}")


def is_empty(condition: Condition) -> bool:
    """Whether no row can meet the condition."""
    match condition:
        case AnyOf(parts):
            return all(is_empty(part) for part in parts)
        case AllOf(parts):
            return any(is_empty(part) for part in parts)
        case Except(kept, _):
            return is_empty(kept)
    return False


def without_empty(condition: Condition) -> Condition:
    """The same condition without alternatives that no row can meet."""
    match condition:
        case AnyOf(parts):
            return any_of(without_empty(part) for part in parts if not is_empty(part))
        case AllOf(parts):
            return all_of(without_empty(part) for part in parts)
        case Except(kept, left_out):
            if is_empty(left_out):
                return without_empty(kept)
            return Except(without_empty(kept), without_empty(left_out))
    return condition


def without_order(condition: Condition) -> Condition:
    """A looser condition, in which the words of a phrase may be in any order."""
    match condition:
        case Sequence(texts):
            return all_of(map(Lexeme, texts))
        case AllOf(parts):
            return all_of(map(without_order, parts))
        case AnyOf(parts):
            return any_of(map(without_order, parts))
        case Except(kept, left_out) if without_order(left_out) != left_out:
            return without_order(kept)
        case Except(kept, left_out):
            return Except(without_order(kept), left_out)
    return condition
