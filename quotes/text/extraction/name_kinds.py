"""What a run of capitalised words is by itself: a person, a body, a place; and a name's gender."""

from quotes.text.extraction.lexicon.people import (
    BODY_WORDS,
    EPICENE,
    FEMALE_NAMES,
    MALE_NAMES,
    PLACE_OPENERS,
    PLACES,
)
from quotes.text.extraction.lexicon.words import MEDIA

_MEDIA = frozenset(medium.lower() for medium in MEDIA)


def gender_of(first: str) -> str:
    """A given name's gender where it has one: m, f, or empty."""
    first = first.split("-")[0]
    if first in EPICENE:
        return ""
    male, female = first in MALE_NAMES, first in FEMALE_NAMES
    return "" if male == female else "m" if male else "f"


def kind_of(words: list[str], titles: set[str], only_title: bool) -> str:
    """person, body, place, title or unknown, by the words of a name and the titles before it."""
    if only_title and len(words) == 1:
        return "title"
    given = words[0] in MALE_NAMES or words[0] in FEMALE_NAMES or words[0] in EPICENE
    if (
        " ".join(words) in _MEDIA
        or words[-1] in BODY_WORDS
        or (not given and any(w in BODY_WORDS for w in words))
    ):
        return "body"
    if all(w in PLACES or w in ("new", "los", "san", "las", "north", "south") for w in words):
        return "place"
    if len(words) > 1 and words[0] in PLACE_OPENERS:
        return "place"
    if any(w[0].isdigit() for w in words):
        return "body"
    if given and len(words) > 1:
        return "person"
    if titles - {"former", "u.s", "us", "american", "first", "state", "house", "senate"}:
        return "person"
    if 1 < len(words) < 5 and words[0] not in ("the", "new", "united", "national", "american"):
        return "unknown" if any(w in PLACES for w in words) else "person"
    return "unknown"


def same_first(a: str, b: str) -> bool:
    """Whether two given names may be one person’s: Tom and Thomas begin alike."""
    if a == b or not a or not b:
        return True
    short, long = sorted((a, b), key=len)
    return long.startswith(short)
