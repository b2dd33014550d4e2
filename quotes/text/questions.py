"""Natural questions: which words of a query are only the asking."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from quotes.text.analyser import fold
from quotes.text.question_words import GROUPS, LONGEST_SHORT, QUESTIONS, SHORT, SMALL

_PLACES = {"X": r"(?P<x>\S+(?: \S+){0,4}?)", "Y": r"(?P<y>\S.*)", "W": r"(?P<w>\S.*)"}


def kept_words(words: Sequence[str]) -> list[int]:
    """Places of the words that a question is about; all of them where it is none.

    A question of nothing but small words is searched for as it is.
    """
    folded = [fold(word) for word in words]
    for pattern in _patterns(len(words) <= LONGEST_SHORT):
        if match := pattern.fullmatch(" ".join(folded)):
            kept = list(_kept(match, folded))
            if any(folded[place] not in SMALL for place in kept):
                return kept
    return list(range(len(words)))


def _kept(match: re.Match[str], folded: Sequence[str]) -> Iterator[int]:
    """Places in X, Y and W without small words; a place that has no other keeps nothing."""
    text = match.string
    for name, (start, end) in ((name, match.span(name)) for name in match.groupdict()):
        if start >= 0:
            first = text.count(" ", 0, start)
            places = range(first, first + text.count(" ", start, end) + 1)
            yield from (n for n in places if name == "w" or folded[n] not in SMALL)


@lru_cache(maxsize=2)
def _patterns(short: bool) -> list[re.Pattern[str]]:
    lines = (QUESTIONS + (SHORT if short else "")).strip().splitlines()
    return [re.compile(_pattern(line)) for line in lines]


def _pattern(line: str) -> str:
    """A line of the list as a regular expression over folded words joined by spaces."""
    pattern = ""
    for part in line.split():
        maybe = part.startswith("(")
        words = GROUPS.get(part.strip("()"), part.strip("()"))
        choices = "|".join(re.escape(fold(word)) for word in words.split("/"))
        piece = _PLACES.get(part, f"(?:{choices})")
        pattern += f"(?:{piece} )?" if maybe else f"{piece} "
    return pattern.removesuffix(" ")


def left_out(words: Sequence[str], kept: Sequence[int]) -> str:
    """The words left out, as typed, with an ellipsis where others are between them."""
    shown: list[str] = []
    for place, word in enumerate(words):
        if place not in kept:
            shown.append(word)
        elif shown and shown[-1] != "…":
            shown.append("…")
    return " ".join(shown).removesuffix(" …")
