"""Quotation marks: which words of a text are between them.

A newsroom's text mixes “curly”, "straight", „German“, « French », 「Japanese」, ‘British’ and
``typewriter'' marks, with apostrophes, inches and acronyms that only look like them. Marks are
paired paragraph by paragraph, so that one missing mark affects one paragraph only.
All offsets are code points, half-open. Every function is linear in the text it reads.
"""

import re
from dataclasses import dataclass
from typing import Literal

from quotes.text.quotation_signs import SINGLES, Mark, read_mark

Kind = Literal["direct", "partial", "paraphrase"]


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """Words between one pair of marks: `outer` with the marks, `start`–`end` inside them.

    `closed` is false when the closing mark is missing: the span then ends with its
    paragraph or to the next opening mark. `single` tells ‘…’ from “…”.
    """

    outer_start: int
    outer_end: int
    start: int
    end: int
    closed: bool = True
    single: bool = False


_SIGNS = "“”„‟«»‹›「」『』〝〞〟＂\"״‘’‚‛'`"
_BREAKS = "\n\u2028\u2029"
_ORNAMENT = 5  # that many marks in a row are an ornament, not quotation
_TOKEN = re.compile(
    rf"[{_SIGNS}]{{{_ORNAMENT},}}|(?<=\S)'(?=''(?!'))|``|''|(?<![^\s(]),,(?=\w)|[{_SIGNS}]|\n(?:[^\S\n]*\n)+|[\n\u2028\u2029]"
)
_CLOSERS = {
    "“": '”"“',
    "‟": '”"',
    "„": '“”"',
    "”": "”“",
    '"': '"”',
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "〝": "〞〟",
    "‘": "’",
    "‚": "‘’",
}
#: Words that no clause that makes sense alone comes after.
_LEAD = re.compile(r"\b(?:to|a|an|the|of|his|her|its|their|our|my|your)\s$", re.IGNORECASE)
_SMALL = re.compile(r"[“\"„«‘']\s?[a-z]")
_WORD = re.compile(r"\w")
_BREAK = re.compile(r"\n[^\S\n]*\n")
_DOUBLES = re.compile(r"[“”„«»「＂\"]|``|''")


def quoted_spans(text: str, start: int = 0, end: int | None = None) -> list[QuotedSpan]:
    """The outermost spans between quotation marks in `text[start:end]`, in order.

    Marks are paired over the whole paragraphs that the range touches, and the spans cut to the
    range, so that words of a range that begins inside a pair of marks are still quoted.
    """
    end = len(text) if end is None else min(end, len(text))
    start = max(0, start)
    if start >= end:
        return []
    first, last = _paragraphs_around(text, start, end)
    found = _pair(text, first, last)
    if first == start and last == end:
        return found
    return [cut for s in found if (cut := _cut(s, start, end)) is not None]


def propose_kind(text: str, segments: list[tuple[int, int]]) -> Kind:
    """The kind that the marks suggest: segments wholly (direct), partly or not at all inside them."""
    if not segments:
        return "paraphrase"
    low, high = min(s for s, _ in segments), max(e for _, e in segments)
    spans = quoted_spans(text, low, high)
    inside = outside = False
    at = 0
    for start, end in sorted(segments):
        while at < len(spans) and spans[at].outer_end <= start:
            at += 1
        here = start
        for span in spans[at:]:
            if span.outer_start >= end:
                break
            outside = outside or _has_word(text, here, span.outer_start)
            inside = inside or _has_word(text, max(span.start, start), min(span.end, end))
            here = max(here, span.outer_end)
        outside = outside or _has_word(text, here, end)
    if not inside:
        return "paraphrase"
    return "partial" if outside or is_led_into(text, min(segments)[0]) else "direct"


def is_led_into(text: str, start: int) -> bool:
    """Whether quoted words only finish what the reporter began: pledged to “continue …”."""
    lead = _LEAD.search(text, max(0, start - 12), start)
    return lead is not None and _SMALL.match(text, start) is not None


def _has_word(text: str, start: int, end: int) -> bool:
    return start < end and _WORD.search(text, start, end) is not None


