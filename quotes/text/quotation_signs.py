"""Whether a quotation sign at its place opens, closes, may do either, or is no mark.

A sign's shape and the space beside it decide: “ opens in English and closes in German, " opens
before a word and closes after one, ' is most often an apostrophe, and ״ is inside Hebrew
acronyms. Pairing is done in `quotation_marks`.
"""

import re
from typing import NamedTuple

SINGLES = frozenset("‘’‚")
#: Those that can be nothing else, as an apostrophe or the mark of a Hebrew acronym can.
QUOTATION_SIGNS = frozenset('“”„‟«»‹›「」『』〝〞〟＂"')
_SAME = {"``": "“", ",,": "„", "''": '"', "＂": '"', "״": '"', "‛": "‘", "'": "’", "`": "‘"}
_ALWAYS_OPEN = frozenset("„‟「『〝")
_ALWAYS_CLOSE = frozenset("」』〞〟")
_BEFORE_OPENING = frozenset("([{—–-/¿¡<“„«‘‚\"'־،")
_AFTER_CLOSING = frozenset(".,;:!?)]}…—–-/>”»’\"'。、，！？；：،؛؟׃־*")
_HEBREW_PREFIXES = frozenset("ובהלמשכ")
_HEBREW_WORD = re.compile(r"[א-ת]{3}|[א-ת]{1,4}[\"״][א-ת]")
_HEBREW_ENDING = re.compile(r"[א-ת](?:ים|ית|ות|יות)(?![א-ת])")
_ELISION = re.compile(r"(?:\d|(?:tis|twas|em|til|cause|n|bout|round)\b)", re.IGNORECASE)


class Mark(NamedTuple):
    """A sign that opens or closes a quotation; `sign` is its shape, the same for look-alikes."""

    start: int
    end: int
    sign: str
    opens: bool
    closes: bool


def read_mark(text: str, start: int, end: int, sign: str, straight_singles: bool) -> Mark | None:
    """Read a sign at its place by its shape and the space beside it; None if it is no mark."""
    shape = _SAME.get(sign, sign)
    if shape in _ALWAYS_OPEN:
        return Mark(start, end, shape, True, False)
    if shape in _ALWAYS_CLOSE:
        return Mark(start, end, shape, False, True)
    left = text[start - 1] if start else " "
    right = text[end] if end < len(text) else " "
    if shape in SINGLES:
        return _read_single(text, start, end, sign, left, right, straight_singles)
    gap_left = left.isspace() or left in _BEFORE_OPENING
    gap_right = right.isspace() or right in _AFTER_CLOSING
    if shape == "“":
        closing = sign == "“" and gap_right and not gap_left
        return Mark(start, end, shape, not closing, closing)
    if shape == "”":
        return Mark(start, end, shape, gap_left and not gap_right, True)
    if shape in "«»‹›":
        closing_shape = shape in "»›"
        against = gap_left and not gap_right if closing_shape else gap_right and not gap_left
        return Mark(start, end, shape, not closing_shape or against, closing_shape or against)
    return _read_straight(text, start, end, left, right)


def _read_straight(text: str, start: int, end: int, left: str, right: str) -> Mark | None:
    if "א" <= left <= "ת" and "א" <= right <= "ת":
        return Mark(start, end, '"', True, False) if _opens_in_hebrew(text, start, end) else None
    opens = (left.isspace() or left in _BEFORE_OPENING) and not right.isspace()
    closes = not left.isspace() and (right.isspace() or right in _AFTER_CLOSING)
    if opens == closes:
        return Mark(start, end, '"', not left.isdigit(), True)
    return Mark(start, end, '"', opens, closes)


def _opens_in_hebrew(text: str, start: int, end: int) -> bool:
    """Whether a mark between letters opens behind a prefix, as in ב"הארץ" but not in צה"ל.

    An acronym's mark is before its last letter, which may have an ending: מו"לים.
    """
    first = start
    while first > max(0, start - 4) and "א" <= text[first - 1] <= "ת":
        first -= 1
    if start - first > 3 or not set(text[first:start]) <= _HEBREW_PREFIXES:
        return False
    if start - first > 1 and _HEBREW_ENDING.match(text, end):
        return False
    return _HEBREW_WORD.match(text, end) is not None


def _read_single(
    text: str, start: int, end: int, sign: str, left: str, right: str, straight: bool
) -> Mark | None:
    """Single marks as distinct from apostrophes: ‘word opens, word’ closes, don’t and ’90s do neither."""
    if sign in "'`" and not straight:
        return None
    if sign == "‚":
        return Mark(start, end, "‚", True, False) if not right.isspace() else None
    gap_left = left.isspace() or left in _BEFORE_OPENING
    gap_right = right.isspace() or right in _AFTER_CLOSING
    if gap_left and not gap_right and sign != "’":
        return None if _ELISION.match(text, end) else Mark(start, end, "‘", True, False)
    if (not gap_left and gap_right) or (left in "—–-" and gap_right):
        return Mark(start, end, "‘" if sign == "‘" else "’", False, True)
    return None
