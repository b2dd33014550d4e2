"""What to keep and what to be sure of: sums of learned weights, as chances.

The weights were learned from annotated news (see docs/extraction.md); they hold no words of it.
"""

from math import exp

from quotes.text.extraction.drafts import Draft
from quotes.text.extraction.features import (
    draft_features,
    keep_features,
    stretch_features,
    voice_features,
)
from quotes.text.extraction.page import Page
from quotes.text.extraction.people import People
from quotes.text.extraction.proposals import Mention
from quotes.text.extraction.weights import KEEP, STAND, SURE

STANDS = 0.2  # below this chance a stretch is a title or a nickname, whatever stands beside it
KEEPS = 0.65  # doubted words are left out: on the articles learned from, F1 is flat up to here
KEEPS_UNVOICED = 0.75  # and sooner where nobody seems to say them
CLEAR = 1.0  # by how much the best person behind “he” must lead the next
SURE_FROM = 0.82
SURE_WITH_WORDS_BESIDE = 0.92  # words beside the marks may reach too far: only a look tells


def stands(page: Page, quote: int) -> bool:
    """Whether a stretch can be somebody's words, by itself."""
    so_called = quote > 0 and page.low[quote - 1] == "so-called"
    return not so_called and chance(STAND, stretch_features(page, quote)) >= STANDS


def keeps(page: Page, draft: Draft) -> bool:
    """Whether a draft's quoted stretches are somebody's words, with its cue in view."""
    least = KEEPS if draft.speaker is not None else KEEPS_UNVOICED
    return any(chance(KEEP, keep_features(page, draft, quote)) >= least for quote in draft.quotes)


def is_sure(page: Page, people: People, draft: Draft, voice: Mention, margin: float) -> bool:
    """Whether a proposal may be filled in before a person has looked.

    `margin` tells how clearly a pronoun was resolved; a close call is left to a person.
    """
    speaker = draft.speaker
    if draft.why in ("carried", "alone") or draft.carried or speaker is None:
        return False
    if speaker.kind == "pronoun" and (margin < CLEAR or not voice.name):
        return False
    features = draft_features(page, draft) + voice_features(page, people, draft, voice, margin)
    features += stretch_features(page, draft.quotes[0]) if draft.quotes else ["indirect"]
    wide = draft.quotes and any(stop - start > 1 for start, stop in draft.ranges)
    return chance(SURE, features) >= (SURE_WITH_WORDS_BESIDE if wide else SURE_FROM)


def chance(weights: dict[str, float], features: list[str]) -> float:
    """The logistic sum of the weights of what was seen."""
    total = sum([weights.get(feature, 0.0) for feature in features])
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))
