"""How we know: what a quote was compared with, and what stood there."""

from dataclasses import dataclass

from django.db.models import Prefetch

from quotes import public
from quotes.models import Attribution, Evidence, Match, Quote
from quotes.reading.addresses import source_url
from sources.models import Capture, Source

#: Text shown around the place in a source that may be shown whole, in code points.
CONTEXT = 160


@dataclass(frozen=True)
class Found:
    """One verbatim stretch of the quote, and what stands in the evidence.

    `before`, `place` and `after` are the evidence's own text; empty where it
    isn't found or where the source is withheld.
    """

    match: Match
    stretch: str
    before: str = ""
    place: str = ""
    after: str = ""

    @property
    def verdict(self) -> str:
        return self.match.verdict


@dataclass(frozen=True)
class Proof:
    """One comparison, with its source and every stretch's verdict."""

    evidence: Evidence
    source: Source
    source_url: str
    found: list[Found]
    earlier_wording: bool

    @property
    def label(self) -> str:
        return self.evidence.get_purpose_display()


def proofs(quote: Quote) -> list[Proof]:
    """The comparisons that stand, for a quote whose capture is loaded with its text."""
    hop = Attribution.objects.select_related("speaker", "document")
    linked = list(
        public.evidence()
        .filter(quote=quote)
        .select_related("capture__source__publisher")
        .prefetch_related("matches", Prefetch("hop", queryset=hop))
    )
    public.give_openings(
        [e.capture.source for e in linked]
        + [e.hop.document for e in linked if e.hop and e.hop.document]
    )
    return [_proof(quote, evidence) for evidence in linked]


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
    stretch = quoted.text[match.stretch_start : match.stretch_end]
    display = compared.source.display
    if match.place_start is None or display == Source.Display.WITHHELD:
        return Found(match, stretch)
    text, start, end = compared.text, match.place_start, match.place_end
    if display == Source.Display.PASSAGES:
        return Found(match, stretch, place=text[start:end])
    return Found(
        match,
        stretch,
        before=_from_a_word(text[max(0, start - CONTEXT) : start], start > CONTEXT),
        place=text[start:end],
        after=_to_a_word(text[end : end + CONTEXT], end + CONTEXT < len(text)),
    )


def _from_a_word(text: str, cut: bool) -> str:
    return "…" + text.partition(" ")[2] if cut else text


def _to_a_word(text: str, cut: bool) -> str:
    return text.rpartition(" ")[0] + "…" if cut else text
