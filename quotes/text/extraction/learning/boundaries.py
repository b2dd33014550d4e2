"""What annotated articles teach about where a quote with words beside its marks begins and ends."""

from quotes.text.extraction.assembly import Assembler
from quotes.text.extraction.cues import Frame
from quotes.text.extraction.learned import Learned
from quotes.text.extraction.learning.corpus import Article
from quotes.text.extraction.learning.lessons import Gold, letters, overlap
from quotes.text.extraction.learning.regression import Choice
from quotes.text.extraction.reach import Reach, named_signs


class Observer(Reach):
    """Takes the boundary that the rules propose, and notes which one the annotators took."""

    def __init__(self, reading: Assembler, gold: Gold, learned: Learned) -> None:
        super().__init__(reading.page, learned)
        self.gold = gold
        self.starts_seen: list[Choice] = []
        self.ends_seen: list[Choice] = []

    def start(self, frame: Frame, side: str, floor: int, quote: int, rule: int) -> int:
        lead = self.quote_signs(frame, side, quote)
        options = {}
        for at in self.starts(floor, quote):
            place, own = self.start_signs(frame, floor, quote, rule, at, lead)
            options[at, quote + 1] = named_signs(place, lead) + own
        self._note(self.starts_seen, quote, options)
        return rule

    def end(self, frame: Frame, side: str, quote: int, ceiling: int, rule: int) -> int:
        lead = self.quote_signs(frame, side, quote)
        options = {}
        for at in self.ends(quote, ceiling):
            place, own = self.end_signs(quote, ceiling, rule, at, lead)
            options[quote, at] = named_signs(place, lead) + own
        self._note(self.ends_seen, quote, options)
        return rule

    def _note(
        self, seen: list[Choice], quote: int, options: dict[tuple[int, int], list[str]]
    ) -> None:
        """The right option is the one that shares most with the annotated words in reach."""
        page = self.page
        annotation = self.gold.at(page, quote)
        if annotation is None or len(options) < 2:
            return
        first, stop = min(a for a, _ in options), max(b for _, b in options)
        text = page.text
        in_reach = letters(text, [(page.start[first], page.end[stop - 1])])
        wanted = letters(text, annotation.content) & in_reach
        shares = [
            overlap(letters(text, [(page.start[a], page.end[b - 1])]), wanted) for a, b in options
        ]
        best = shares.index(max(shares))
        seen.append([(features, i == best) for i, features in enumerate(options.values())])


def read_boundaries(article: Article, learned: Learned) -> tuple[list[Choice], list[Choice]]:
    """The choices of a beginning, and of an end, in one article."""
    reading = Assembler(article.text, "en", learned)
    observer = Observer(reading, Gold(article), learned)
    reading.drafter.segments.reach = observer
    reading.drafts()
    return observer.starts_seen, observer.ends_seen
