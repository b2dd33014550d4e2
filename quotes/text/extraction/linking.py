"""Which cue a quoted stretch belongs to, within its sentence.

A cue that touches the quote beats one across a clause; a cue to the right that closes with a
comma (“…,” she said) beats one to the left.
"""

from dataclasses import dataclass

from quotes.text.extraction.cues import Frame
from quotes.text.extraction.page import Page

_PLAIN_GAP = frozenset("INDnGg#RCE(),O")


@dataclass(slots=True)
class Link:
    """A stretch (at word `quote`) tied to a frame, and how near the two stand."""

    quote: int
    frame: Frame
    side: str  # left (cue first), right, inside (in the content), before (content first)


def link_quotes(page: Page, quotes: list[int], frames: list[Frame]) -> dict[int, Link]:
    """The nearest fitting frame of each quote of one sentence."""
    links: dict[int, Link] = {}
    for quote in quotes:
        link = (
            _touching_right(page, quote, frames)
            or _touching_left(page, quote, frames)
            or _inside(page, quote, frames)
            or _before(page, quote, frames)
        )
        if link is not None:
            links[quote] = link
    return links


def _touching_right(page: Page, quote: int, frames: list[Frame]) -> Link | None:
    tags = page.tags
    at = quote + 1
    while at < len(tags) and at - quote < 5 and tags[at] in ",—–-R)":
        at += 1
    tail = page.tail(page.stretch_at[quote])
    for frame in frames:
        if frame.cue < quote or frame.how in ("clause", "who", "passive", "noun"):
            continue
        if _introduces(page, frame, quote) or not _may_close(page, frame, quote):
            continue
        if (frame.subject is not None and frame.subject.start == at) or frame.cue == at:
            if frame.how == "according" or tail in ",?!—-–." or tags[quote + 1] in ",—–":
                return Link(quote, frame, "right")
            if _opens_clause(page, quote) and "i" in frame.traits:
                return Link(quote, frame, "right")
        if frame.cue > at + 30:
            break
    return _behind_comma(page, quote, frames)


def _behind_comma(page: Page, quote: int, frames: list[Frame]) -> Link | None:
    """“…,” the chair of the board, 52, who had come late, said: a comma waits for its cue."""
    if page.tail(page.stretch_at[quote]) != "," or not _opens_clause(page, quote):
        return None
    if page.tags[quote - 1] == "," and any(_interrupts(page, frame, quote) for frame in frames):
        return None
    later = [frame for frame in frames if frame.cue > quote]
    frame = next((f for f in later if f.how in ("subject", "apposition")), None)
    if frame is None or frame.subject is None or frame.subject.start < quote:
        return None
    if frame.cue > quote + 40 or "Q" in page.tags[quote + 1 : frame.cue]:
        return None
    return Link(quote, frame, "right") if _may_close(page, frame, quote) else None


def _interrupts(page: Page, frame: Frame, quote: int) -> bool:
    """“We go,” she said on Monday, “now,” after Kemp had agreed: the later words are hers."""
    if frame.how not in ("subject", "inverted") or frame.cue > quote or not frame.start:
        return False
    return page.tags[frame.start - 1] == "Q" and "Q" not in page.tags[frame.stop : quote]


def _may_close(page: Page, frame: Frame, quote: int) -> bool:
    """Whether a verb may stand behind its quote: a verb of saying, or any behind “…,” at a start."""
    if not frame.traits or set(frame.traits) & {"i", "t"}:
        return True
    comma = page.tail(page.stretch_at[quote]) in ",?!"
    return comma and frame.how == "subject" and _opens_clause(page, quote)


def _introduces(page: Page, frame: Frame, quote: int) -> bool:
    """Whether the cue leads to a quote of its own behind a colon: Ruiz said: “…”."""
    stop = frame.cue_stop
    return page.tags[stop : stop + 2] == ":Q" or (
        page.tags[stop : stop + 1] == "Q" and page.tags[quote + 1] != ","
    )


def _opens_clause(page: Page, quote: int) -> bool:
    before = page.tags[quote - 1] if quote else "¶"
    return before in "¶.?!:,—–Q"


def _touching_left(page: Page, quote: int, frames: list[Frame]) -> Link | None:
    for frame in reversed(frames):
        if frame.cue > quote or frame.how == "according":
            continue
        gap = page.tags[frame.stop if frame.how == "inverted" else frame.cue_stop : quote]
        if frame.stop > quote and frame.how == "inverted":
            continue
        if all(tag in ",:—–-" for tag in page.tags[min(frame.after, quote) : quote]):
            if "w" in frame.traits and (outer := _inside(page, quote, frames)) is not None:
                return Link(quote, outer.frame, "left" if outer.frame is frame else "inside")
            return Link(quote, frame, "left")
        if gap and gap[-1] in ":" and len(gap) < 25:
            return Link(quote, frame, "left")
        if gap and gap[-1] == "," and len(gap) < 12 and all(tag in _PLAIN_GAP for tag in gap):
            return Link(quote, frame, "left")
        return None
    return None


def _inside(page: Page, quote: int, frames: list[Frame]) -> Link | None:
    """The nearest cue before, unless it only thinks or feels within what another says."""
    weak: Frame | None = None
    for frame in reversed(frames):
        if frame.cue > quote or frame.how == "according":
            continue
        if "w" in frame.traits:
            weak = weak or frame
        elif weak is None or frame.that or "b" in frame.traits:
            return Link(quote, frame, "inside")
    return Link(quote, weak, "inside") if weak is not None else None


def _before(page: Page, quote: int, frames: list[Frame]) -> Link | None:
    for frame in frames:
        if "w" in frame.traits:
            continue
        if frame.start > quote and frame.how not in ("clause", "who", "noun"):
            if page.tags[frame.start - 1] in ",Q" or frame.how == "according":
                return Link(quote, frame, "before")
            return None
    for frame in frames:
        if frame.how == "according":
            return Link(quote, frame, "inside")
    return None
