"""The stretches between quotation marks that are read as words of a text.

Attribute values of markup are none, nor are single marks where a text quotes with double ones; a
stretch whose closing mark was forgotten ends at its cue.
"""

import re

from quotes.text.quotation_marks import QuotedSpan, quoted_spans

_CUE_INSIDE = re.compile(
    r"[,?!]\s(?=(?:(?:he|she|they)\s|(?:[A-Z][\w.'’-]{0,30}\s){1,4})?"
    r"(?:said|says|added|adds|told|asked|wrote|tweeted)\b)"
)


def readable_stretches(text: str) -> list[QuotedSpan]:
    """The stretches of a text in order, repaired where a mark is missing."""
    return [
        stretch if stretch.closed else _end_at_cue(text, stretch)
        for stretch in _outside_markup(text, quoted_spans(text))
    ]


def _outside_markup(text: str, stretches: list[QuotedSpan]) -> list[QuotedSpan]:
    """Leave out attribute values (author="…") and, beside double marks, single ones."""
    doubles = sum(not stretch.single for stretch in stretches)
    singles = len(stretches) - doubles
    return [
        s
        for s in stretches
        if text[s.outer_start - 1 : s.outer_start] != "=" and (not s.single or singles > doubles)
    ]


def _end_at_cue(text: str, stretch: QuotedSpan) -> QuotedSpan:
    """End a stretch whose closing mark was forgotten where its cue begins: “We go, said Jo."""
    found = _CUE_INSIDE.search(text, stretch.start, stretch.end)
    if found is None:
        return stretch
    end = found.start() + 1
    return QuotedSpan(stretch.outer_start, end, stretch.start, end, True, stretch.single)
