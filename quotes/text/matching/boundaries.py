"""Where a word may begin or end, in any script.

Follows Unicode's word boundaries (UAX #29) and adds what a quotation needs: inside a number, after
its sign, or after a negating prefix ("non-violent") there is no boundary.
"""

import re
import unicodedata
from functools import cache

HYPHENS = "-\u2010\u2011"
APOSTROPHES = "'\u2019\u02bc\uff07"
_MINUS = "-\u2212\u2013\u2010\u2011"
_JOINS_DIGITS = ".,:/'\u2019\u066b\u066c"
_THIN_SPACES = "\u00a0\u202f\u2009"
# Elided articles and pronouns of French, Italian and Catalan; not n', which negates.
_ELIDED = re.compile(
    r"(?:[ldjmtsc]|qu|un|dell|nell|all|sull|dall|quell|bell|jusqu|lorsqu|puisqu)\Z"
)
_NEGATING = re.compile(r"(?:non|anti|un|in|dis|mis|counter|ex|pre|post|pro|pseudo|quasi)\Z")
SPACELESS = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1980-\u19df\u1a20-\u1aaf"
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3100-\u312f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua980-\ua9ff\uaa60-\uaa7f\uf900-\ufaff"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
_ZWJ = "\u200d"
_INVISIBLE_JOINTS = (
    "\u00ad\u200c\u2060\ufeff"  # soft hyphen, non-joiner, word joiner and its predecessor
)
_MOST_JOINTS = 32  # invisible characters in a row that are skipped
_LATE_VOWELS = "\u0e33\u0eb3"  # letters by category, but the tail of a Thai or Lao cluster


@cache
def marks(beyond: int = 0x1F000) -> str:
    """The combining marks up to a code, as ranges for a regular expression's character class."""
    ranges: list[list[int]] = []
    for code in range(0x300, beyond):
        if unicodedata.category(chr(code))[0] == "M":
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in ranges)


@cache
def token_pattern() -> re.Pattern[str]:
    """One word; in scripts written without spaces, one character with its marks."""
    word = rf"[^\W{SPACELESS}]|[{marks()}]"
    return re.compile(rf"[{SPACELESS}][{marks()}{_LATE_VOWELS}]*|(?:{word})+(?:['’](?:{word})+)*")


SPACELESS_CHAR = re.compile(f"[{SPACELESS}]")


def is_spaceless(char: str) -> bool:
    """Whether the character belongs to a script written without spaces between words."""
    return SPACELESS_CHAR.match(char) is not None


def is_word_char(char: str) -> bool:
    """Whether the character can be inside a word: a letter, digit, underscore or mark."""
    return char.isalnum() or char == "_" or unicodedata.category(char)[0] == "M"


def is_boundary(text: str, at: int) -> bool:
    """Whether a quotation may begin or end at this offset of the text."""
    if at <= 0 or at >= len(text):
        return True
    left, right = text[at - 1], text[at]
    if right == " " or (left == " " and right < "\u0300"):
        return True  # by far the commonest
    if _inside_cluster(text, at) or _inside_joined(text, at):
        return False
    if is_word_char(left) and is_word_char(right):
        return is_spaceless(left) or is_spaceless(right)
    return not (_inside_number(text, at) or _inside_compound(text, at))


def _inside_cluster(text: str, at: int) -> bool:
    """Whether the cut would split one user-perceived character."""
    left, right = text[at - 1], text[at]
    if unicodedata.category(right)[0] == "M" or right in _LATE_VOWELS or right == _ZWJ:
        return True
    if left == _ZWJ or "\U0001f3fb" <= right <= "\U0001f3ff" or left + right == "\r\n":
        return True
    return _is_flag_half(right) and _flag_halves_before(text, at) % 2 == 1


def _inside_joined(text: str, at: int) -> bool:
    """Whether invisible characters at the cut hold a word together: sea\u00adson is one word."""
    if text[at - 1] not in _INVISIBLE_JOINTS and text[at] not in _INVISIBLE_JOINTS:
        return False
    left = text[max(0, at - _MOST_JOINTS) : at].rstrip(_INVISIBLE_JOINTS)[-1:]
    right = text[at : at + _MOST_JOINTS].lstrip(_INVISIBLE_JOINTS)[:1]
    return bool(left and right) and is_word_char(left) and is_word_char(right)


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _flag_halves_before(text: str, at: int) -> int:
    start = at
    while start > 0 and _is_flag_half(text[start - 1]):
        start -= 1
    return at - start


def _inside_number(text: str, at: int) -> bool:
    """Whether the cut splits one number: 1,700 or 10:30 or 0.5 or -5."""
    left, right = text[at - 1], text[at]
    before, after = text[at - 2 : at - 1] if at > 1 else "", text[at + 1 : at + 2]
    if left.isdigit() and after.isdigit():
        return right in _JOINS_DIGITS or (right in _THIN_SPACES and _is_thousand(text, at + 1))
    if not right.isdigit():
        return False
    if before.isdigit():
        return left in _JOINS_DIGITS or (left in _THIN_SPACES and _is_thousand(text, at))
    return (left in _MINUS or left in ".,") and not (before and is_word_char(before))


def _is_thousand(text: str, at: int) -> bool:
    return re.match(r"\d{3}(?!\d)", text[at : at + 4]) is not None


def _inside_compound(text: str, at: int) -> bool:
    """Whether the cut splits a word at its apostrophe, or takes a negating prefix off."""
    left, right = text[at - 1], text[at]
    if right in APOSTROPHES and is_word_char(left):
        return at + 1 < len(text) and is_word_char(text[at + 1])
    if not is_word_char(right) or at < 2 or not is_word_char(text[at - 2]):
        return False
    if left in APOSTROPHES:
        return not _ELIDED.match(_word_ending(text, at - 1))
    return left in HYPHENS and bool(_NEGATING.match(_word_ending(text, at - 1)))


def _word_ending(text: str, end: int) -> str:
    """The word that ends at this offset, in lower case; longer ones cut short."""
    found = re.search(r"\w*$", text[max(0, end - 12) : end])
    return found.group().lower() if found else ""


def has_words(words: str) -> bool:
    """Whether there is anything to search for: a letter, digit or symbol, not punctuation alone."""
    return any(c.isalnum() or unicodedata.category(c) == "So" for c in words)


def count_words(words: str) -> float:
    """How many words there are; in scripts without spaces two characters count as one word."""
    return sum(0.5 if is_spaceless(token[0]) else 1.0 for token in token_pattern().findall(words))


def is_distinctive(words: str) -> bool:
    """Whether finding these words may suggest a link: more than three words."""
    return count_words(words) > 3
