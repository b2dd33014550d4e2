"""Which quoted spans are somebody's words, and which proposals are sure enough to fill in.

Each answer is a sum of learned weights, read as a probability.
"""

from quotes.text.extraction.candidates import Candidate
from quotes.text.extraction.features import (
    link_features,
    quotation_features,
    span_features,
    voice_features,
)
from quotes.text.extraction.learned import Learned, probability
from quotes.text.extraction.people import People
from quotes.text.extraction.proposals import Mention
from quotes.text.extraction.tagged_text import TaggedText


class Confidence:
    """Weighs the quoted spans and the candidates of one text."""

    def __init__(self, tagged: TaggedText, people: People, learned: Learned) -> None:
        self.tagged, self.people = tagged, people
        self.weights, self.thresholds = learned.weights, learned.thresholds

    def is_possible(self, quote: int) -> bool:
        """Whether a quoted span can be somebody's words at all, rather than a title or nickname."""
        if quote > 0 and self.tagged.low[quote - 1] == "so-called":
            return False
        features = span_features(self.tagged, quote)
        return probability(self.weights["possible"], features) >= self.thresholds["possible"]

    def is_quotation(self, candidate: Candidate) -> bool:
        """Whether a candidate's quoted spans are somebody's words, with its cue in view."""
        spoken = candidate.speaker is not None
        least = self.thresholds["quotation" if spoken else "quotation without speaker"]
        return any(
            probability(
                self.weights["quotation"], quotation_features(self.tagged, candidate, quote)
            )
            >= least
            for quote in candidate.quotes
        )

    def is_sure(self, candidate: Candidate, voice: Mention, margin: float) -> bool:
        """Whether a proposal may be filled in before a person has looked.

        `margin` tells how clearly a pronoun was resolved; a close call is left to a person.
        """
        speaker = candidate.speaker
        if candidate.why in ("carried", "alone") or candidate.carried or speaker is None:
            return False
        unclear = margin < self.thresholds["clear pronoun"] or not voice.name
        if speaker.kind == "pronoun" and unclear:
            return False
        wide = candidate.quotes and any(stop - start > 1 for start, stop in candidate.ranges)
        least = self.thresholds["sure with words beside" if wide else "sure"]
        features = self.sure_features(candidate, voice, margin)
        return probability(self.weights["sure"], features) >= least

    def sure_features(self, candidate: Candidate, voice: Mention, margin: float) -> list[str]:
        """Features of whether both the extent and the speaker of a proposal are right."""
        features = link_features(self.tagged, candidate)
        features += voice_features(self.tagged, self.people, candidate, voice, margin)
        if not candidate.quotes:
            return [*features, "indirect"]
        return features + span_features(self.tagged, candidate.quotes[0])
