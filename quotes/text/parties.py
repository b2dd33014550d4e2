"""A party of an attribution, and what a sentence calls it.

A party in the record goes by its name, with the article its source gives it; any other
by the source's own words for it. That it is unnamed is said only where the record has it.
"""

from collections.abc import Hashable
from dataclasses import dataclass

from quotes.text.audiences import is_audience
from quotes.text.direction import isolated

ARTICLES = ("the ", "a ", "an ")
DETERMINERS = (
    "a an the one two three four five six seven eight nine ten some several many "
    "another both other most few unnamed"
).split()
NUMBERS = "zero one two three four five six seven eight nine ten".split()
UNNAMED_NOUNS = {
    "person": ("person", "people"),
    "organisation": ("organisation", "organisations"),
    "group": ("group", "groups"),
    "office": ("office", "offices"),
    "": ("source", "sources"),
}


@dataclass(frozen=True)
class Party:
    """Somebody, or some document, that words came from or passed through.

    `name` is the speaker's name or the document's title, empty while it isn't linked;
    `as_named` is what the source calls it; `role` the title attested on that
    day; `ref` whatever the caller needs to link it. `unnamed` says that the source
    withholds the name; `in_turn` that it had the words from the party before.
    """

    relation: str
    name: str = ""
    as_named: str = ""
    kind: str = ""
    role: str = ""
    affiliation: str = ""
    how_many: str = ""
    anonymity_reason: str = ""
    ref: Hashable = None
    unnamed: bool = False
    in_turn: bool = False

    @property
    def is_unnamed(self) -> bool:
        """Whether the source withholds the name; a number, a body or a reason says so, too."""
        return bool(self.unnamed or self.affiliation or self.how_many or self.anonymity_reason)

    @property
    def is_audience(self) -> bool:
        """Whether they only heard it: reporters, a crowd. A party in the record is never one."""
        return self.relation == "told" and not self.name and is_audience(self.as_named)


@dataclass(frozen=True)
class Piece:
    """A piece of a sentence: our text, a party's name, the source's cue, a label of others'."""

    kind: str
    text: str
    party: Party | None = None


def text(words: str) -> Piece:
    """A piece of our own words."""
    return Piece("text", words)


def label(words: str) -> Piece:
    """A title, an outlet or other words of somebody else's, inside a sentence of ours."""
    return text(words) if isolated(words) == words else Piece("label", words)


def named(party: Party, starts: bool = False) -> list[Piece]:
    """A party's name, with the article its source gives it, or what the source calls it."""
    if not party.name:
        return _as_named(party, starts)
    article = next(
        (a for a in ARTICLES if party.as_named.casefold() == a + party.name.casefold()), ""
    )
    return [text(capital(article) if starts else article), Piece("party", party.name, party)]


def _as_named(party: Party, starts: bool) -> list[Piece]:
    words = party.as_named or _stand_in(party)
    words = capital(words) if starts else _mid_sentence(words)
    said = party.as_named.casefold()
    notes = ["unnamed"] if party.as_named and party.is_unnamed else []
    if party.as_named and more_than_one(party) and in_words(party.how_many) not in said:
        notes.insert(0, in_words(party.how_many))
    if party.affiliation and party.affiliation.casefold() not in said:
        notes.append(party.affiliation)
    in_brackets = interleaved([[label(note)] for note in notes], ", ")
    bracketed = [text(" ("), *in_brackets, text(")")] if notes else []
    return [Piece("party", words, party), *bracketed]


def interleaved(phrases: list[list[Piece]], between: str) -> list[Piece]:
    pieces: list[Piece] = []
    for phrase in phrases:
        pieces += [text(between), *phrase] if pieces else phrase
    return pieces


def _stand_in(party: Party) -> str:
    """What to call a party for which the source has no words at all."""
    if party.kind == "document":
        return "an untitled document"
    one, many = UNNAMED_NOUNS.get(party.kind, UNNAMED_NOUNS[""])
    if more_than_one(party):
        return f"{in_words(party.how_many)} unnamed {many}"
    return f"an unnamed {one}"


def more_than_one(party: Party) -> bool:
    return in_words(party.how_many) not in ("", "one")


def in_words(how_many: str) -> str:
    how_many = how_many.strip().casefold()
    if how_many.isdecimal() and how_many.isascii() and int(how_many[:4]) <= 10:
        return NUMBERS[int(how_many)]
    return how_many


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _mid_sentence(words: str) -> str:
    """The capital of a sentence's first word comes off inside another sentence."""
    first, _, _ = words.partition(" ")
    return words[:1].lower() + words[1:] if first.casefold() in DETERMINERS else words
