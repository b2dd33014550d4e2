"""When and where something was said, as English puts it after a verb."""

import re
from datetime import date, timedelta

PREPOSITIONS = set("in at on by during via through from before after outside over to with".split())
# What words are spoken in, at, on or by: the noun that heads the medium decides.
IN = set(
    "interview statement letter email e-mail speech release post tweet message memo report book "
    "testimony address article column essay video recording sermon call podcast lecture "
    "parliament court writing diary resolution verdict documentary sign-off filing".split()
)
AT = set(
    "conference rally briefing hearing meeting summit event ceremony debate funeral trial".split()
)
ON = set("television tv radio air stage show website platform".split())
BY = set("telephone phone fax text".split())
UNCOUNTED = set(
    "parliament court writing television tv radio air stage telephone phone fax text".split()
)
HEADS = IN | AT | ON | BY
# First words that lose a capital inside a sentence; any other capital is a name's.
COMMON_FIRST_WORDS = HEADS | set("press news written open public campaign joint leaked".split())
ARTICLES = ("the", "a", "an")
#: Where every noun has a capital, one word with a capital is no name.
CAPITAL_NOUNS = {"de", "lb"}
_LETTER = re.compile(r"[^\W\d_]")
_LATIN_LETTER = re.compile("[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")


def day_phrase(first: date | None, last: date | None) -> str:
    """Days as English puts them after a verb: on a day, in a month or year, between two days."""
    first, last = first or last, last or first
    if first is None or last is None:
        return ""
    if first == last:
        return f"on {_day(first)}"
    ends_month = (last + timedelta(days=1)).day == 1
    if first.day == 1 and ends_month and (first.year, first.month) == (last.year, last.month):
        return f"in {first:%B} {first.year}"
    if (first.day, first.month, last.day, last.month) == (1, 1, 31, 12) and first.year == last.year:
        return f"in {first.year}"
    return f"between {_shared_end(first, last)} and {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _shared_end(first: date, last: date) -> str:
    if first.year != last.year:
        return _day(first)
    return f"{first.day}" if first.month == last.month else f"{first.day} {first:%B}"


def is_foreign(medium: str, language: str) -> bool:
    """Whether a medium, from a source in this language, is in words that no English fits.

    It is then shown in those words, as a cue is. A name needs no English to be one.
    """
    if any(not _LATIN_LETTER.match(letter) for letter in _LETTER.findall(medium)):
        return True
    spoken = language.casefold().partition("-")[0]
    if spoken in ("", "en"):
        return False
    words = medium.split()
    known = HEADS | COMMON_FIRST_WORDS | PREPOSITIONS | set(ARTICLES)
    strange = [word for word in words if word.casefold() not in known]
    if spoken in CAPITAL_NOUNS and len(words) == 1:
        return bool(strange)
    return any(word[0].islower() for word in strange)


def medium_phrase(medium: str) -> str:
    """Where it was said: on Truth Social, at a press conference, in an interview with …

    A medium that brings its own preposition is left as it is; one that is no
    name and no known noun gets "via", which is never wrong.
    """
    words = medium.split()
    if not words or words[0].casefold() in PREPOSITIONS:
        return medium
    stop = next((n for n, word in enumerate(words) if word.casefold() in PREPOSITIONS), len(words))
    head = next((w for w in reversed(words[:stop]) if w.casefold() in HEADS), "")
    if not head or (stop > 1 and head[0].isupper()):
        return f"on {medium}" if words[0][0].isupper() else f"via {medium}"
    return " ".join([_preposition(head), *_article(words, head), _lowered(words[0]), *words[1:]])


def _preposition(head: str) -> str:
    head = head.casefold()
    return "in" if head in IN else "at" if head in AT else "on" if head in ON else "by"


def _article(words: list[str], head: str) -> list[str]:
    if words[0].casefold() in ARTICLES or head.casefold() in UNCOUNTED:
        return []
    return ["an" if words[0][0].casefold() in "aeiou" else "a"]


def _lowered(word: str) -> str:
    return word.lower() if word.casefold() in COMMON_FIRST_WORDS | set(ARTICLES) else word
