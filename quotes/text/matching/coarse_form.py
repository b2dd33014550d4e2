"""Coarse forms of a text for finding likely places: quick to make; a match is never based on them.

Letters and digits, in lower case, keep their offsets; everything else is a space.
"""

import re

from .boundaries import SPACELESS, SPACELESS_CHAR

_SPACE = ord(" ")
_TABLE = bytes(
    ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else _SPACE for code in range(256)
)
_OTHER = re.compile(r"[\W_]")


def lowered(text: str) -> str:
    """The text in lower case, offset by offset."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower


def folded(text: str) -> str:
    """The text's words in lower case, everything between them as spaces."""
    return folded_ascii(text) if text.isascii() else _OTHER.sub(" ", lowered(text))


def folded_ascii(text: str) -> str:
    """As `folded`, with a space for every character beyond ASCII, which is far quicker."""
    return text.encode("ascii", "replace").translate(_TABLE).decode("ascii")


def words_of(folded: str) -> list[str]:
    """The words of a folded form; single characters where no spaces are written."""
    return folded.split() if _is_spaced(folded) else _WORD.findall(folded)


def spans_of(folded: str) -> list[tuple[int, int]]:
    """The spans of the words of a folded form, half-open, in code points."""
    pattern = _SPACED_WORD if _is_spaced(folded) else _WORD
    return [match.span() for match in pattern.finditer(folded)]


def _is_spaced(folded: str) -> bool:
    return folded.isascii() or not SPACELESS_CHAR.search(folded)


_SPACED_WORD = re.compile(r"\S+")
_WORD = re.compile(rf"[{SPACELESS}]|[^\s{SPACELESS}]+")
