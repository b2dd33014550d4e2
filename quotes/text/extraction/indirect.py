"""Indirect speech: the clause that is the content of a cue without quotation marks."""

from quotes.text.extraction.clauses import Clauses
from quotes.text.extraction.cues import Frame
from quotes.text.extraction.page import Page

Range = tuple[int, int]
_QUESTION = frozenset(["whether", "if", "how", "why", "what", "where", "when", "who"])


class Indirect:
    """Finds what a frame reports in the text's own words."""

    def __init__(self, page: Page, clauses: Clauses) -> None:
        self.page, self.clauses = page, clauses
        self.tags, self.low = page.tags, page.low

    def content(
        self, frame: Frame, frames: list[Frame], first: int, stop: int
    ) -> tuple[Range, str] | None:
        """The words reported by `frame` and the construction they stand in."""
        if frame.how == "according":
            return self._according(frame, frames, first, stop)
        behind = self._behind(frame, frames, stop)
        if behind is not None:
            return behind
        return self._in_front(frame, frames, first, stop)

    def _behind(self, frame: Frame, frames: list[Frame], stop: int) -> tuple[Range, str] | None:
        construction = self._construction(frame, stop)
        if not construction:
            return None
        end = self.clauses.end_after(frame, frames, stop)
        begin = frame.after
        if construction in ("object", "infinitive"):
            end = self._phrase_end(begin, end)
            if frame.addressee is not None and "a" in frame.traits and frame.lemma != "tell":
                begin = frame.addressee.start
        start = self.clauses.trim_start(begin, end)
        if end - start < 2 and construction != "object":
            return None
        return ((start, end), construction) if end > start else None

    def _phrase_end(self, start: int, end: int) -> int:
        """A noun or infinitive as content ends before a new clause: “, as …”, “but is …”."""
        for i in range(start + 1, end - 1):
            pair = self.tags[i : i + 2]
            if pair == ",S" or (pair[0] == "C" and pair[1] in "AV"):
                return self.clauses.trim_end(start, i)
        return end

    def _construction(self, frame: Frame, stop: int) -> str:
        at, traits = frame.after, frame.traits
        if at >= stop:
            return ""
        tag = self.tags[at]
        if frame.that:
            return "that" if "h" in traits or "t" in traits else ""
        if frame.how == "inverted":
            return ""
        if self.low[at] in _QUESTION and ("q" in traits or "h" in traits or frame.lemma == "tell"):
            return "question"
        if tag == "O":
            return "infinitive" if "o" in traits or ("a" in traits and frame.addressee) else ""
        if tag == ":" and "h" in traits:
            return "colon"
        if "b" in traits and self._begins_clause(at, stop):
            return "clause"
        if "n" in traits and tag in "DNnGgEI#PR" and tag != ",":
            return "object"
        if frame.lemma in ("call", "ask") and frame.cue_stop - frame.cue == 2:
            return "object"
        return ""

    def _begins_clause(self, at: int, stop: int) -> bool:
        """Whether subject and verb follow: “said the talks would resume”."""
        tags = self.tags
        if tags[at] not in "PDNnGgE#ISR":
            return False
        for i in range(at, min(stop, at + 16)):
            if tags[i] in "AV" and i > at:
                return True
            if tags[i] == "E" and i > at + 1 and self.low[i].endswith("ed"):
                return True
            if tags[i] in ".;:?!":
                return False
        return tags[at] == "P"

    def _in_front(
        self, frame: Frame, frames: list[Frame], first: int, stop: int
    ) -> tuple[Range, str] | None:
        """“The talks will resume, he said.”"""
        if "i" not in frame.traits or frame.how in ("clause", "who", "passive", "to say", "noun"):
            return None
        begin = frame.start
        if begin - first < 3 or self.tags[begin - 1] not in ",—–":
            return None
        if stop - frame.stop > 14:
            return None
        start = first
        if any(f.stop < begin and f is not frame and f.start <= first + 1 for f in frames):
            return None
        end = self.clauses.trim_end(start, begin)
        start = self.clauses.trim_start(start, end)
        return ((start, end), "in front") if end - start > 2 else None

    def _according(
        self, frame: Frame, frames: list[Frame], first: int, stop: int
    ) -> tuple[Range, str] | None:
        if frame.cue - first <= 2 or self.tags[frame.cue - 1] in "S;":
            comma = self.tags.find(",", frame.stop, stop)
            if comma < 0:
                return None
            start, end = comma + 1, stop
            for other in frames:
                if other.start > comma + 2 and self.tags[other.start - 1] == ",":
                    end = min(end, other.start)
        else:
            start, end = first, frame.cue
        end = self.clauses.trim_end(start, end)
        start = self.clauses.trim_start(start, end)
        return ((start, end), "according") if end - start > 1 else None
