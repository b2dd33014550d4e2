"""The quoted spans that are read as words of a text.

Attribute values of markup are left out, and so are single marks where a text quotes with double ones; a
quoted span whose closing mark was forgotten ends at its cue.
"""

import re

from quotes.text.quotation_marks import QuotedSpan, quoted_spans

_CUE_INSIDE = re.compile(
    r"[,?!]\s(?=(?:(?:he|she|they)\s|(?:[A-Z][\w.'’-]{0,30}\s){1,4})?"
    r"(?:said|says|added|adds|told|asked|wrote|tweeted)\b)"
)


def readable_spans(text: str) -> list[QuotedSpan]:
    """The quoted spans of a text in order, repaired where a mark is missing."""
    return [
        quoted if quoted.closed else _end_at_cue(text, quoted)
        for quoted in _outside_markup(text, quoted_spans(text))
    ]


def _outside_markup(text: str, quoted_spans: list[QuotedSpan]) -> list[QuotedSpan]:
    """Leave out attribute values (author="…") and, beside double marks, single ones."""
    doubles = sum(not quoted.single for quoted in quoted_spans)
    singles = len(quoted_spans) - doubles
    return [
        s
        for s in quoted_spans
        if text[s.outer_start - 1 : s.outer_start] != "=" and (not s.single or singles > doubles)
    ]


def _end_at_cue(text: str, quoted: QuotedSpan) -> QuotedSpan:
    """End a quoted span without a closing mark where its cue begins: “We go, said Jo."""
    found = _CUE_INSIDE.search(text, quoted.start, quoted.end)
    if found is None:
        return quoted
    end = found.start() + 1
    return QuotedSpan(quoted.outer_start, end, quoted.start, end, True, quoted.single)
