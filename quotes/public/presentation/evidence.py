"""How we know: what a quote was compared with, and what was there."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from quotes import visibility
from quotes.models import Attribution, Evidence, Match, Quote
from quotes.public.presentation.urls import source_url
from quotes.text.text_fragments import fragment_link
from sources.models import Capture, Source

#: Text shown around the place in a source that may be shown whole, in code points.
CONTEXT = 160
#: Texts longer than this are linked without looking for words that single a place out.
LONGEST_SEARCHED = 300_000


#: What a comparison can prove, by its purpose; `hop` is whose saying or passing-on it is.
PROVES = {
    "primary": "It shows {hop}.",
    "corroborates": "It supports {hop}.",
    "contradicts": "It contradicts {hop}.",
    "later_capture": "A later text of the same source.",
}
#: The text compared, by how it was obtained.
OBTAINED = {
    "own_fetch": "the text we fetched",
    "third_party_archive": "a third-party archive’s text",
    "pasted": "a text pasted by the newsroom",
    "screenshot": "a transcript of a screenshot",
    "automatic_captions": "automatic captions",
    "official_transcript": "an official transcript",
    "heard": "words as someone heard them",
}
UNSEEN = "; live page not seen"


def hop_in_words(hop: Attribution | None) -> str:
    """What a comparison proves of one party: that it was said, or only that it was passed on."""
    if hop is None or hop.is_voice:
        return "what was said"
    passed = hop.get_relation_display().lower()
    return f"only that it was {passed} {hop.party_name}, not that the speaker said it"


@dataclass(frozen=True)
class Found:
    """One quoted span of the quote, and what is in the evidence.

    `before`, `place` and `after` are the evidence's own text; empty where it
    isn't found or where the source is withheld.
    """

    match: Match
    quoted: str
    before: str = ""
    place: str = ""
    after: str = ""
    link: str = ""

    @property
    def verdict(self) -> str:
        return self.match.verdict

    @property
    def diff(self) -> list[tuple[str, str]]:
        """What differs, word by word; nothing where the source's words aren't shown."""
        return self.match.detail.get("diff", []) if self.place else []


@dataclass(frozen=True)
class Proof:
    """One comparison, with its source and every span's verdict."""

    evidence: Evidence
    source: Source
    source_url: str
    found: list[Found]
    earlier_wording: bool

    @property
    def label(self) -> str:
        return self.evidence.get_purpose_display()

    @property
    def is_recording(self) -> bool:
        """What was heard or seen, written down by somebody."""
        return self.source.kind in (Source.Kind.VIDEO, Source.Kind.AUDIO)

    @property
    def is_transcript(self) -> bool:
        return self.source.kind == Source.Kind.TRANSCRIPT

    @property
    def proves(self) -> str:
        """How far it reaches, in a sentence: what was said, or that somebody passed it on."""
        hop = self.evidence.hop
        if self.evidence.purpose == Evidence.Purpose.PRIMARY and (hop is None or hop.is_voice):
            return f"This is the original {self.source.get_kind_display().lower()}."
        return PROVES[self.evidence.purpose].format(hop=hop_in_words(hop))

    @property
    def obtained(self) -> str:
        """What of the source was compared, to be beside each verdict."""
        live = "" if self.evidence.capture.method == Capture.Method.OWN_FETCH else UNSEEN
        return f"in {OBTAINED[self.evidence.capture.method]}{live}"

    @property
    def linked_by(self) -> str:
        """Who linked it, after the day: a person whose name is public, or the program."""
        if not self.evidence.linked_by:
            return " by the program"
        name = self.evidence.linked_by.get_full_name()
        return f" by {name}" if name else ""

    @property
    def where(self) -> str:
        """Paragraph, page or time code, where recorded."""
        places = filter(None, (self.evidence.located_from, self.evidence.located_to))
        kind = self.evidence.get_locator_display() if self.evidence.locator else ""
        return f"{kind} {'–'.join(places)}" if kind else ""


