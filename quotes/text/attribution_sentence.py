"""The attribution sentence: who said it, how, and through whom it reached us.

A quote's attribution is an ordered list of parties. This module turns it into
a sentence that reads as English, and into a short chain for lists, from the
parties' relations alone. The source's cue ("added", "According to") is shown
in quotation marks exactly as it is there: it is never inflected, and no
verb of ours takes its place.

Both forms are lists of pieces, so that a page can link each name and isolate
its direction; `in_line` joins them for titles, feeds and citations, `plain` as data.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from quotes.text.circumstances import is_foreign, medium_phrase
from quotes.text.direction import isolated
from quotes.text.parties import Party, Piece, interleaved, label, named, text

VOICE = "voice"
CAPACITIES = {"on_behalf_of": "on behalf of", "led_by": "led by"}
CARRIERS = {
    "told": "told to",
    "recalled_by": "recalled by",
    "obtained_by": "obtained by",
    "issued_by": "issued by",
    "posted_by": "posted by",
    "read_out_by": "read out by",
    "translated_by": "translated by",
    "transcribed_by": "transcribed by",
    "reported_by": "reported by",
}
RELATIONS = frozenset({VOICE, *CAPACITIES, *CARRIERS})

#: After what the source itself doesn't say.
FROM_EVIDENCE = " (known from evidence)"
TELLING_CUES = {"told", "tells", "telling", "has told", "had told", "tell"}
# Cues that English puts before the voice they introduce.
LEADING_CUES = {"according to", "per", "as per", "in the words of", "in the view of"}


@dataclass(frozen=True)
class Attribution:
    """What the sentence is built from; `day` is a phrase as `circumstances.day_phrase` gives it."""

    parties: tuple[Party, ...] = ()
    cue: str = ""
    medium: str = ""
    medium_from_evidence: bool = False
    """The source doesn't name it; a post or recording linked as evidence shows it."""
    language: str = ""
    """The source's, which a medium may be named in."""
    published_by: str = ""
    day: str = ""


def plain(pieces: Iterable[Piece]) -> str:
    """The pieces as one string, as data has it."""
    return "".join(piece.text for piece in pieces)


def in_line(pieces: Iterable[Piece], clean: Callable[[str], str]) -> str:
    """The pieces as one line to be read, each in its own direction.

    `clean` takes out of a text what would change the direction of the words around it.
    """
    cleaned = ((piece.kind, clean(piece.text)) for piece in pieces)
    return "".join(words if kind == "text" else isolated(words) for kind, words in cleaned)


def sentence(attribution: Attribution) -> list[Piece]:
    """The attribution as one English sentence, with a second for a reason of anonymity.

    Raises ValueError for a relation the record does not know.
    """
    _check(attribution.parties)
    cue, carriers = attribution.cue, _carriers(attribution)
    leads = cue.casefold() in LEADING_CUES
    head = _opening_cue(cue) if leads else []
    head += _voices(attribution, starts=not leads)
    object_of_cue = _addressees(attribution)
    tail = _listed(
        [
            _circumstances(attribution, object_of_cue),
            _carried(carriers[len(object_of_cue) :]),
            _published(attribution),
        ]
    )
    if tail[:1] and tail[0].text.startswith("published by"):
        tail.insert(0, text("as "))
    return merged(
        [
            *head,
            *_joint_cue(attribution, leads, tail),
            *tail,
            *_stop(tail or head),
            *_reasons(attribution),
        ]
    )


def chain(attribution: Attribution) -> list[list[Piece]]:
    """The short form for lists: a first step with voice and cue, then a step per carrier.

    Raises ValueError for a relation the record does not know.
    """
    _check(attribution.parties)
    steps = [_voices(attribution, starts=True)]
    direct = _addressees(attribution)
    if direct:
        steps.append([*_quoted(attribution.cue), text(" "), *_joined(direct, _and)])
    elif attribution.cue:
        steps[0] += [text(" — "), *_quoted(attribution.cue), *_audience_words(attribution)]
    for hop in _hops(_carriers(attribution)[len(direct) :]):
        relation = hop[0].relation
        verb = "told " if relation == "told" else CARRIERS[relation] + " "
        steps.append([text(verb), *_joined(hop, _and)])
    return [merged(step) for step in steps]


def chain_text(attribution: Attribution, reported_in: str = "") -> str:
    """The chain as one string, ending in the article that reports it when given."""
    steps = [plain(step) for step in chain(attribution)]
    if reported_in:
        steps.append(f"reported in {reported_in}")
    return " → ".join(steps)


def _check(parties: Iterable[Party]) -> None:
    for party in parties:
        if party.relation not in RELATIONS:
            raise ValueError(f"“{party.relation}” is not a relation of an attribution.")


def _quoted(cue: str) -> list[Piece]:
    return [text("“"), Piece("cue", cue), text("”")]


def _opening_cue(cue: str) -> list[Piece]:
    return [*_quoted(cue), text(" ")]


def _joint_cue(attribution: Attribution, leads: bool, tail: list[Piece]) -> list[Piece]:
    """The cue between dashes, or the comma that joins voice and circumstances without it."""
    if not attribution.cue or leads:
        return [text(", ")] if tail else []
    heard = _audience_words(attribution)
    return [text(" — "), *_quoted(attribution.cue), *heard, text(" — " if tail else "")]


