"""Suggestions for a quote's form: values read from the text, and speakers a name may mean."""

from collections.abc import Iterable
from dataclasses import dataclass

from quotes.models import NameKey, Speaker
from quotes.text.audiences import audience_after
from quotes.text.extraction import Mention, Proposal
from quotes.text.names import SAME, name_keys, similarity
from quotes.text.quotation_marks import propose_kind
from sources.models import Capture

from .proposals import proposal_for, proposals_of
from .spans import Span, spans_key

_SPEAKER_KINDS = {"person", "organisation", "group", "office"}


def initial_values(capture: Capture, marked: list[Span]) -> tuple[dict, list[dict]]:
    """Initial values for the quote and each party, read from the text around the words."""
    proposal = proposal_for(capture, marked)
    quote = {
        "segments": spans_key(marked),
        "kind": propose_kind(capture.text, marked),
        "said_from": None,
    }
    if proposal is None:
        return quote, [_nearby(capture, marked)]
    if proposal.cue:
        start, end = proposal.cue
        # An audience right after the cue belongs to it: it passed nothing on.
        quote["cue"] = capture.text[start : audience_after(capture.text, end)]
    if proposal.medium:
        quote["medium"] = proposal.medium.text
    return quote, _parties(capture, proposal)


def _text(capture: Capture, span: Span) -> str:
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
        # Other parties can always be kept as the text names them.
        own_words = "unnamed" if unnamed else "text"
        given["who"] = who if who and (sure or who != "new") else own_words
    elif sure:
        given["who"] = who
    return given


def _who(name: str) -> str:
    """The only speaker of this name; “new” if none is similar; else undecided."""
    found = suggest_speakers([name])
    same = [s for s in found if s.same]
    if len(same) == 1:
        return f"speaker:{same[0].speaker.pk}"
    return "" if found else "new"


def _affiliation(as_named: str) -> str:
    """The organisation named in an unnamed speaker's description, as in “a Hamas source”."""
    for word in as_named.split():
        if word[:1].isupper():
            same = [s for s in suggest_speakers([word]) if s.same and s.speaker.kind != "person"]
            if len(same) == 1:
                return same[0].speaker.name
    return ""


def _nearby(capture: Capture, marked: list[Span]) -> dict:
    """For words without a proposal: the nearest proposal's speaker, suggested but not chosen."""
    start = marked[0][0]
    near = [p for p in proposals_of(capture) if p.voice and abs(p.segments[0][0] - start) < 400]
    if not near:
        return {"relation": "voice"}
    best = min(near, key=lambda p: abs(p.segments[0][0] - start))
    return {"relation": "voice", "name": best.voice.name} if best.voice else {"relation": "voice"}


MOST = 6
#: No name in the record is longer, and comparing whole stories would take minutes.
LONGEST = 200
_IDENTICAL = 0.99
_LOOKED_AT = 500


@dataclass(frozen=True)
class Suggestion:
    """A speaker and why they are suggested; `score` is from 0 to 1."""

    speaker: Speaker
    reason: str
    score: float = 0.0

    @property
    def same(self) -> bool:
        return self.score >= _IDENTICAL


def suggest_speakers(names: Iterable[str], capture: Capture | None = None) -> list[Suggestion]:
    """Speakers that any of these names may mean, likeliest first."""
    names = [name[:LONGEST] for name in names if name.strip()]
    ranked = sorted(_alike(names), key=lambda s: (-s.score, s.speaker.name))
    if capture is not None:
        known = {s.speaker.pk for s in ranked}
        ranked += [s for s in quoted_here(capture) if s.speaker.pk not in known]
    return ranked[:MOST]


def quoted_here(capture: Capture) -> list[Suggestion]:
    """Speakers named in other quotes from this text, drafts included."""
    speakers = Speaker.objects.unmerged().filter(attributions__quote__capture=capture)
    return [Suggestion(s, "Already named in this text") for s in speakers.distinct()[:MOST]]


def _alike(names: list[str]) -> list[Suggestion]:
    keys = {key for name in names for key in name_keys(name)}
    rows = NameKey.objects.filter(key__in=keys).values_list("speaker", flat=True)[:_LOOKED_AT]
    speakers = Speaker.objects.filter(pk__in=set(rows)).prefetch_related("names")
    found: dict[int, Suggestion] = {}
    for speaker in speakers:
        suggestion = _compared(names, speaker)
        best = found.get(suggestion.speaker.pk)
        if suggestion.score >= SAME and (not best or best.score < suggestion.score):
            found[suggestion.speaker.pk] = suggestion
    return list(found.values())


def _compared(names: list[str], speaker: Speaker) -> Suggestion:
    """The speaker as a suggestion, for the most similar pair of names."""
    known = [speaker.name, *(other.name for other in speaker.names.all())]
    score, given, name = max(
        (similarity(given, name), given, name) for given in names for name in known
    )
    return Suggestion(speaker.canonical(), _reason(given, name, speaker, score), score)


def _reason(given: str, name: str, speaker: Speaker, score: float) -> str:
    if speaker.merged_into_id:
        return f"Merged from {speaker.name}"
    if score < _IDENTICAL:
        return "Part of the name, or another spelling" if name == speaker.name else f"Also {name}"
    return "Same name" if name == speaker.name else f"Also known as {name}"
