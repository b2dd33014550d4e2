"""Who says it, as a list prints it: the names, and beside them in small type what else is known.

“A Hamas source” and “unnamed, told Channel 12”; “Hamas delegation” and “led by Khalil al-Hayya,
senior official”. Nothing is said of anybody that the record doesn't hold.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from quotes.text.attribution_sentence import (
    CAPACITIES,
    CARRIERS,
    VOICE,
    Attribution,
    merged,
    passed_on,
    plain,
)
from quotes.text.parties import (
    Party,
    Piece,
    in_words,
    interleaved,
    label,
    more_than_one,
    named,
    text,
)


class Byline(NamedTuple):
    """Who said it, and in what capacity and through whom; both as pieces, `notes` may be empty."""

    names: list[Piece]
    notes: list[Piece]


def byline(attribution: Attribution) -> Byline:
    """The voices by name, and everything else about them as notes."""
    voices = [party for party in attribution.parties if party.relation == VOICE]
    names = [_name(party, first=n == 0) for n, party in enumerate(voices)]
    several = len(voices) > 1
    notes = [note for party in voices for note in _notes(party, several)]
    notes += [[text("jointly")]] if several else []
    notes += [_capacity(party) for party in attribution.parties if party.relation in CAPACITIES]
    notes += [_hop(hop) for hop in passed_on(attribution)]
    if not names:
        names = [[text("Speaker undecided")]]
    return Byline(merged(_and(names)), merged(interleaved(notes, ", ")))


def _name(party: Party, first: bool) -> list[Piece]:
    """The name alone; whether somebody is unnamed, and of what, is among the notes."""
    counted = "" if party.as_named else party.how_many
    bare = replace(party, unnamed=False, affiliation="", how_many=counted, anonymity_reason="")
    return named(bare, starts=first)


def _notes(party: Party, several: bool) -> Iterable[list[Piece]]:
    """What a list says beside one name; beside several, whose it is."""
    found = [[label(party.role)]] if party.role else []
    found += _unnamed(party)
    if party.kind == "document":
        found.append([text("document")])
    if found and several:
        found[0] = [label(plain(_name(party, first=True))), text(": "), *found[0]]
    return found


def _unnamed(party: Party) -> Iterable[list[Piece]]:
    said = party.as_named.casefold()
    if party.as_named and party.is_unnamed:
        reason = party.anonymity_reason.rstrip(". ")
        given = [text(", reason given: "), label(reason)] if reason else []
        yield [text("unnamed"), *given]
    if said and more_than_one(party) and in_words(party.how_many) not in said:
        yield [label(in_words(party.how_many))]
    if party.affiliation and party.affiliation.casefold() not in said:
        yield [label(party.affiliation)]


def _capacity(party: Party) -> list[Piece]:
    role = [text(", "), label(party.role)] if party.role else []
    return [text(CAPACITIES[party.relation] + " "), *named(party), *role]


def _hop(hop: list[Party]) -> list[Piece]:
    relation = hop[0].relation
    verb = "told " if relation == "told" else CARRIERS[relation] + " "
    return [text(verb), *_and([named(party) for party in hop])]


def _and(phrases: list[list[Piece]]) -> list[Piece]:
    if len(phrases) < 2:
        return [piece for phrase in phrases for piece in phrase]
    return [*interleaved(phrases[:-1], ", "), text(" and "), *phrases[-1]]
