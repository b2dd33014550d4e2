"""Whom words were said to in public: reporters, a crowd. They heard it, and passed nothing on."""

import re

#: Nouns that head what a source calls an audience.
AUDIENCES = frozenset(
    "reporters journalists correspondents newsmen press media crowd crowds audience audiences "
    "congregation gathering rally spectators onlookers supporters followers fans protesters "
    "demonstrators marchers worshippers mourners parishioners viewers listeners readers "
    "delegates attendees lawmakers legislators senators deputies residents villagers voters "
    "constituents students graduates shareholders investors analysts workers employees staff "
    "troops soldiers everyone everybody people thousands hundreds dozens".split()
)
_PREPOSITION = re.compile(
    r"\s(?:at|in|on|by|of|from|outside|inside|near|during|after|before|who|that|gathered|"
    r"assembled|following|aboard|across|via|through|with)\s"
)
_MOST_WORDS = 5


def is_audience(named: str) -> bool:
    """Whether these words of a source are an audience: “reporters in Cairo”, “the crowd”.

    A name is none, nor is one person (“a reporter”) or an outlet.
    """
    words = _PREPOSITION.split(f"{named} ".casefold())[0].split()
    return 0 < len(words) <= _MOST_WORDS and words[-1].strip(",.") in AUDIENCES


def audience_after(text: str, end: int) -> int:
    """Where the audience named right after a cue ends (“told *reporters*”); else `end` itself."""
    found = end
    for word in list(re.finditer(r"[^\S\n]+(?:[^\W\d_]|[-’'])+", text[end : end + 80]))[
        :_MOST_WORDS
    ]:
        if word.start() != found - end:
            break
        found = end + word.end()
        if word.group().strip().casefold() in AUDIENCES:
            return found
    return end
