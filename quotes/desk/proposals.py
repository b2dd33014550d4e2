"""What the program has read in a capture, less what people have decided on already."""

from dataclasses import dataclass

from quotes.models import Quote
from quotes.text.extraction import Proposal, extract
from sources.models import Capture

from .lookup import cached
from .spans import Span, length, shared_length, spans_key


def proposals_of(capture: Capture) -> list[Proposal]:
    """The quotes found in a capture's text, in its order."""
    return cached("proposals", capture, lambda: _read(capture))


def _read(capture: Capture) -> list[Proposal]:
    """What was blacked out is nobody's quote."""
    black = list(capture.tombstones.values_list("start", "end"))
    found = extract(capture.text, capture.source.language)
    return sorted(
        (p for p in found if not shared_length(p.segments, black)), key=lambda p: p.segments
    )


@dataclass(frozen=True)
class Open:
    """Proposals still waiting for a person, and those that one set aside."""

    waiting: list[Proposal]
    dismissed: list[Proposal]


def undecided(capture: Capture, proposals: list[Proposal], entered: list[list[Span]]) -> Open:
    """Sort the proposals by what was decided; those whose words are a quote by now are left out."""
    set_aside = set(capture.dismissals.values_list("start", "end"))
    result = Open([], [])
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
    """Whether a quote is what was proposed: they share over half of either's words."""
    shared = shared_length(entered, proposed)
    return 2 * shared > min(length(entered), length(proposed))


def spans_of(quote: Quote) -> list[Span]:
    return [(segment.start, segment.end) for segment in quote.segments.all()]


def proposal_for(capture: Capture, marked: list[Span]) -> Proposal | None:
    """The proposal that a marked span is (nearly), else the one that it is a part of."""
    scored = [
        (shared_length(proposal.segments, marked), spans_key(proposal.segments), proposal)
        for proposal in proposals_of(capture)
    ]
    shared, _, best = max(scored, key=lambda s: (s[0], s[1]), default=(0, "", None))
    return best if shared and 3 * shared >= length(marked) else None
