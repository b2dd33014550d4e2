"""How we know: what a quote was compared with, and the result."""

from dataclasses import dataclass

from django.db.models import Prefetch

from quotes import visibility
from quotes.models import Attribution, Evidence, Match, Quote
from quotes.public.presentation.urls import source_url
from quotes.text.standing_facts import PROVED, UNSEEN
from quotes.text.text_fragments import fragment_link
from sources.models import Capture, Source

#: Code points of text shown before and after a match, if the source may be shown in full.
CONTEXT = 160
#: In longer texts no words are sought that would lead the browser to the place.
LONGEST_SEARCHED = 300_000


#: What a comparison can prove, by its purpose; `hop` is the step of the attribution it proves.
PROVES = {
    "primary": "It shows {hop}.",
    "corroborates": "It supports {hop}.",
    "contradicts": "It contradicts {hop}.",
    "later_capture": "A later text of the same source.",
}


def hop_in_words(hop: Attribution | None) -> str:
    """What a comparison proves of one party: that it was said, or only that it was passed on."""
    if hop is None or hop.is_voice:
        return "what was said"
    passed = hop.get_relation_display().lower()
    return f"only that it was {passed} {hop.party_name}, not that the speaker said it"


@dataclass(frozen=True)
class ComparedSpan:
    """A quoted span of the quote, and the words it was compared with.

    `before`, `place` and `after` are the other source's text. They are empty if the span
    isn't there or the source is withheld.
    """

    match: Match
    proved: tuple[tuple[int, int, str], ...]
    quoted: str
    before: str = ""
    place: str = ""
    after: str = ""
    link: str = ""

    @property
    def verdict(self) -> str:
        return self.match.verdict

    @property
    def mark(self) -> str:
        """How its words are marked there: as proof, or as something else."""
        if (self.match.stretch_start, self.match.stretch_end, "same") in self.proved:
            return "same"
        return "quoted" if self.verdict in PROVED else "differs"

    @property
    def shown_verdict(self) -> str:
        """The result in words; a report of who passed the words on needn't have them itself."""
        hop = self.match.evidence.hop
        elsewhere = hop is not None and not hop.is_voice and self.verdict == "not_found"
        return "not_expected" if elsewhere else self.verdict

    @property
    def diff(self) -> list[tuple[str, str]]:
        """The words that differ; empty if the source's words aren't shown."""
        return self.match.detail.get("diff", []) if self.place else []


@dataclass(frozen=True)
class Comparison:
    """A comparison with another source, and its result for each quoted span."""

    evidence: Evidence
    source: Source
    source_url: str
    spans: list[ComparedSpan]
    earlier_wording: bool

    @property
    def label(self) -> str:
        return self.evidence.get_purpose_display()

    @property
    def is_recording(self) -> bool:
        """Whether the source is a recording, which somebody transcribed."""
        return self.source.kind in (Source.Kind.VIDEO, Source.Kind.AUDIO)

    @property
    def is_transcript(self) -> bool:
        return self.source.kind == Source.Kind.TRANSCRIPT

    @property
    def is_original(self) -> bool:
        """Whether it is a primary source of what was said, and not only of who passed it on."""
        hop = self.evidence.hop
        is_primary = self.evidence.purpose == Evidence.Purpose.PRIMARY
        return is_primary and (hop is None or hop.is_voice)

    @property
    def proves(self) -> str:
        """What the comparison proves, in a sentence: what was said, or that somebody passed it on."""
        hop = self.evidence.hop
        if self.is_original:
            return f"This is the original {self.source.get_kind_display().lower()}."
        return PROVES[self.evidence.purpose].format(hop=hop_in_words(hop))

    @property
    def unseen(self) -> bool:
        """Whether nobody here saw the page itself, but only what somebody else has of it."""
        return self.evidence.capture.method in UNSEEN

    @property
    def by_account(self) -> bool:
        """Whether it has an account that its name doesn't say."""
        account = self.source.account
        return bool(account) and account not in self.source.title

    @property
    def linked_by(self) -> str:
        """Who linked it, to be printed after the day: a person whose name is public, or the program."""
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


