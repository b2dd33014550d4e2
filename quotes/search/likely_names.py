"""Which sound-alikes of a typed word may be suggested: a guess is only made where it can be a name."""

from typing import Protocol, TypeVar

from rapidfuzz.distance import Indel

from quotes.models import Speaker
from quotes.models.name_keys import names_of
from quotes.text.names import name_words
from quotes.text.phonetics import skeletons


class Named(Protocol):
    """A speaker suggested, and the role by which."""

    @property
    def speaker(self) -> Speaker: ...
    @property
    def role(self) -> str: ...


AnyNamed = TypeVar("AnyNamed", bound=Named)

#: So many consonants alike are no chance: “gun” and Cohen share two.
TELLING = 3
#: Share of letters that spellings in one alphabet keep, if few consonants say that they are one.
LEAST_ALIKE, LEAST_ALIKE_SHORT = 0.55, 0.7


def that_may_be_meant(typed: str, suggestions: list[AnyNamed]) -> list[AnyNamed]:
    """Those of the speakers one of whose names the typed words can be a spelling of, or whose title."""
    names: dict[int, list[str]] = {}
    for pk, name in names_of([one.speaker.pk for one in suggestions]):
        names.setdefault(pk, []).append(name)
    return [
        one
        for one in suggestions
        if one.role
        or any(_can_be(typed, name) for name in names.get(one.speaker.pk, [one.speaker.name]))
    ]


def _can_be(typed: str, name: str) -> bool:
    """Whether each typed word is like some word of the name."""
    named = name_words(name)
    as_name = typed[:1] != typed[:1].lower() or typed[:1].lower() == typed[:1].upper()
    return bool(named) and all(
        any(_alike(word, other, as_name) for other in named) for word in name_words(typed)
    )


def _alike(word: str, other: str, as_name: bool) -> bool:
    """Letters decide in one alphabet; between two, consonants, or a capital as names have it."""
    sounds = max(map(len, skeletons(word)), default=0)
    kept = Indel.normalized_similarity(word, other)
    if word.isascii() and other.isascii():
        return kept >= (LEAST_ALIKE if sounds >= TELLING else LEAST_ALIKE_SHORT)
    return as_name or sounds >= TELLING or kept >= LEAST_ALIKE_SHORT
