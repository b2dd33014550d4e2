"""Which cue a quoted span belongs to, within its sentence.

A cue that touches the quote beats one across a clause; a cue to the right that closes with a
comma (“…,” she said) beats one to the left.
"""

from dataclasses import dataclass

from quotes.text.extraction.cues import Cue
from quotes.text.extraction.tagged_text import TaggedText

_PLAIN_GAP = frozenset("INDnGg#RCE(),O")


@dataclass(slots=True)
class Link:
    """A quoted span (at word `quote`) tied to a cue, and how near the two are."""

    quote: int
    cue: Cue
    side: str  # left (cue first), right, inside (in the content), before (content first)


def link_quotes(tagged: TaggedText, quotes: list[int], cues: list[Cue]) -> dict[int, Link]:
    """The nearest fitting cue of each quote of one sentence."""
    links: dict[int, Link] = {}
    for quote in quotes:
        link = (
            _touching_right(tagged, quote, cues)
            or _touching_left(tagged, quote, cues)
            or _inside(tagged, quote, cues)
            or _before(tagged, quote, cues)
        )
        if link is not None:
            links[quote] = link
    return links


def _touching_right(tagged: TaggedText, quote: int, cues: list[Cue]) -> Link | None:
    tags = tagged.tags
    at = quote + 1
    while at < len(tags) and at - quote < 5 and tags[at] in ",—–-R)":
        at += 1
    tail = tagged.tail(tagged.span_at[quote])
    for cue in cues:
        if cue.word < quote or cue.how in ("clause", "who", "passive", "noun"):
            continue
        if _introduces(tagged, cue, quote) or not _may_close(tagged, cue, quote):
            continue
        if (cue.subject is not None and cue.subject.start == at) or cue.word == at:
            if cue.how == "according" or tail in ",?!—-–." or tags[quote + 1] in ",—–":
                return Link(quote, cue, "right")
            if _opens_clause(tagged, quote) and "i" in cue.traits:
                return Link(quote, cue, "right")
        if cue.word > at + 30:
            break
    return _behind_comma(tagged, quote, cues)


def _behind_comma(tagged: TaggedText, quote: int, cues: list[Cue]) -> Link | None:
    """“…,” the chair of the board, 52, who had come late, said: a comma waits for its cue."""
    if tagged.tail(tagged.span_at[quote]) != "," or not _opens_clause(tagged, quote):
        return None
    if tagged.tags[quote - 1] == "," and any(_interrupts(tagged, cue, quote) for cue in cues):
        return None
    later = [cue for cue in cues if cue.word > quote]
    cue = next((f for f in later if f.how in ("subject", "apposition")), None)
    if cue is None or cue.subject is None or cue.subject.start < quote:
        return None
    if cue.word > quote + 40 or "Q" in tagged.tags[quote + 1 : cue.word]:
        return None
    return Link(quote, cue, "right") if _may_close(tagged, cue, quote) else None


def _interrupts(tagged: TaggedText, cue: Cue, quote: int) -> bool:
    """“We go,” she said on Monday, “now,” after Kemp had agreed: the later words are hers."""
    if cue.how not in ("subject", "inverted") or cue.word > quote or not cue.start:
        return False
    return tagged.tags[cue.start - 1] == "Q" and "Q" not in tagged.tags[cue.stop : quote]


def _may_close(tagged: TaggedText, cue: Cue, quote: int) -> bool:
    """Whether a verb may be behind its quote: a verb of saying, or any behind “…,” at a start."""
    if not cue.traits or set(cue.traits) & {"i", "t"}:
        return True
    comma = tagged.tail(tagged.span_at[quote]) in ",?!"
    return comma and cue.how == "subject" and _opens_clause(tagged, quote)


def _introduces(tagged: TaggedText, cue: Cue, quote: int) -> bool:
    """Whether the cue leads to a quote of its own behind a colon: Ruiz said: “…”."""
    stop = cue.word_stop
    return tagged.tags[stop : stop + 2] == ":Q" or (
        tagged.tags[stop : stop + 1] == "Q" and tagged.tags[quote + 1] != ","
    )


def _opens_clause(tagged: TaggedText, quote: int) -> bool:
    before = tagged.tags[quote - 1] if quote else "¶"
    return before in "¶.?!:,—–Q"


def _touching_left(tagged: TaggedText, quote: int, cues: list[Cue]) -> Link | None:
    for cue in reversed(cues):
        if cue.word > quote or cue.how == "according":
            continue
        gap = tagged.tags[cue.stop if cue.how == "inverted" else cue.word_stop : quote]
        if cue.stop > quote and cue.how == "inverted":
            continue
        if all(tag in ",:—–-" for tag in tagged.tags[min(cue.after, quote) : quote]):
            if "w" in cue.traits and (outer := _inside(tagged, quote, cues)) is not None:
                return Link(quote, outer.cue, "left" if outer.cue is cue else "inside")
            return Link(quote, cue, "left")
        if gap and gap[-1] in ":" and len(gap) < 25:
            return Link(quote, cue, "left")
        if gap and gap[-1] == "," and len(gap) < 12 and all(tag in _PLAIN_GAP for tag in gap):
            return Link(quote, cue, "left")
        return None
    return None


def _inside(tagged: TaggedText, quote: int, cues: list[Cue]) -> Link | None:
    """The nearest cue before, unless it only thinks or feels within what another says."""
    weak: Cue | None = None
    for cue in reversed(cues):
        if cue.word > quote or cue.how == "according":
            continue
        if "w" in cue.traits:
            weak = weak or cue
        elif weak is None or cue.that or "b" in cue.traits:
            return Link(quote, cue, "inside")
    return Link(quote, weak, "inside") if weak is not None else None


def _before(tagged: TaggedText, quote: int, cues: list[Cue]) -> Link | None:
    for cue in cues:
        if "w" in cue.traits:
            continue
        if cue.start > quote and cue.how not in ("clause", "who", "noun"):
            if tagged.tags[cue.start - 1] in ",Q" or cue.how == "according":
                return Link(quote, cue, "before")
            return None
    for cue in cues:
        if cue.how == "according":
            return Link(quote, cue, "inside")
    return None
