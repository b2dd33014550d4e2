"""What a keyboard steps through when it marks: sentences, and in each the likely stretches."""

from bisect import bisect_left

from quotes.text.extraction import Proposal
from quotes.text.extraction.page import Page
from quotes.text.quotation_marks import quoted_spans
from sources.models import Capture

from .proposing import kept, proposals_of
from .stretches import Stretch

_MOST = 8
_CLAUSE_ENDS = ",;:—"


def units_of(capture: Capture) -> list[list[Stretch]]:
    """Per sentence of the text: the sentence itself, then likely stretches inside it, in order."""
    return kept("units", capture, lambda: _read(capture.text, proposals_of(capture)))


def _read(text: str, proposals: list[Proposal]) -> list[list[Stretch]]:
    page = Page(text)
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


def _clauses(page: Page, first: int, stop: int) -> list[Stretch]:
    """What follows each verb of the sentence, to its end and to the next comma."""
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
