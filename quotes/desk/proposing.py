"""What the program has read in a capture, less what people have decided on already."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import caches

from quotes.models import Quote
from quotes.text.extraction import Proposal, extract
from sources.models import Capture
from sources.models.capture import sha256_of

from .stretches import Stretch, key_of, overlap, size

log = logging.getLogger(__name__)


def kept(what: str, capture: Capture, read: Callable[[], list]) -> list:
    """What reading a capture gives, kept by its words as they stand: those that law forced out
    of it are found under no key any more."""
    key = f"{what}:{sha256_of(capture.text)}:{capture.source.language[:35]}"
    found = caches["readings"].get(key)
    if found is None:
        found = read()
        try:
            caches["readings"].set(key, found)
        except OSError:  # a full disk keeps nothing: it is read again
            log.exception("What was read in a text couldn't be kept")
    return found


def proposals_of(capture: Capture) -> list[Proposal]:
    """The quotes found in a capture's text, in its order."""
    return kept("proposals", capture, lambda: _read(capture))


def _read(capture: Capture) -> list[Proposal]:
    """What was blacked out is nobody's quote."""
    black = list(capture.tombstones.values_list("start", "end"))
    found = extract(capture.text, capture.source.language)
    return sorted((p for p in found if not overlap(p.segments, black)), key=lambda p: p.segments)


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
