"""What the form of a marked or proposed quote opens with: guesses that a person confirms."""

from quotes.text.extraction import Mention, Proposal
from quotes.text.quotation_marks import propose_kind
from sources.models import Capture

from .proposing import proposal_for, proposals_of
from .stretches import Stretch, key_of
from .suggesting import suggest

_SPEAKER_KINDS = {"person", "organisation", "group", "office"}


def guess(capture: Capture, marked: list[Stretch]) -> tuple[dict, list[dict]]:
    """Initial values for the quote and for each party, from what the text says around the words."""
    proposal = proposal_for(capture, marked)
    quote = {
        "segments": key_of(marked),
        "kind": propose_kind(capture.text, marked),
        "said_from": None,
    }
    if proposal is None:
        return quote, [_nearby(capture, marked)]
    if proposal.cue:
        quote["cue"] = _text(capture, proposal.cue)
    if proposal.medium:
        quote["medium"] = proposal.medium.text
    return quote, _parties(capture, proposal)


def _text(capture: Capture, span: Stretch) -> str:
    return capture.text[span[0] : span[1]]


def _parties(capture: Capture, proposal: Proposal) -> list[dict]:
    voice = _voice(capture, proposal)
    others = sorted((*proposal.capacities, *proposal.carriers), key=_carriers_last)
    return [voice, *(_party(capture, other.relation, other, proposal.sure) for other in others)]


def _carriers_last(party) -> bool:
    return party.relation not in ("on_behalf_of", "led_by")


def _voice(capture: Capture, proposal: Proposal) -> dict:
    mention = proposal.voice
    if mention is None:
        return {"relation": "voice"}
    given = _party(capture, "voice", mention, proposal.sure)
    if mention.unnamed:
        given["affiliation"] = _affiliation(given["as_named"])
        given["who"] = "unnamed" if proposal.sure else ""
    elif mention.kind == "document" and proposal.sure:
        given |= {"who": "document", "name": given["as_named"]}
    return given


def _party(capture: Capture, relation: str, mention, sure: bool) -> dict:
    """A party as the text names it; who it is only where the program is sure."""
    as_named = _text(capture, (mention.start, mention.end))
    unnamed = isinstance(mention, Mention) and mention.unnamed
    given = {"relation": relation, "as_named": as_named, "name": "" if unnamed else mention.name}
    kind = getattr(mention, "kind", "")
    if kind in _SPEAKER_KINDS:
        given["kind"] = kind
    who = _who(mention.name) if mention.name and not unnamed else ""
    if relation != "voice":
        # What the text itself says of a party that stood beside or passed it on is never wrong.
        given["who"] = who if who and (sure or who != "new") else "unnamed"
    elif sure:
        given["who"] = who
    return given


def _who(name: str) -> str:
    """The one speaker of just this name; a new one if nobody is like it; else left open."""
    found = suggest([name])
    same = [s for s in found if s.same]
    if len(same) == 1:
        return f"speaker:{same[0].speaker.pk}"
    return "" if found else "new"


def _affiliation(as_named: str) -> str:
    """The organisation whose name an unnamed voice's description holds: a Hamas source."""
    for word in as_named.split():
        if word[:1].isupper():
            same = [s for s in suggest([word]) if s.same and s.speaker.kind != "person"]
            if len(same) == 1:
                return same[0].speaker.name
    return ""


def _nearby(capture: Capture, marked: list[Stretch]) -> dict:
    """Words that no proposal covers: the voice of the nearest proposal is suggested, not chosen."""
    start = marked[0][0]
    near = [p for p in proposals_of(capture) if p.voice and abs(p.segments[0][0] - start) < 400]
    if not near:
        return {"relation": "voice"}
    best = min(near, key=lambda p: abs(p.segments[0][0] - start))
    return {"relation": "voice", "name": best.voice.name} if best.voice else {"relation": "voice"}
