"""The chain of a quote, from the mouth to its page: who, how, through whom, and what is seen of it.

A hop is seen where somebody in the newsroom has its words before them. How far back that goes is
what a reader wants to know; nothing is taken for seen because the hop after it says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from quotes.attribution import attribution_of
from quotes.models import Attribution, Evidence, Match, Quote
from quotes.public.presentation.evidence import Comparison
from quotes.public.presentation.urls import source_url
from quotes.text.attribution_sentence import CARRIERS, VOICE, passed_on
from quotes.text.attribution_sentence import Attribution as Voices
from quotes.text.byline import byline
from quotes.text.circumstances import day_phrase
from quotes.text.parties import Party, Piece, text
from quotes.text.standing_facts import PROVED
from sources.models import Capture, Source

Method = Capture.Method
#: What was seen of a source, by how its text was obtained: what comes first is set apart.
SEEN = {
    Method.OWN_FETCH: ("Seen:", "the page, fetched by the newsroom on {day}"),
    Method.THIRD_PARTY_ARCHIVE: ("Seen", "in an archived copy, not on the live page"),
    Method.PASTED: ("Seen:", "the text, pasted in by the newsroom on {day}"),
    Method.SCREENSHOT: ("Seen", "in a screenshot, transcribed by {by}"),
    Method.AUTOMATIC_CAPTIONS: ("Seen", "in automatic captions"),
    Method.OFFICIAL_TRANSCRIPT: ("Seen", "in the official transcript"),
    Method.HEARD: ("Heard", "by {by}"),
}
#: How words came into an original, by its kind.
INTO = {
    Source.Kind.POST: "posted",
    Source.Kind.VIDEO: "said in",
    Source.Kind.AUDIO: "said in",
    Source.Kind.TRANSCRIPT: "said in",
    Source.Kind.STATEMENT: "stated in",
}
#: A verdict that takes the words from the person whose they were said to be.
NOT_THEIRS = ("fabricated", "misattributed")


@dataclass(frozen=True)
class Hop:
    """One step: who, what they are, what is seen of it (a word set apart, and the rest), how it went on."""

    who: tuple[Piece, ...]
    what: tuple[Piece, ...]
    seen: tuple[str, str]
    is_seen: bool = False
    how: str = ""
    differs: bool = False


def chain_of(quote: Quote, comparisons: Sequence[Comparison]) -> list[Hop]:
    """The hops, from the voice outward to the source that the quote was found in."""
    original = original_of(comparisons)
    carried = _carried(quote)
    hops = [_voice(quote, original)]
    if original is not None:
        hops.append(_original(original))
    hops += [_carrier(hop, comparisons) for hop in carried]
    verbs = [_verb(hop) for hop in carried]
    if original is not None:
        verbs.insert(0, INTO.get(original.source.kind, "said in"))
    verbs.append(_into_its_source(quote, original, bool(carried)))
    went_on = [replace(hop, how=verb) for hop, verb in zip(hops, verbs, strict=True)]
    return [*went_on, _its_source(quote)]


def original_of(comparisons: Iterable[Comparison]) -> Comparison | None:
    """The primary source of what was said; a recording before its transcript."""
    shown = [one for one in comparisons if one.is_original]
    heard = [one for one in shown if one.is_recording]
    return next(iter(heard or shown), None)


def _carried(quote: Quote) -> list[list[Party]]:
    """Who passed it on, hop by hop, but for the outlet whose own article it is."""
    hops = passed_on(attribution_of(quote))
    outlet = quote.capture.source.publisher_id
    return [hop for hop in hops if not outlet or all(_outlet(one) != outlet for one in hop)]


def _outlet(party: Party) -> int | None:
    row = party.ref
    speaker = row.speaker if isinstance(row, Attribution) and row.speaker_id else None
    return speaker.publisher_id if speaker else None


def _voice(quote: Quote, original: Comparison | None) -> Hop:
    said = byline(replace(attribution_of(quote), parties=_mouth(quote)))
    notes = [*said.notes, *_no_reason(quote)]
    return Hop(tuple(said.names), tuple(notes), *_heard(quote, original))


def _mouth(quote: Quote) -> tuple[Party, ...]:
    parties = attribution_of(quote).parties
    return tuple(party for party in parties if party.relation not in CARRIERS)


def _no_reason(quote: Quote) -> Iterable[Piece]:
    unnamed = [a for a in quote.attributions.all() if a.is_voice and a.is_unnamed]
    if unnamed and not any(a.anonymity_reason for a in unnamed):
        noun = quote.capture.source.get_kind_display().lower()
        yield text(f"; the {noun} gives no reason")


def _heard(quote: Quote, original: Comparison | None) -> tuple[tuple[str, str], bool]:
    """What is seen of the saying itself."""
    if quote.standing.code in NOT_THEIRS:
        return ("Not seen:", "these aren’t the words of the person named"), False
    if quote.first_hand:
        return _account(quote.capture.source), True
    if original is None:
        unnamed = any(a.is_voice and a.is_unnamed for a in quote.attributions.all())
        if unnamed:
            return ("Not known", "to us"), False
        return ("Not seen:", "no original of the words has been compared"), False
    if _lacks(original):
        return ("Not seen:", "the words aren’t in the original"), False
    return _account(original.source), True


def _account(source: Source) -> tuple[str, str]:
    noun = source.get_kind_display().lower()
    if source.kind in (Source.Kind.VIDEO, Source.Kind.AUDIO):
        return "Heard", f"in the {noun}"
    if source.account:
        return "Seen:", f"the account {source.account}"
    return "Seen:", f"in the {noun} itself"


def _lacks(original: Comparison) -> bool:
    verdicts = [span.verdict for span in original.spans]
    return bool(verdicts) and all(verdict == Match.Verdict.NOT_FOUND for verdict in verdicts)


def _original(original: Comparison) -> Hop:
    changed = any(span.verdict in ("altered", "not_found") for span in original.spans)
    capture = original.evidence.capture
    who, what = _named(original.source)
    return Hop(who, what, seen_of(capture, original.source), is_seen=True, differs=changed)


def _into_its_source(quote: Quote, original: Comparison | None, carried: bool) -> str:
    """How the words came into the source that they were found in."""
    if quote.first_hand:
        return INTO.get(quote.capture.source.kind, "said in")
    if carried or original is None:
        unnamed = any(a.is_voice and a.is_unnamed for a in quote.attributions.all())
        return "reported in" if carried or unnamed or quote.kind == "paraphrase" else "quoted in"
    verdicts = {span.verdict for span in original.spans}
    if verdicts & {"altered"}:
        return "words changed here"
    if verdicts & {"not_found"}:
        return "words not in it"
    return "quoted in, word for word" if verdicts and verdicts <= set(PROVED) else "quoted in"


def _verb(hop: list[Party]) -> str:
    relation = hop[0].relation
    return "told" if relation == "told" else CARRIERS[relation]


def _carrier(hop: list[Party], comparisons: Sequence[Comparison]) -> Hop:
    rows = {party.ref.pk for party in hop if isinstance(party.ref, Attribution)}
    reports = [one for one in comparisons if one.evidence.hop_id in rows and not one.is_original]
    who = tuple(byline(Voices(tuple(replace(party, relation=VOICE) for party in hop))).names)
    what = tuple(text(role) for role in dict.fromkeys(p.role for p in hop) if role)
    supporting = [r for r in reports if r.evidence.purpose != Evidence.Purpose.CONTRADICTS]
    if not supporting:
        return Hop(who, what, ("Not seen:", "no report of it has been found or compared"))
    report = supporting[0]
    changed = any(span.verdict == Match.Verdict.ALTERED for span in report.spans)
    first, rest = seen_of(report.evidence.capture, report.source)
    named = report.source.described.label_in_sentence
    return Hop(who, what, (first, f"{rest}; {named}"), is_seen=True, differs=changed)


def _its_source(quote: Quote) -> Hop:
    capture = quote.capture
    who, what = _named(capture.source)
    return Hop(who, what, seen_of(capture, capture.source), is_seen=True)


def _named(source: Source) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """A source by its name: whose it is, linked, and its day and hour beside it."""
    heading, rest = source.described.in_two
    if source.kind == Source.Kind.ARTICLE and not source.publisher:
        rest = ", ".join(filter(None, (rest, "publisher not recorded")))
    linked = Piece("party", heading, Party("", name=heading, ref=source_url(source)))
    return (linked,), (text(rest),) if rest else ()


def seen_of(capture: Capture, source: Source) -> tuple[str, str]:
    """What somebody here has seen of a source, in two parts of one phrase."""
    day = day_phrase(timezone.localdate(capture.captured_at), None).removeprefix("on ")
    first, rest = SEEN[Method(capture.method)]
    rest = rest.format(day=day, by=capture.obtained_by)
    withheld = source.display == Source.Display.WITHHELD
    return first, f"{rest}; the text is withheld" if withheld else rest
