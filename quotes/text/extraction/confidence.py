"""Which quoted spans are somebody's words, and which proposals are sure enough to fill in.

Each answer is a sum of learned weights, read as a probability.
"""

from quotes.text.extraction.drafts import Draft
from quotes.text.extraction.features import (
    draft_features,
    keep_features,
    stretch_features,
    voice_features,
)
from quotes.text.extraction.learned import Learned, probability
from quotes.text.extraction.page import Page
from quotes.text.extraction.people import People
from quotes.text.extraction.proposals import Mention


class Confidence:
    """Weighs the quoted spans and the drafts of one page."""

    def __init__(self, page: Page, people: People, learned: Learned) -> None:
        self.page, self.people = page, people
        self.weights, self.thresholds = learned.weights, learned.thresholds

    def is_possible(self, quote: int) -> bool:
        """Whether a quoted span can be somebody's words at all, rather than a title or nickname."""
        if quote > 0 and self.page.low[quote - 1] == "so-called":
            return False
        features = stretch_features(self.page, quote)
        return probability(self.weights["possible"], features) >= self.thresholds["possible"]

    def is_quotation(self, draft: Draft) -> bool:
        """Whether a draft's quoted spans are somebody's words, with its cue in view."""
        spoken = draft.speaker is not None
        least = self.thresholds["quotation" if spoken else "quotation without speaker"]
        return any(
            probability(self.weights["quotation"], keep_features(self.page, draft, quote)) >= least
            for quote in draft.quotes
        )

    def is_sure(self, draft: Draft, voice: Mention, margin: float) -> bool:
        """Whether a proposal may be filled in before a person has looked.

        `margin` tells how clearly a pronoun was resolved; a close call is left to a person.
        """
        speaker = draft.speaker
        if draft.why in ("carried", "alone") or draft.carried or speaker is None:
            return False
        unclear = margin < self.thresholds["clear pronoun"] or not voice.name
        if speaker.kind == "pronoun" and unclear:
            return False
        wide = draft.quotes and any(stop - start > 1 for start, stop in draft.ranges)
        least = self.thresholds["sure with words beside" if wide else "sure"]
        features = self.sure_features(draft, voice, margin)
        return probability(self.weights["sure"], features) >= least

    def sure_features(self, draft: Draft, voice: Mention, margin: float) -> list[str]:
        """Signs of whether both the extent and the speaker of a proposal are right."""
        features = draft_features(self.page, draft)
        features += voice_features(self.page, self.people, draft, voice, margin)
        if not draft.quotes:
            return [*features, "indirect"]
        return features + stretch_features(self.page, draft.quotes[0])
