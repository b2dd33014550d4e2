"""How far a cue's content reaches within its sentence."""

from quotes.text.extraction.cues import Frame
from quotes.text.extraction.page import Page

_CUTTING = frozenset(",CS;—–")
_LEADING = _CUTTING | frozenset("RI")
_PUNCTUATION = frozenset(",.;:!?…—–-()[]")


class Clauses:
    """Bounds of content clauses on one page; all positions are words, half-open."""

    def __init__(self, page: Page) -> None:
        self.page, self.tags = page, page.tags
        self.cutting: tuple[list[Frame], list[Frame]] = ([], [])

    def end_after(self, frame: Frame, frames: list[Frame], stop: int, last_quote: int = -1) -> int:
        """Where the content behind `frame` ends: at the sentence's end or before another cue."""
        start = max(frame.after, last_quote + 1)
        for other in self._may_cut(frames):
            if other is frame or other.cue < start or other.how == "who":
                continue
            begins = other.cue if other.how == "clause" else other.start
            before = self._before(begins, start)
            if before > start and self._cuts(other, frame, before):
                stop = min(stop, before)
                break
        return self.trim_end(max(start, frame.after), stop)

    def _may_cut(self, frames: list[Frame]) -> list[Frame]:
        """Those of a sentence's cues that a comma, a conjunction or the like leads up to."""
        if self.cutting[0] is not frames:
            self.cutting = (frames, [frame for frame in frames if self._is_led_up_to(frame)])
        return self.cutting[1]

    def _is_led_up_to(self, frame: Frame) -> bool:
        begins = frame.cue if frame.how == "clause" else frame.start
        led = self.tags[self._before(begins, 0) : begins + 1]
        return frame.how == "according" or any(tag in _CUTTING for tag in led)

    def _cuts(self, other: Frame, frame: Frame, at: int) -> bool:
        """Whether a later cue begins something new rather than stands inside the content."""
        tag = self.tags[at]
        if other.how == "clause":
            return tag in _CUTTING
        if other.how == "according":
            return True
        if tag not in _CUTTING:
            return False
        return other.subject is not None and (
            frame.subject is None or other.form in ("past", "present")
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
        """Whether anything but quotes and punctuation stands between two words."""
        return any(tag != "Q" and tag not in _PUNCTUATION for tag in self.tags[start:stop])