def _audience_words(attribution: Attribution) -> list[Piece]:
    """Whom “told” was said to, as its object: “told” reporters. Nobody whom words came through."""
    heard = [party.as_named for party in attribution.parties if party.is_audience]
    if not heard or attribution.cue.casefold() not in TELLING_CUES:
        return []
    return [text(" "), label(f"{heard[0][:1].lower()}{heard[0][1:]}")]


def passed_on(attribution: Attribution) -> list[list[Party]]:
    """Those who passed it on, hop by hop, from the voice outward."""
    return _hops(_carriers(attribution))


def _carriers(attribution: Attribution) -> list[Party]:
    """Those who passed it on. Whoever only heard it, as reporters do, isn't among them."""
    return [
        party
        for party in attribution.parties
        if party.relation in CARRIERS and not party.is_audience
    ]


def _hops(carriers: Iterable[Party]) -> list[list[Party]]:
    """The carriers hop by hop: those of one relation together, unless one had it from another."""
    hops: list[list[Party]] = []
    for party in carriers:
        if hops and hops[-1][0].relation == party.relation and not party.in_turn:
            hops[-1].append(party)
        else:
            hops.append([party])
    return hops


def _addressees(attribution: Attribution) -> list[Party]:
    """The parties that are the object of the cue itself: “told” Channel 12."""
    if attribution.cue.casefold() not in TELLING_CUES or _audience_words(attribution):
        return []
    first = _hops(_carriers(attribution))[:1]
    return first[0] if first and first[0][0].relation == "told" else []


def _voices(attribution: Attribution, starts: bool) -> list[Piece]:
    """The voices with their roles and capacities; jointly when there are several."""
    phrases: list[list[Piece]] = []
    leading: list[Piece] = []
    for party in attribution.parties:
        if party.relation == VOICE:
            phrases.append(named(party, starts and not phrases) + _role(party))
        elif party.relation in CAPACITIES:
            (phrases[-1] if phrases else leading).extend(_capacity(party))
    if not phrases:
        return [text("Speaker undecided" if starts else "a speaker undecided"), *leading]
    joint = [text(", jointly")] if len(phrases) > 1 else []
    return _and([[*phrases[0], *leading], *phrases[1:]]) + joint


def _role(party: Party) -> list[Piece]:
    return [text(", "), label(party.role)] if party.role else []


def _capacity(party: Party) -> list[Piece]:
    return [text(f", {CAPACITIES[party.relation]} "), *named(party), *_role(party)]


def _circumstances(attribution: Attribution, object_of_cue: list[Party]) -> list[Piece]:
    parts = [_joined(object_of_cue, _and)] if object_of_cue else []
    parts += [_medium(attribution), [text(attribution.day)] if attribution.day else []]
    return _spaced([part for part in parts if part])


def _medium(attribution: Attribution) -> list[Piece]:
    """Where it was said; in the source's own words, marked as such, where English has none."""
    medium = attribution.medium
    if not medium:
        return []
    proved = attribution.medium_from_evidence
    known = [text(FROM_EVIDENCE)] if proved else []
    if is_foreign(medium, "" if proved else attribution.language):
        return [text("“"), Piece("medium", medium), text("”"), *known]
    return [text(medium_phrase(medium)), *known]


def _carried(carriers: list[Party]) -> list[Piece]:
    """Every hop after the voice, outward, as participles: as told to A, then reported by B."""
    hops = [[text(CARRIERS[hop[0].relation] + " "), *_joined(hop, _and)] for hop in _hops(carriers)]
    return [text("as "), *interleaved(hops, ", then ")] if hops else []


def _published(attribution: Attribution) -> list[Piece]:
    """The outlet, unless the sentence has named it already."""
    outlet = attribution.published_by
    named = {party.name for party in attribution.parties} | {attribution.medium}
    return [text("published by "), label(outlet)] if outlet and outlet not in named else []


def _reasons(attribution: Attribution) -> list[Piece]:
    reasons = [party.anonymity_reason.rstrip(". ") for party in attribution.parties]
    reasons = list(dict.fromkeys(filter(None, reasons)))
    given = interleaved([[label(reason)] for reason in reasons], "; ")
    return [text(" Reason given for anonymity: "), *given, text(".")] if reasons else []


def _joined(parties: list[Party], join: Callable[[list[list[Piece]]], list[Piece]]) -> list[Piece]:
    return join([named(party) + _role(party) for party in parties])


def _and(phrases: list[list[Piece]]) -> list[Piece]:
    """A, B and C; with semicolons once a phrase has commas of its own."""
    if len(phrases) == 1:
        return phrases[0]
    commas = any(
        "," in piece.text
        for phrase in phrases
        for piece in phrase
        if piece.kind in ("text", "label")
    )
    between, last = (
        ("; ", ", and " if len(phrases) == 2 else "; and ") if commas else (", ", " and ")
    )
    return [*interleaved(phrases[:-1], between), text(last), *phrases[-1]]


def _spaced(phrases: list[list[Piece]]) -> list[Piece]:
    return interleaved(phrases, " ")


def _listed(phrases: list[list[Piece]]) -> list[Piece]:
    return interleaved([phrase for phrase in phrases if phrase], ", ")


def _stop(pieces: list[Piece]) -> list[Piece]:
    """A full stop, unless the sentence ends in one (Jr., Inc.)."""
    return [] if plain(pieces).endswith((".", "。", "؟", "?", "!")) else [text(".")]


def merged(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with neighbouring ones of our own text joined and empty ones dropped."""
    result: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if result and piece.kind == result[-1].kind == "text":
            result[-1] = text(result[-1].text + piece.text)
        else:
            result.append(piece)
    return result
