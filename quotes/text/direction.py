"""The direction of a text: that of its recorded language; of its letters only where none is.

Where a text runs from right to left and is joined with words that don't, it is isolated: on a page
by `<bdi>`, in plain text by characters. Otherwise a date or a bracket beside it would jump.
"""

import re

#: Languages written from right to left, by the first part of their code.
_RIGHT_TO_LEFT = {"ar", "he", "iw", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb", "syr"}
_LETTERS = re.compile(
    "([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])|[A-Za-z\u00c0-\u058f\u1e00-\u1fff]"
)

_RIGHT_TO_LEFT_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
#: What begins an isolated text, by its direction: as said, or by its own first letter.
_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067", "auto": "\u2068"}
_END_OF_ISOLATE = "\u2069"


def direction(language: str) -> str:
    """The base direction of a text whose language is known; otherwise the browser's to find."""
    if not language:
        return "auto"
    parts = language.lower().split("-")
    if "latn" in parts[1:]:
        return "ltr"
    return "rtl" if parts[0] in _RIGHT_TO_LEFT else "ltr"


def direction_of(language: str, text: str) -> str:
    """The same where no browser finds it: without a language, by the first letter."""
    found = direction(language)
    if found != "auto":
        return found
    first = _LETTERS.search(text)
    return "rtl" if first and first.group(1) else "ltr"


def isolated(text: str, language: str = "") -> str:
    """A name, a label or words, set into a line of English; unchanged if all of it reads as English.

    What may end an isolate has to be taken out of the text before.
    """
    if not _RIGHT_TO_LEFT_LETTER.search(text):
        return text
    return f"{_ISOLATES[direction(language)]}{text}{_END_OF_ISOLATE}"
