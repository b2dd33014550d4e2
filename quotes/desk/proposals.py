"""The quotes that the program proposes for a capture, except those already decided."""

from dataclasses import dataclass

from quotes.models import Quote
from quotes.text.extraction import Proposal, extract
from sources.models import Capture

from .lookup import cached
from .spans import Span, length, shared_length, spans_key


def proposals_of(capture: Capture) -> list[Proposal]:
    """The quotes proposed for a capture, in the order of its text."""
    return cached("proposals", capture, lambda: _read(capture))


def _read(capture: Capture) -> list[Proposal]:
    """Read the text, without proposals that touch erased words."""
    erased = list(capture.tombstones.values_list("start", "end"))
    found = extract(capture.text, capture.source.language)
    return sorted(
        (p for p in found if not shared_length(p.segments, erased)), key=lambda p: p.segments
    )


@dataclass(frozen=True)
class OpenProposals:
    """Proposals that wait for a decision, and those that were dismissed."""

    waiting: list[Proposal]
    dismissed: list[Proposal]


def undecided(
    capture: Capture, proposals: list[Proposal], entered: list[list[Span]]
) -> OpenProposals:
    """Proposals by what was decided, without those whose words were entered as a quote."""
    set_aside = set(capture.dismissals.values_list("start", "end"))
    result = OpenProposals([], [])
    for proposal in proposals:
        if any(_covers(segments, proposal.segments) for segments in entered):
            continue
        dismissed = extent(proposal.segments) in set_aside
        (result.dismissed if dismissed else result.waiting).append(proposal)
    return result


def extent(segments: tuple[Span, ...]) -> Span:
    """From a proposal's first character to its last."""
    return segments[0][0], segments[-1][1]


def _covers(entered: list[Span], proposed: tuple[Span, ...]) -> bool:
    """Whether a quote covers a proposal: they share more than half of the shorter one."""
    shared = shared_length(entered, proposed)
    return 2 * shared > min(length(entered), length(proposed))


def spans_of(quote: Quote) -> list[Span]:
    return [(segment.start, segment.end) for segment in quote.segments.all()]


def proposal_for(capture: Capture, marked: list[Span]) -> Proposal | None:
    """The proposal that matches the marked spans best, if it covers a third of them."""
    scored = [
        (shared_length(proposal.segments, marked), spans_key(proposal.segments), proposal)
        for proposal in proposals_of(capture)
    ]
    shared, _, best = max(scored, key=lambda s: (s[0], s[1]), default=(0, "", None))
    return best if shared and 3 * shared >= length(marked) else None
