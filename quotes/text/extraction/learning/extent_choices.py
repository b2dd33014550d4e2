"""What annotated articles teach about where a quote with words beside its marks begins and ends."""

from quotes.text.extraction.cues import Cue
from quotes.text.extraction.extent import Extent, named_features
from quotes.text.extraction.extractor import Extractor
from quotes.text.extraction.learned import Learned
from quotes.text.extraction.learning.corpus import Article
from quotes.text.extraction.learning.lessons import Gold, letters, overlap
from quotes.text.extraction.learning.regression import Choice


class Observer(Extent):
    """Takes the boundary that the rules propose, and notes which one the annotators took."""

    def __init__(self, reading: Extractor, gold: Gold, learned: Learned) -> None:
        super().__init__(reading.tagged, learned)
        self.gold = gold
        self.starts_seen: list[Choice] = []
        self.ends_seen: list[Choice] = []

    def start(self, cue: Cue, side: str, floor: int, quote: int, rule: int) -> int:
        lead = self.quote_features(cue, side, quote)
        options = {}
        for at in self.starts(floor, quote):
            place, own = self.start_features(cue, floor, quote, rule, at, lead)
            options[at, quote + 1] = named_features(place, lead) + own
        self._note(self.starts_seen, quote, options)
        return rule

    def end(self, cue: Cue, side: str, quote: int, ceiling: int, rule: int) -> int:
        lead = self.quote_features(cue, side, quote)
        options = {}
        for at in self.ends(quote, ceiling):
            place, own = self.end_features(quote, ceiling, rule, at, lead)
            options[quote, at] = named_features(place, lead) + own
        self._note(self.ends_seen, quote, options)
        return rule

    def _note(
        self, seen: list[Choice], quote: int, options: dict[tuple[int, int], list[str]]
    ) -> None:
        """The right option is the one that shares most with the annotated words in reach."""
        tagged = self.tagged
        annotation = self.gold.at(tagged, quote)
        if annotation is None or len(options) < 2:
            return
        first, stop = min(a for a, _ in options), max(b for _, b in options)
        text = tagged.text
        within = letters(text, [(tagged.start[first], tagged.end[stop - 1])])
        wanted = letters(text, annotation.content) & within
        shares = [
            overlap(letters(text, [(tagged.start[a], tagged.end[b - 1])]), wanted)
            for a, b in options
        ]
        best = shares.index(max(shares))
        seen.append([(features, i == best) for i, features in enumerate(options.values())])


def read_extents(article: Article, learned: Learned) -> tuple[list[Choice], list[Choice]]:
    """The choices of a beginning, and of an end, in one article."""
    reading = Extractor(article.text, "en", learned)
    observer = Observer(reading, Gold(article), learned)
    reading.candidate_reader.segments.extent = observer
    reading.candidates()
    return observer.starts_seen, observer.ends_seen
