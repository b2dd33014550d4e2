"""The source's own sentence around a quote: a slice of its text, for a list to print.

It begins where the sentence begins that has the speaker, not at the speaker: “Without evidence,”
and “It is not true that” belong to what is said. Nothing is inflected or added. Where the slice
would be long, leave its paragraph, or pass another quote, there is none.

Offsets are code points of the text given, half-open. Linear in that text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quotes.text.extraction.lexicon.words import ABBREVIATIONS
from quotes.text.quotation_marks import quoted_spans

Span = tuple[int, int]

#: Code points that a slice may add to the quote's own words.
MOST_ADDED = 160
#: What is left of a sentence after these words is shown too, if it has so few code points.
SHORT_REST = 60
#: Code points that have to be read on both sides of a quote: a longer paragraph gives no slice.
REACH = 900

_END = re.compile(r"[.!?؟۔][\"'”’»)\]]*[^\S\n]+|[。！？][」』”’]?")
#: After these, too, a full stop may end nothing.
_MORE_ABBREVIATIONS = frozenset(
    "mx jun jul mon tue wed thu fri sat sun am pm etc eg ie al nos art fig vol pp approx llc plc "
    "est rd ave blvd mt ft ca bzw dh zb nr hr fr usw mlle av sra srta ud uds".split()
)

#: After these one that ends nothing has a number behind it: No. 4.
BEFORE_NUMBERS = frozenset("no nos art fig vol pp p".split())


class Slice(NamedTuple):
    """`[start, end)` of the text; `goes_on` where its sentence has more words after it."""

    start: int
    end: int
    goes_on: bool


def own_sentence(
    text: str,
    segments: Sequence[Span],
    names: Iterable[str],
    cue: str,
    others: Iterable[Span] = (),
    whole: bool = True,
) -> Slice | None:
    """The slice that has all segments with the names and the cue that they are attributed by.

    `names` are what the source calls those who say it, `others` the spans of other quotes.
    `whole` says that the text given begins where its source does; otherwise nothing is known
    of what is before its first line break.
    """
    attributed_by = [words for words in (*names, cue) if words]
    first, last = min(start for start, _ in segments), max(end for _, end in segments)
    opening, closing = _paragraph(text, first, last)
    if not attributed_by or (opening == 0 and not whole):
        return None
    breaks = sentence_breaks(text, opening, closing)
    if breaks[0] > first:
        return None
    found = [_nearest(text, words, segments, breaks) for words in attributed_by]
    places = [place for place in found if place]
    if len(places) < len(found):
        return None
    start = breaks[bisect_right(breaks, min(first, *(a for a, _ in places))) - 1]
    end = max(last, *(b for _, b in places))
    rest = breaks[bisect_left(breaks, end)]
    ends = [rest, end] if len(text[end:rest].strip()) <= SHORT_REST else [end]
    for stop in (start + len(text[start:stop].rstrip()) for stop in ends):
        if stop >= end and _fits(text, start, stop, segments, others):
            return Slice(start, stop, any(map(str.isalnum, text[stop:rest])))
    return None


def _paragraph(text: str, first: int, last: int) -> Span:
    """The bounds of the lines that the quote is in."""
    closing = text.find("\n", last)
    return text.rfind("\n", 0, first) + 1, len(text) if closing < 0 else closing


def sentence_breaks(text: str, opening: int, closing: int) -> list[int]:
    """Where the sentences of these lines begin, and where the last ends.

    What is doubtful, or inside quotation marks, is no such place.
    """
    begins = closing - len(text[opening:closing].lstrip())
    ends = [
        end.end()
        for end in _END.finditer(text, begins, closing)
        if end.end() < closing and _ends(text, end)
    ]
    return [begins, *_outside_quotations(text, ends, opening, closing), closing]


def _outside_quotations(text: str, places: list[int], opening: int, closing: int) -> list[int]:
    spans = quoted_spans(text, opening, closing) if places else []
    starts = [span.outer_start for span in spans]
    inside = ((place, bisect_left(starts, place) - 1) for place in places)
    return [place for place, n in inside if n < 0 or spans[n].outer_end <= place]


def _ends(text: str, end: re.Match[str]) -> bool:
    """Whether a sentence surely ends with this sign."""
    sign, closed = end.group()[0], end.group().rstrip()[1:]
    if sign in "。！？":
        return not closed
    if text[end.end()].islower():
        return False
    # “Never!” Ruiz said: what follows a quoted cry may be its attribution.
    return not closed if sign != "." else not _abbreviates(text, end.start(), bool(closed))


def _abbreviates(text: str, stop: int, closed: bool) -> bool:
    """Whether the full stop there may be that of an abbreviation, an initial or a number.

    Where a quotation mark closes after it, an abbreviation would have dots inside.
    """
    before = text[max(stop - 24, 0) : stop].rsplit(None, 1)
    word = before[-1].lstrip("“\"'‘«([") if before and not text[stop - 1].isspace() else ""
    if len(word) < 2 or "." in word:
        return True
    known = word.casefold()
    if closed or (known in BEFORE_NUMBERS and not text[stop + 1 : stop + 9].lstrip()[:1].isdigit()):
        return False
    return (
        known in ABBREVIATIONS or known in _MORE_ABBREVIATIONS or (word.isdigit() and len(word) < 3)
    )


def _nearest(text: str, words: str, segments: Sequence[Span], breaks: Sequence[int]) -> Span | None:
    """These words outside the quote.

    Before it or between its segments in its own sentence, else after it; else in the sentence
    before, else in the one after.
    """
    first, last = min(start for start, _ in segments), max(end for _, end in segments)
    at, after = bisect_right(breaks, first) - 1, bisect_left(breaks, last)
    ranges = [(breaks[at], last), (last, breaks[after])]
    ranges += [(breaks[at - 1], breaks[at])] if at else []
    ranges += [(breaks[after], breaks[after + 1])] if after + 1 < len(breaks) else []
    for start, end in ranges:
        places = [p for p in _places(text, words, start, end) if _distance(p, segments) >= 0]
        if places:
            return min(places, key=lambda place: _distance(place, segments))
    return None


def _places(text: str, words: str, start: int, end: int) -> Iterator[Span]:
    """Where these words are, as whole words; “and” may be joined to them, as Arabic writes it."""
    joined_on = words[0].lower() == words[0].upper()
    at = text.find(words, start, end)
    while at >= 0:
        after = at + len(words)
        if joined_on or not (_joined(text, at) or _joined(text, after)):
            yield at, after
        at = text.find(words, after, end)


def _joined(text: str, at: int) -> bool:
    """Whether a word goes on over this place."""
    return text[max(at - 1, 0) : at].isalnum() and text[at : at + 1].isalnum()


def _distance(place: Span, segments: Sequence[Span]) -> int:
    """Code points to the nearest segment; negative inside one."""
    return min(max(start - place[1], place[0] - end) for start, end in segments)


def _fits(
    text: str, start: int, end: int, segments: Sequence[Span], others: Iterable[Span]
) -> bool:
    added = _added(start, end, segments)
    return (
        sum(b - a for a, b in added) <= MOST_ADDED
        and not any("\n" in text[a:b] for a, b in added)
        and not any(a < last and first < b for a, b in added for first, last in others)
    )


def _added(start: int, end: int, segments: Sequence[Span]) -> list[Span]:
    """What a slice has besides the segments."""
    added, here = [], start
    for a, b in sorted(segments):
        if a > here:
            added.append((here, a))
        here = max(here, b)
    return [*added, (here, end)] if end > here else added
