"""The segments of a quote that has a cue: its stretches alone, or with words beside the marks."""

from quotes.text.extraction.clauses import Clauses
from quotes.text.extraction.cues import Frame
from quotes.text.extraction.page import Page
from quotes.text.extraction.reach import Reach

Range = tuple[int, int]


class Segments:
    """Gives segments as ranges of words. Rules propose where words beside the marks belong to the
    quote; `reach` weighs that proposal against the other places.
    """

    def __init__(self, page: Page, clauses: Clauses, reach: Reach) -> None:
        self.page, self.clauses = page, clauses
        self.tags = page.tags
        self.reach = reach

    def of(
        self, frame: Frame, side: str, quotes: list[int], frames: list[Frame], bounds: Range
    ) -> list[Range]:
        """The segments of quotes tied to one frame, in a sentence with `frames` and `bounds`."""
        front = [quote for quote in quotes if quote < frame.cue]
        behind = [quote for quote in quotes if quote > frame.cue]
        found = self._front(front, side, frame, frames, bounds[0]) if front else []
        if behind and side in ("right", "beyond"):
            return found + self.alone(behind)
        return found + (self._behind(behind, side, frame, frames, bounds[1]) if behind else [])

    @staticmethod
    def alone(quotes: list[int]) -> list[Range]:
        """Each stretch a segment of its own."""
        return [(quote, quote + 1) for quote in quotes]

    # -- in front of the cue -----------------------------------------------------------------

    def _front(
        self, quotes: list[int], side: str, frame: Frame, frames: list[Frame], floor: int
    ) -> list[Range]:
        if side == "right" and self._introduced(quotes[0]):
            return self.alone(quotes)
        stop = self.clauses.trim_end(floor, min(frame.start, frame.cue))
        if stop <= quotes[-1] or not self.clauses.has_words(floor, stop):
            return self.alone(quotes)
        first = self._front_start(quotes[0], frame, frames, floor)
        if side == "right" and self._stands_alone(quotes[0], first):
            return self.alone(quotes)
        start = self.reach.start(frame, f"front {side}", floor, quotes[0], first)
        end = self.reach.end(frame, f"front {side}", quotes[-1], stop, stop)
        return self._joined(quotes, start, end)

    def _joined(self, quotes: list[int], start: int, end: int) -> list[Range]:
        return [(start, end)] if self.clauses.has_words(start, end) else self.alone(quotes)

    def _introduced(self, quote: int) -> bool:
        """“He was blunt: “We go,” he said.” A colon, dash or bracket parts a quote from its lead."""
        return quote > 0 and self.tags[quote - 1] in ":—–-("

    def _front_start(self, quote: int, frame: Frame, frames: list[Frame], start: int) -> int:
        for other in frames:
            if other is not frame and other.stop <= quote:
                start = max(start, other.stop)
        return self.clauses.trim_start(start, quote)

    def _stands_alone(self, quote: int, first: int) -> bool:
        """Whether the quote is a sentence of its own beside introducing words (“But, “we …”)."""
        return not self.clauses.has_words(first, quote) or (
            quote - first <= 2 and self.tags[first] in "CRS"
        )

    # -- behind the cue ----------------------------------------------------------------------

    def _behind(
        self, quotes: list[int], side: str, frame: Frame, frames: list[Frame], ceiling: int
    ) -> list[Range]:
        stop = self.clauses.end_after(frame, frames, ceiling, quotes[-1])
        stop = max(stop, quotes[-1] + 1)
        start = self.clauses.trim_start(frame.after, quotes[0])
        if frame.after > quotes[0] or self._only_leads_in(start, quotes[0]):
            start = quotes[0]
        if self._ends_with(quotes[-1], stop, frame):
            stop = quotes[-1] + 1
        floor = frame.stop if frame.how == "inverted" else frame.cue_stop
        start = self.reach.start(frame, side, min(floor, quotes[0]), quotes[0], start)
        if self.tags[start : quotes[0]] in ("O", "T"):
            start = quotes[0]
        ceiling = self.clauses.trim_end(quotes[-1] + 1, ceiling)
        stop = self.reach.end(frame, side, quotes[-1], ceiling, stop)
        return self._joined(quotes, start, stop)

    def _only_leads_in(self, start: int, quote: int) -> bool:
        """“in a statement: “…”": the words before a colon lead in, they are not content."""
        return quote > start and (self.tags[quote - 1] in ":—–-" or self.tags[start:quote] == "O")

    def _ends_with(self, quote: int, stop: int, frame: Frame) -> bool:
        """Whether the content ends with its last quote, by the mark it closes on or what follows."""
        if quote + 1 >= stop:
            return True
        if self.page.tail(self.page.stretch_at[quote]) in ",.?!":
            return True
        names = "n" in frame.traits and "h" not in frame.traits
        return self.tags[quote + 1] in (",;CSWIR—–-:(" if names else ",;CSWI—–-:(")