def comparisons(quote: Quote) -> list[Comparison]:
    """The comparisons that readers see, for a quote whose capture is loaded with its text."""
    hop = Attribution.objects.select_related("speaker", "document")
    linked = list(
        visibility.evidence()
        .filter(quote=quote)
        .select_related("capture__source__publisher", "read_by", "linked_by")
        .prefetch_related("matches", Prefetch("hop", queryset=hop))
    )
    visibility.give_outlets(
        [e.capture.source for e in linked]
        + [e.hop.document for e in linked if e.hop and e.hop.document]
    )
    shown = [_comparison(quote, evidence) for evidence in linked]
    return sorted(shown, key=lambda comparison: comparison.is_transcript)


@dataclass(frozen=True)
class Part:
    """Comparisons under one heading."""

    heading: str
    comparisons: list[Comparison]
    recording_differs: bool = False


def parts_of(comparisons: list[Comparison]) -> list[Part]:
    """What was compared with the original, and with other sources."""
    originals = [one for one in comparisons if one.is_original]
    others = [one for one in comparisons if not one.is_original]
    parts = [
        Part("In the original", originals, recording_differs(comparisons)),
        Part("In other sources", others),
    ]
    return [part for part in parts if part.comparisons]


def recording_differs(comparisons: list[Comparison]) -> bool:
    """Whether a recording and a transcript disagree on any span; then the recording counts."""
    heard = [_verdicts(p) for p in comparisons if p.is_recording]
    written = [_verdicts(p) for p in comparisons if p.is_transcript]
    return any(
        one.get(span, verdict) != verdict
        for one in heard
        for other in written
        for span, verdict in other.items()
    )


def _verdicts(comparison: Comparison) -> dict[tuple[int, int], str]:
    return {(f.match.stretch_start, f.match.stretch_end): f.verdict for f in comparison.spans}


def _comparison(quote: Quote, evidence: Evidence) -> Comparison:
    source = evidence.capture.source
    return Comparison(
        evidence,
        source,
        source_url(source),
        [_compared_span(quote, match, evidence.capture) for match in evidence.matches.all()],
        evidence.quote_revision < (quote.worded_in or 0),
    )


def _compared_span(quote: Quote, match: Match, compared: Capture) -> ComparedSpan:
    span = quote.capture.text[match.stretch_start : match.stretch_end]
    primary = match.evidence.purpose == Evidence.Purpose.PRIMARY
    proved = quote.standing.marks if primary else ()
    display = compared.source.display
    if match.place_start is None or display == Source.Display.WITHHELD:
        return ComparedSpan(match, proved, span)
    text, start, end = compared.text, match.place_start, match.place_end
    link = place_link(compared, start, end)
    if display == Source.Display.PASSAGES:
        return ComparedSpan(match, proved, span, place=text[start:end], link=link)
    return ComparedSpan(
        match,
        proved,
        span,
        before=_from_a_word(text[max(0, start - CONTEXT) : start], start > CONTEXT),
        place=text[start:end],
        after=_to_a_word(text[end : end + CONTEXT], end + CONTEXT < len(text)),
        link=link,
    )


def place_link(capture: Capture, start: int, end: int) -> str:
    """The publisher's page, opened at the words; if the text is very long, at its top."""
    address = capture.source.url
    if not address or len(capture.text) > LONGEST_SEARCHED:
        return address
    return fragment_link(address, capture.text, start, end)


def _from_a_word(text: str, cut: bool) -> str:
    return "…" + text.partition(" ")[2] if cut else text


def _to_a_word(text: str, cut: bool) -> str:
    return text.rpartition(" ")[0] + "…" if cut else text
