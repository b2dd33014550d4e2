"""How far a cue's content reaches within its sentence."""

from quotes.text.extraction.cues import Cue
from quotes.text.extraction.tagged_text import TaggedText

_CUTTING = frozenset(",CS;—–")
_LEADING = _CUTTING | frozenset("RI")
_PUNCTUATION = frozenset(",.;:!?…—–-()[]")


class Clauses:
    """Bounds of content clauses on one text; all positions are words, half-open."""

    def __init__(self, tagged: TaggedText) -> None:
        self.tagged, self.tags = tagged, tagged.tags
        self.cutting: tuple[list[Cue], list[Cue]] = ([], [])

    def end_after(self, cue: Cue, cues: list[Cue], stop: int, last_quote: int = -1) -> int:
        """Where the content behind `cue` ends: at the sentence's end or before another cue."""
        start = max(cue.after, last_quote + 1)
        for other in self._may_cut(cues):
            if other is cue or other.word < start or other.how == "who":
                continue
            begins = other.word if other.how == "clause" else other.start
            before = self._before(begins, start)
            if before > start and self._cuts(other, cue, before):
                stop = min(stop, before)
                break
        return self.trim_end(max(start, cue.after), stop)

    def _may_cut(self, cues: list[Cue]) -> list[Cue]:
        """Those of a sentence's cues that a comma, a conjunction or the like leads up to."""
        if self.cutting[0] is not cues:
            self.cutting = (cues, [cue for cue in cues if self._is_led_up_to(cue)])
        return self.cutting[1]

    def _is_led_up_to(self, cue: Cue) -> bool:
        begins = cue.word if cue.how == "clause" else cue.start
        led = self.tags[self._before(begins, 0) : begins + 1]
        return cue.how == "according" or any(tag in _CUTTING for tag in led)

    def _cuts(self, other: Cue, cue: Cue, at: int) -> bool:
        """Whether a later cue begins something new rather than belonging to the content."""
        tag = self.tags[at]
        if other.how == "clause":
            return tag in _CUTTING
        if other.how == "according":
            return True
        if tag not in _CUTTING:
            return False
        return other.subject is not None and (
            cue.subject is None or other.form in ("past", "present")
        )

    def _before(self, at: int, floor: int) -> int:
        """The comma or conjunction that leads up to a later cue."""
        while at > floor and self.tags[at - 1] in _LEADING:
            at -= 1
        return at

    def trim_end(self, start: int, stop: int) -> int:
        """Leave punctuation at the end outside."""
        while stop > start and self.tags[stop - 1] in _PUNCTUATION:
            stop -= 1
        return stop

    def trim_start(self, start: int, stop: int) -> int:
        """Leave punctuation at the start outside."""
        while start < stop and self.tags[start] in _PUNCTUATION:
            start += 1
        return start

    def has_words(self, start: int, stop: int) -> bool:
        """Whether there is anything but quotes and punctuation between two words."""
        return any(tag != "Q" and tag not in _PUNCTUATION for tag in self.tags[start:stop])
