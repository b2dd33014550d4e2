"""A text laid out for reading: paragraphs of runs, with its quotes marked.

Offsets are code points, half-open. Quotes may overlap or nest: each run carries
the keys of all the quotes that cover it. Linear in the text and its anchors,
but for sorting.
"""

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from quotes.text.quotation_marks import QuotedSpan, quoted_spans

_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_SENTENCE_END = re.compile(r"[.!?…؟。][\"”’»)\]]*\s+")


@dataclass(frozen=True)
class Anchor:
    """A span of a quote in the text; `key` identifies the quote.

    `marks` are spans of the text that an original proves (`same`) or has otherwise (`differs`).
    """

    key: Hashable
    start: int
    end: int
    marks: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True)
class Run:
    """Words of one kind: in no quote, quoted verbatim, or paraphrased.

    `opens` has the quotes that begin with these words, `mark` what an original says of them.
    """

    text: str
    keys: tuple[Hashable, ...] = ()
    verbatim: bool = False
    opens: tuple[Hashable, ...] = ()
    mark: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Runs in order; `number` counts paragraphs from 1; `cut_before` and `cut_after`
    say that words were left out there."""

    number: int
    runs: tuple[Run, ...]
    cut_before: bool = False
    cut_after: bool = False

    @property
    def opens(self) -> tuple[Hashable, ...]:
        """The quotes that begin in this paragraph, in order."""
        return tuple(key for run in self.runs for key in run.opens)

    @property
    def keys(self) -> tuple[Hashable, ...]:
        """The quotes that have any of its words, in order."""
        return tuple(dict.fromkeys(key for run in self.runs for key in run.keys))


def paragraph_bounds(text: str) -> list[tuple[int, int]]:
    """The bounds of each paragraph: lines without a blank line between them."""
    return [(found.start(), found.end()) for found in _PARAGRAPH.finditer(text)]


def marked_paragraphs(text: str, anchors: Iterable[Anchor]) -> list[Paragraph]:
    """The whole text as paragraphs with its quotes marked."""
    bounds = paragraph_bounds(text)
    return _laid_out(text, anchors, bounds, [(n, *b) for n, b in enumerate(bounds, 1)])


def excerpts(
    text: str, anchors: Iterable[Anchor], before: int = 0, after: int = 0
) -> list[Paragraph]:
    """Only the sentences that have quotes, each in its paragraph.

    Whole sentences that fit into `before` and `after` code points around them are included;
    passages of one paragraph that touch become one.
    """
    anchors = list(anchors)
    bounds = paragraph_bounds(text)
    windows = [
        (n, *_window(text, first, last, pieces, before, after))
        for n, (first, last) in enumerate(bounds, 1)
        for pieces in _groups(text, anchors, first, last, before, after)
    ]
    return _laid_out(text, anchors, bounds, windows)


def _groups(
    text: str, anchors: Sequence[Anchor], first: int, last: int, before: int, after: int
) -> Iterator[list[tuple[int, int]]]:
    """The spans of quotes inside a paragraph, grouped where their windows touch."""
    inside = sorted(
        (max(a.start, first), min(a.end, last)) for a in anchors if a.start < last and a.end > first
    )
    group: list[tuple[int, int]] = []
    reach = -1
    for piece in inside:
        start, end = _window(text, first, last, [piece], before, after)
        if group and start > reach:
            yield group
            group = []
        group.append(piece)
        reach = max(reach, end)
    if group:
        yield group


def _window(
    text: str, first: int, last: int, pieces: Sequence[tuple[int, int]], before: int, after: int
) -> tuple[int, int]:
    """The sentences around some spans, widened by whole sentences that still fit."""
    start, end = min(s for s, _ in pieces), max(e for _, e in pieces)
    breaks = [first, *(found.end() for found in _SENTENCE_END.finditer(text, first, last)), last]
    begins = [b for b in breaks if b <= start]
    near = [b for b in begins if b >= start - before]
    ends = [b for b in breaks if b >= end]
    far = [b for b in ends if b <= end + after]
    return (near[0] if near else begins[-1]), (far[-1] if far else ends[0])


def _laid_out(
    text: str,
    anchors: Iterable[Anchor],
    bounds: Sequence[tuple[int, int]],
    windows: Sequence[tuple[int, int, int]],
) -> list[Paragraph]:
    anchors = sorted(anchors, key=lambda a: (a.start, a.end))
    firsts: dict[Hashable, int] = {}
    for anchor in anchors:
        firsts.setdefault(anchor.key, anchor.start)
    spans = quoted_spans(text) if anchors else []
    marks = [(s.outer_start, s.outer_end) for s in spans]
    anchors = [_with_signs(anchor, spans) if anchor.marks else anchor for anchor in anchors]
    result = []
    for number, start, end in windows:
        first, last = bounds[number - 1]
        runs = tuple(_runs(text, start, end, anchors, marks, firsts))
        result.append(Paragraph(number, runs, start > first, end < last))
    return result


def _with_signs(anchor: Anchor, spans: Sequence[QuotedSpan]) -> Anchor:
    """Let marks take in the quotation marks around them, where these belong to the quote."""
    opened = {s.start: s.outer_start for s in spans if s.outer_start >= anchor.start}
    closed = {s.end: s.outer_end for s in spans if s.outer_end <= anchor.end}
    marks = tuple((opened.get(a, a), closed.get(b, b), mark) for a, b, mark in anchor.marks)
    return replace(anchor, marks=marks)


def _runs(
    text: str,
    start: int,
    end: int,
    anchors: Sequence[Anchor],
    marks: Sequence[tuple[int, int]],
    firsts: dict[Hashable, int],
) -> Iterator[Run]:
    here = [a for a in anchors if a.start < end and a.end > start]
    near = slice(max(bisect_right(marks, (start,)) - 1, 0), bisect_right(marks, (end,)))
    quoted = [m for m in marks[near] if m[1] > start]
    cuts = {start, end, *(p for a in here for p in (a.start, a.end))}
    cuts |= {p for m in quoted for p in m if any(a.start < p < a.end for a in here)}
    marked = [mark for a in here for mark in a.marks]
    cuts |= {p for mark in marked for p in mark[:2] if any(a.start < p < a.end for a in here)}
    places = sorted(p for p in cuts if start <= p <= end)
    openings = [m[0] for m in quoted]
    for a, b in pairwise(places):
        keys = tuple(dict.fromkeys(x.key for x in here if x.start <= a and b <= x.end))
        mark = bisect_right(openings, a) - 1
        verbatim = bool(keys) and mark >= 0 and b <= quoted[mark][1]
        over = {m[2] for m in marked if m[0] <= a and b <= m[1]} if keys else set()
        found = "differs" if "differs" in over else "".join(over)
        yield Run(text[a:b], keys, verbatim, tuple(k for k in keys if firsts[k] == a), found)
