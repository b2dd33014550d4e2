"""Transcripts inside a text: paragraphs that begin with a name and a colon.

WARD: Will you resign?
HOLM: No.
"""

import re

from quotes.text.extraction.proposals import Mention, Proposal

_LINE = re.compile(
    r"^[ \t]*(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,3})(?: \([^()\n]{1,40}\))?:[ \t]+"
    r"(?P<words>[^\n“\"]{2,})$",
    re.MULTILINE,
)
_NOT_NAMES = frozenset(
    "NOTE UPDATE WATCH READ MORE RELATED PHOTO VIDEO SOURCE ABSTRACT CORRECTION WASHINGTON "
    "HEADLINE BYLINE SECTION LENGTH DATELINE PHOTOS GRAPHIC LOCATION TITLE SUBJECT".split()
)


def read_transcript(text: str) -> list[Proposal]:
    """The turns of a dialogue, where at least two voices take turns in lines of their own."""
    turns = [m for m in _LINE.finditer(text) if m["name"].split()[0] not in _NOT_NAMES]
    if len(turns) < 2 or len({turn["name"] for turn in turns}) < 2:
        return []
    return [_turn(turn) for turn in turns]


def _turn(turn: re.Match[str]) -> Proposal:
    start = turn.start("words")
    end = start + len(turn["words"].rstrip())
    voice = Mention(turn.start("name"), turn.end("name"), turn["name"], False, "person")
    return Proposal(((start, end),), "direct", None, voice, why="transcript")