def proofs(quote: Quote) -> list[Proof]:
    """The comparisons that appear, for a quote whose capture is loaded with its text."""
    hop = Attribution.objects.select_related("speaker", "document")
    linked = list(
        visibility.evidence()
        .filter(quote=quote)
        .select_related("capture__source__publisher", "read_by", "linked_by")
        .prefetch_related("matches", Prefetch("hop", queryset=hop))
    )
    visibility.give_openings(
        [e.capture.source for e in linked]
        + [e.hop.document for e in linked if e.hop and e.hop.document]
    )
    shown = [_proof(quote, evidence) for evidence in linked]
    return sorted(shown, key=lambda proof: proof.is_transcript)


def recording_differs(proofs: list[Proof]) -> bool:
    """Whether a recording and a transcript disagree on any span; then the recording counts."""
    heard = [_verdicts(p) for p in proofs if p.is_recording]
    written = [_verdicts(p) for p in proofs if p.is_transcript]
    return any(
        one.get(span, verdict) != verdict
        for one in heard
        for other in written
        for span, verdict in other.items()
    )


def _verdicts(proof: Proof) -> dict[tuple[int, int], str]:
    return {(f.match.stretch_start, f.match.stretch_end): f.verdict for f in proof.found}


def _proof(quote: Quote, evidence: Evidence) -> Proof:
    source = evidence.capture.source
    return Proof(
        evidence,
        source,
        source_url(source),
        [_found(quote.capture, match, evidence.capture) for match in evidence.matches.all()],
        evidence.quote_revision < (quote.worded_in or 0),
    )


def _found(quoted: Capture, match: Match, compared: Capture) -> Found:
    span = quoted.text[match.stretch_start : match.stretch_end]
    display = compared.source.display
    if match.place_start is None or display == Source.Display.WITHHELD:
        return Found(match, span)
    text, start, end = compared.text, match.place_start, match.place_end
    link = place_link(compared, start, end)
    if display == Source.Display.PASSAGES:
        return Found(match, span, place=text[start:end], link=link)
    return Found(
        match,
        span,
        before=_from_a_word(text[max(0, start - CONTEXT) : start], start > CONTEXT),
        place=text[start:end],
        after=_to_a_word(text[end : end + CONTEXT], end + CONTEXT < len(text)),
        link=link,
    )


def place_link(capture: Capture, start: int, end: int) -> str:
    """The publisher's page, opened at the words; a very long page at its top."""
    address = capture.source.url
    if not address or len(capture.text) > LONGEST_SEARCHED:
        return address
    return fragment_link(address, capture.text, start, end)


def _from_a_word(text: str, cut: bool) -> str:
    return "…" + text.partition(" ")[2] if cut else text


def _to_a_word(text: str, cut: bool) -> str:
    return text.rpartition(" ")[0] + "…" if cut else text


#: From the gravest: what a reader should know first of several spans.
GRAVEST_FIRST = (
    Match.Verdict.NOT_FOUND,
    Match.Verdict.ALTERED,
    Match.Verdict.AMBIGUOUS,
    Match.Verdict.ELIDED,
    Match.Verdict.TYPOGRAPHY,
    Match.Verdict.EXACT,
)


def against_source(quotes: Iterable[Quote]) -> dict[int, str]:
    """By quote, the gravest verdict on its spans in its primary source; one query for all."""
    primary = visibility.evidence().filter(
        quote__in=[quote.pk for quote in quotes], purpose=Evidence.Purpose.PRIMARY
    )
    found: dict[int, set[str]] = {}
    matches = Match.objects.filter(evidence__in=primary).values_list("evidence__quote", "verdict")
    for quote, verdict in matches:
        found.setdefault(quote, set()).add(verdict)
    return {quote: gravest(verdicts) for quote, verdicts in found.items()}


def gravest(verdicts: Iterable[str]) -> str:
    """What a reader should know first of several verdicts; empty if none was compared."""
    return next((v.value for v in GRAVEST_FIRST if v in verdicts), "")
