"""Spans of a capture, written `12-40,55-80` between page and server.

Offsets are code points, half-open, as everywhere in the record. A browser
counts UTF-16 units; the page converts them before it posts.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError

from quotes.text.extraction import Proposal
from quotes.text.extraction.tagged_text import TaggedText
from quotes.text.quotation_marks import quoted_spans
from sources.models import Capture
from sources.storable_text import is_blank

from .lookup import cached

Span = tuple[int, int]

_KEY = re.compile(r"[0-9]{1,8}-[0-9]{1,8}(?:,[0-9]{1,8}-[0-9]{1,8}){0,99}")


def spans_key(spans: Iterable[Sequence[int]]) -> str:
    return ",".join(f"{start}-{end}" for start, end in spans)


def parse_spans(given: str, text: str) -> list[Span]:
    """Read spans that a page posted: sorted, and joined where they touch.

    Raises ValidationError if they can't be read or lie outside the text.
    """
    if not _KEY.fullmatch(given):
        raise ValidationError("Mark some words of the text first.", code="segments")
    pairs = sorted(tuple(map(int, pair.split("-"))) for pair in given.split(","))
    if any(not start < end <= len(text) for start, end in pairs):
        raise ValidationError(
            "These words are outside the text. Reload the page and mark them again.",
            code="segments",
        )
    return _joined(_snapped(text, start, end) for start, end in pairs)


def _snapped(text: str, start: int, end: int) -> Span:
    """Without white space at the ends; with the quotation marks if all between them was marked."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if is_blank(text[start:end]):
        raise ValidationError("You marked only white space. Mark some words.", code="segments")
    for span in quoted_spans(text, max(0, start - 2), min(len(text), end + 2)):
        if (span.start, span.end) == (start, end) and span.closed:
            return span.outer_start, span.outer_end
    return start, end


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def shared_length(some: Iterable[Span], others: Sequence[Span]) -> int:
    """How many characters two sets of spans share."""
    return sum(
        max(0, min(end, other_end) - max(start, other_start))
        for start, end in some
        for other_start, other_end in others
    )


def length(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


def words_of(text: str, spans: Iterable[Span]) -> str:
    """The words as a card shows them; an interruption is an ellipsis in brackets."""
    return " […] ".join(text[start:end] for start, end in spans)


_MOST = 8
_CLAUSE_ENDS = ",;:—"


def selectable_spans(capture: Capture, proposals: list[Proposal]) -> list[list[Span]]:
    """For each sentence of the text: the sentence, then likely quotes inside it, in order.

    A keyboard steps through them while it marks words.
    """
    return cached("units", capture, lambda: _by_sentence(capture.text, proposals))


def _by_sentence(text: str, proposals: list[Proposal]) -> list[list[Span]]:
    page = TaggedText(text)
    quoted = [(s.outer_start, s.outer_end) for s in quoted_spans(text)]
    proposed = [segment for proposal in proposals for segment in proposal.segments]
    found = sorted({*quoted, *proposed})
    units = []
    for first, stop in page.sentences:
        start, end = page.start[first], page.end[stop - 1]
        inside = found[bisect_left(found, (start,)) : bisect_left(found, (end,))]
        likely = dict.fromkeys([*inside, *_clauses(page, first, stop)])
        units.append([(start, end), *list(likely)[:_MOST]])
    return units


def _clauses(page: TaggedText, first: int, stop: int) -> list[Span]:
    """The clauses after each verb of a sentence: to its end, and to the next comma."""
    end = page.end[stop - 1]
    last = page.start[stop - 1] if page.words[stop - 1] in ".!?。؟" else end
    found = []
    for at in range(first, stop - 2):
        if page.tags[at] != "V":
            continue
        begin = at + 2 if page.low[at + 1] == "that" else at + 1
        if begin < stop and page.start[begin] < last:
            comma = next((i for i in range(begin, stop) if page.words[i] in _CLAUSE_ENDS), None)
            found.append((page.start[begin], last))
            if comma is not None and comma > begin:
                found.append((page.start[begin], page.end[comma - 1]))
    return found
