"""The cards on the right of the workspace: quotes and proposals, in the order of the text."""

from dataclasses import dataclass

from django.urls import reverse

from quotes.attribution import one_line
from quotes.models import Quote
from quotes.text.extraction import Proposal
from sources.models import Capture

from .proposals import spans_of
from .spans import Span, spans_key, words_of

_KINDS = dict(Quote.Kind.choices)


@dataclass(frozen=True)
class Card:
    """One quote, entered or proposed, as the list shows it. `state` is also its CSS modifier."""

    key: str
    spans: list[Span]
    state: str
    label: str
    words: str
    kind: str
    attribution: str
    form_url: str
    public_url: str = ""
    quote_id: int | None = None
    note: str = ""
    text_url: str = ""

    @property
    def spans_key(self) -> str:
        return spans_key(self.spans)

    @property
    def is_paraphrase(self) -> bool:
        return self.kind == Quote.Kind.PARAPHRASE.label

    @property
    def is_proposal(self) -> bool:
        return self.state in ("sure", "unsure")


def proposal_card(capture: Capture, proposal: Proposal, dismissed: bool = False) -> Card:
    key = spans_key(proposal.segments)
    state = "dismissed" if dismissed else "sure" if proposal.sure else "unsure"
    labels = {"sure": "Proposed", "unsure": "Proposed, unsure", "dismissed": "Not a quote"}
    return Card(
        key=key,
        spans=list(proposal.segments),
        state=state,
        label=labels[state],
        words=words_of(capture.text, proposal.segments),
        kind=_KINDS[proposal.kind],
        attribution=_proposed_attribution(capture, proposal),
        form_url=reverse("desk:quote_add", args=[capture.pk]) + f"?segments={key}",
    )


def _proposed_attribution(capture: Capture, proposal: Proposal) -> str:
    cue = f"“{capture.text[slice(*proposal.cue)]}”" if proposal.cue else ""
    if proposal.voice is None:
        return cue or "Speaker undecided"
    as_named = capture.text[proposal.voice.start : proposal.voice.end]
    name = proposal.voice.name if proposal.voice.name not in ("", as_named) else ""
    return " — ".join(part for part in (f"{as_named} ({name})" if name else as_named, cue) if part)


def quote_card(quote: Quote) -> Card:
    """The card of a quote that was loaded `with_parts`."""
    return Card(
        key=f"q{quote.pk}",
        spans=spans_of(quote),
        state=quote.status,
        label=quote.get_status_display(),
        words=quote.words,
        kind=quote.get_kind_display(),
        attribution=one_line(quote),
        form_url=reverse("desk:quote_edit", args=[quote.pk]) if not quote.is_public else "",
        public_url=f"/quotes/{quote.pk}/" if quote.is_public else "",
        quote_id=quote.pk,
        note="" if quote.standing.silent else quote.standing.said,
    )
