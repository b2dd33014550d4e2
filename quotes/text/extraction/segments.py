"""The segments of a quote with a cue: its quoted spans, alone or with words outside the marks."""

from quotes.text.extraction.clauses import Clauses
from quotes.text.extraction.cues import Cue
from quotes.text.extraction.extent import Extent
from quotes.text.extraction.tagged_text import TaggedText

Range = tuple[int, int]


class Segments:
    """Gives segments as ranges of words. Rules propose where words beside the marks belong to the
    quote; `extent` weighs that proposal against the other places.
    """

    def __init__(self, tagged: TaggedText, clauses: Clauses, extent: Extent) -> None:
        self.tagged, self.clauses = tagged, clauses
        self.tags = tagged.tags
        self.extent = extent

    def of(
        self, cue: Cue, side: str, quotes: list[int], cues: list[Cue], bounds: Range
    ) -> list[Range]:
        """The segments of quotes tied to one cue, in a sentence with `cues` and `bounds`."""
        front = [quote for quote in quotes if quote < cue.word]
        behind = [quote for quote in quotes if quote > cue.word]
        found = self._front(front, side, cue, cues, bounds[0]) if front else []
        if behind and side in ("right", "beyond"):
            return found + self.alone(behind)
        return found + (self._behind(behind, side, cue, cues, bounds[1]) if behind else [])

    @staticmethod
    def alone(quotes: list[int]) -> list[Range]:
        """Each quoted span a segment of its own."""
        return [(quote, quote + 1) for quote in quotes]

    # -- in front of the cue -----------------------------------------------------------------

    def _front(
        self, quotes: list[int], side: str, cue: Cue, cues: list[Cue], floor: int
    ) -> list[Range]:
        if side == "right" and self._introduced(quotes[0]):
            return self.alone(quotes)
        stop = self.clauses.trim_end(floor, min(cue.start, cue.word))
        if stop <= quotes[-1] or not self.clauses.has_words(floor, stop):
            return self.alone(quotes)
        first = self._front_start(quotes[0], cue, cues, floor)
        if side == "right" and self._is_alone(quotes[0], first):
            return self.alone(quotes)
        start = self.extent.start(cue, f"front {side}", floor, quotes[0], first)
        end = self.extent.end(cue, f"front {side}", quotes[-1], stop, stop)
        return self._joined(quotes, start, end)

    def _joined(self, quotes: list[int], start: int, end: int) -> list[Range]:
        return [(start, end)] if self.clauses.has_words(start, end) else self.alone(quotes)

    def _introduced(self, quote: int) -> bool:
        """“He was blunt: “We go,” he said.” A colon, dash or bracket parts a quote from its lead."""
        return quote > 0 and self.tags[quote - 1] in ":—–-("

    def _front_start(self, quote: int, cue: Cue, cues: list[Cue], start: int) -> int:
        for other in cues:
            if other is not cue and other.stop <= quote:
                start = max(start, other.stop)
        return self.clauses.trim_start(start, quote)

    def _is_alone(self, quote: int, first: int) -> bool:
        """Whether the quote is a sentence of its own beside introducing words (“But, “we …”)."""
        return not self.clauses.has_words(first, quote) or (
            quote - first <= 2 and self.tags[first] in "CRS"
        )

    # -- behind the cue ----------------------------------------------------------------------

    def _behind(
        self, quotes: list[int], side: str, cue: Cue, cues: list[Cue], ceiling: int
    ) -> list[Range]:
        stop = self.clauses.end_after(cue, cues, ceiling, quotes[-1])
        stop = max(stop, quotes[-1] + 1)
        start = self.clauses.trim_start(cue.after, quotes[0])
        if cue.after > quotes[0] or self._only_leads_in(start, quotes[0]):
            start = quotes[0]
        if self._ends_with(quotes[-1], stop, cue):
            stop = quotes[-1] + 1
        floor = cue.stop if cue.how == "inverted" else cue.word_stop
        start = self.extent.start(cue, side, min(floor, quotes[0]), quotes[0], start)
        if self.tags[start : quotes[0]] in ("O", "T"):
            start = quotes[0]
        ceiling = self.clauses.trim_end(quotes[-1] + 1, ceiling)
        stop = self.extent.end(cue, side, quotes[-1], ceiling, stop)
        return self._joined(quotes, start, stop)

    def _only_leads_in(self, start: int, quote: int) -> bool:
        """“in a statement: “…”": the words before a colon lead in, they are not content."""
        return quote > start and (self.tags[quote - 1] in ":—–-" or self.tags[start:quote] == "O")

    def _ends_with(self, quote: int, stop: int, cue: Cue) -> bool:
        """Whether the content ends with its last quote, by the mark it closes on or what follows."""
        if quote + 1 >= stop:
            return True
        if self.tagged.tail(self.tagged.span_at[quote]) in ",.?!":
            return True
        names = "n" in cue.traits and "h" not in cue.traits
        return self.tags[quote + 1] in (",;CSWIR—–-:(" if names else ",;CSWI—–-:(")
