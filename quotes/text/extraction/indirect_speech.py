"""Indirect speech: the clause that is the content of a cue without quotation marks."""

from quotes.text.extraction.clauses import Clauses
from quotes.text.extraction.cues import Cue
from quotes.text.extraction.tagged_text import TaggedText

Range = tuple[int, int]
_QUESTION = frozenset(["whether", "if", "how", "why", "what", "where", "when", "who"])


class IndirectSpeech:
    """Finds what a cue reports in the text's own words."""

    def __init__(self, tagged: TaggedText, clauses: Clauses) -> None:
        self.tagged, self.clauses = tagged, clauses
        self.tags, self.low = tagged.tags, tagged.low

    def content(self, cue: Cue, cues: list[Cue], first: int, stop: int) -> tuple[Range, str] | None:
        """The words reported by `cue` and the construction they are in."""
        if cue.how == "according":
            return self._according(cue, cues, first, stop)
        behind = self._behind(cue, cues, stop)
        if behind is not None:
            return behind
        return self._in_front(cue, cues, first, stop)

    def _behind(self, cue: Cue, cues: list[Cue], stop: int) -> tuple[Range, str] | None:
        construction = self._construction(cue, stop)
        if not construction:
            return None
        end = self.clauses.end_after(cue, cues, stop)
        begin = cue.after
        if construction in ("object", "infinitive"):
            end = self._phrase_end(begin, end)
            if cue.addressee is not None and "a" in cue.traits and cue.lemma != "tell":
                begin = cue.addressee.start
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

    def _construction(self, cue: Cue, stop: int) -> str:
        at, traits = cue.after, cue.traits
        if at >= stop:
            return ""
        tag = self.tags[at]
        if cue.that:
            return "that" if "h" in traits or "t" in traits else ""
        if cue.how == "inverted":
            return ""
        if self.low[at] in _QUESTION and ("q" in traits or "h" in traits or cue.lemma == "tell"):
            return "question"
        if tag == "O":
            return "infinitive" if "o" in traits or ("a" in traits and cue.addressee) else ""
        if tag == ":" and "h" in traits:
            return "colon"
        if "b" in traits and self._begins_clause(at, stop):
            return "clause"
        if "n" in traits and tag in "DNnGgEI#PR" and tag != ",":
            return "object"
        if cue.lemma in ("call", "ask") and cue.word_stop - cue.word == 2:
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
        self, cue: Cue, cues: list[Cue], first: int, stop: int
    ) -> tuple[Range, str] | None:
        """“The talks will resume, he said.”"""
        if "i" not in cue.traits or cue.how in ("clause", "who", "passive", "to say", "noun"):
            return None
        begin = cue.start
        if begin - first < 3 or self.tags[begin - 1] not in ",—–":
            return None
        if stop - cue.stop > 14:
            return None
        start = first
        if any(f.stop < begin and f is not cue and f.start <= first + 1 for f in cues):
            return None
        end = self.clauses.trim_end(start, begin)
        start = self.clauses.trim_start(start, end)
        return ((start, end), "in front") if end - start > 2 else None

    def _according(
        self, cue: Cue, cues: list[Cue], first: int, stop: int
    ) -> tuple[Range, str] | None:
        if cue.word - first <= 2 or self.tags[cue.word - 1] in "S;":
            comma = self.tags.find(",", cue.stop, stop)
            if comma < 0:
                return None
            start, end = comma + 1, stop
            for other in cues:
                if other.start > comma + 2 and self.tags[other.start - 1] == ",":
                    end = min(end, other.start)
        else:
            start, end = first, cue.word
        end = self.clauses.trim_end(start, end)
        start = self.clauses.trim_start(start, end)
        return ((start, end), "according") if end - start > 1 else None