def _paragraphs_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The range widened to blank lines, so that pairing never depends on where a reader cut."""
    first = 0 if start == 0 else text.rfind("\n\n", 0, start) + 1
    after = _BREAK.search(text, end)
    return first, len(text) if after is None else after.start()


def _cut(span: QuotedSpan, start: int, end: int) -> QuotedSpan | None:
    if span.end <= start or span.start >= end:
        return None
    return QuotedSpan(
        max(span.outer_start, start),
        min(span.outer_end, end),
        max(span.start, start),
        min(span.end, end),
        span.closed,
        span.single,
    )


def _pair(text: str, first: int, last: int) -> list[QuotedSpan]:
    """Read the marks of some paragraphs and give the outermost pairs."""
    straight_singles = _DOUBLES.search(text) is None
    result: list[QuotedSpan] = []
    marks: list[Mark] = []
    for token in _TOKEN.finditer(text, first, last):
        sign = token.group()
        if sign[0] in _BREAKS:
            if marks and (len(sign) > 1 or not _carries_on(marks, text, token.end(), last)):
                result.extend(_pair_paragraph(text, marks, token.start()))
                marks = []
            continue
        if len(sign) >= _ORNAMENT:
            continue
        mark = read_mark(text, token.start(), token.end(), sign, straight_singles)
        if mark is not None:
            marks.append(mark)
    result.extend(_pair_paragraph(text, marks, last))
    return result


def _carries_on(marks: list[Mark], text: str, here: int, last: int) -> bool:
    """Whether a quote still open at a single line break is closed further on (a wrapped line)."""
    previous = marks[-1]
    if previous.closes and not previous.opens:
        return False
    following = _TOKEN.search(text, here, last)
    if following is None or len(following.group()) > 2 or following.group()[0] in _BREAKS:
        return False
    mark = read_mark(text, following.start(), following.end(), following.group(), False)
    if mark is None or not mark.closes or mark.opens:
        return False
    return mark.sign in _CLOSERS.get(previous.sign, "")


def _pair_paragraph(text: str, marks: list[Mark], end: int) -> list[QuotedSpan]:
    """Match openers and closers with a stack and keep the outermost pairs."""
    if not marks:
        return []
    stack: list[Mark] = []
    spans: list[tuple[Mark, Mark | None]] = []
    later_single = _single_follows(marks)
    for i, mark in enumerate(marks):
        if mark.closes and _close(text, mark, stack, spans, later_single[i]):
            continue
        if not mark.opens:
            continue
        if mark.sign in SINGLES:
            if not stack:
                stack.append(mark)
            continue
        if mark.sign == '"' and stack and stack[-1].sign == '"':
            spans.append((stack.pop(), None))
        stack.append(mark)
    spans.extend((mark, None) for mark in stack)
    spans.sort(key=lambda span: span[0].start)
    return _outermost(text, spans, end)


def _single_follows(marks: list[Mark]) -> list[bool]:
    """For each mark, whether the next single mark after it closes."""
    follows, closing = [False] * len(marks), False
    for i in range(len(marks) - 1, -1, -1):
        follows[i] = closing
        if marks[i].sign in SINGLES:
            closing = marks[i].closes
    return follows


def _close(
    text: str,
    mark: Mark,
    stack: list[Mark],
    spans: list[tuple[Mark, Mark | None]],
    closer_follows: bool,
) -> bool:
    """Close the innermost opener that `mark` fits; what was left open above it is dropped."""
    if not stack:
        return False
    if mark.sign in SINGLES and stack[-1].sign in SINGLES and closer_follows:
        tail = text[mark.start - 1 : mark.end + 2]
        if tail[0] in "sS" and tail[-2:-1].isspace() and tail[-1].isalpha():
            return False
    depth = len(stack) - 1
    lowest = max(0, depth - 3)
    while depth >= lowest and mark.sign not in _CLOSERS.get(stack[depth].sign, ""):
        depth -= 1
    if depth < lowest:
        return False
    spans.extend((opener, None) for opener in stack[depth + 1 :])
    spans.append((stack[depth], mark))
    del stack[depth:]
    return True


def _outermost(text: str, spans: list[tuple[Mark, Mark | None]], end: int) -> list[QuotedSpan]:
    result: list[QuotedSpan] = []
    here = -1
    for i, (opener, closer) in enumerate(spans):
        if opener.start < here:
            continue
        single = opener.sign in SINGLES
        if closer is None:
            if text[opener.start] == ",":
                continue  # two commas, and nothing that closes them
            if single or "א" <= text[opener.start - 1 : opener.start] <= "ת":
                continue  # an apostrophe; a mark within a Hebrew acronym
            stop = spans[i + 1][0].start if i + 1 < len(spans) else end
            while stop > opener.end and text[stop - 1].isspace():
                stop -= 1
            inner, outer = stop, stop
        else:
            inner, outer = closer.start, closer.end
        here = outer
        if _has_word(text, opener.end, inner):
            result.append(
                QuotedSpan(opener.start, outer, opener.end, inner, closer is not None, single)
            )
    return result
