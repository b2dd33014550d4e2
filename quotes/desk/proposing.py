"""What the program has read in a capture, less what people have decided on already."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache

from quotes.models import Quote
from quotes.text.extraction import Proposal, extract
from sources.models import Capture

from .stretches import Stretch, key_of, overlap, size

_A_DAY = 24 * 60 * 60


def kept(what: str, capture: Capture, read: Callable[[], list]) -> list:
    """What reading a capture gives; reading is pure and a capture never changes, so it is kept."""
    key = f"{what}:{capture.sha256}:{capture.source.language[:35]}"
    found = cache.get(key)
    if found is None:
        found = read()
        cache.set(key, found, _A_DAY)
    return found


def proposals_of(capture: Capture) -> list[Proposal]:
    """The quotes found in a capture's text, in its order."""
    return kept("proposals", capture, lambda: _read(capture))


def _read(capture: Capture) -> list[Proposal]:
    return sorted(extract(capture.text, capture.source.language), key=lambda p: p.segments)


@dataclass(frozen=True)
class Open:
    """Proposals still waiting for a person, and those that one set aside."""

    waiting: list[Proposal]
    dismissed: list[Proposal]


def undecided(capture: Capture, entered: list[list[Stretch]]) -> Open:
    """Sort the proposals by what was decided; those whose words are a quote by now are left out."""
    set_aside = set(capture.dismissals.values_list("start", "end"))
    result = Open([], [])
    for proposal in proposals_of(capture):
        if any(_covers(segments, proposal.segments) for segments in entered):
            continue
        dismissed = span(proposal.segments) in set_aside
        (result.dismissed if dismissed else result.waiting).append(proposal)
    return result


def span(segments: tuple[Stretch, ...]) -> Stretch:
    """From a proposal's first character to its last."""
    return segments[0][0], segments[-1][1]


def _covers(entered: list[Stretch], proposed: tuple[Stretch, ...]) -> bool:
    """Whether a quote is what was proposed: they share over half of either's words."""
    shared = overlap(entered, proposed)
    return 2 * shared > min(size(entered), size(proposed))


def stretches_of(quote: Quote) -> list[Stretch]:
    return [(segment.start, segment.end) for segment in quote.segments.all()]


def proposal_for(capture: Capture, marked: list[Stretch]) -> Proposal | None:
    """The proposal that a marked stretch is (nearly), else the one that it is a part of."""
    scored = [
        (overlap(proposal.segments, marked), key_of(proposal.segments), proposal)
        for proposal in proposals_of(capture)
    ]
    shared, _, best = max(scored, key=lambda s: (s[0], s[1]), default=(0, "", None))
    return best if shared and 3 * shared >= size(marked) else None
