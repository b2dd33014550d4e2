"""Which text may be stored, and the message for text that may not.

A source's words are stored as received. Only line ends are unified; nothing is
stripped, folded or repaired. Characters that no text should contain (and that
break a database, a feed or a browser) are refused with their position.
"""

import re

from django.core.exceptions import ValidationError

MAX_TEXT_BYTES = 5 * 1024 * 1024

# NUL and the C0 controls except tab and line feed, U+FFFE, U+FFFF, lone surrogates.
UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")

# Characters that change the order in which the words around them are shown.
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def unify_line_ends(text: str) -> str:
    """Write CR LF and lone CR as LF: the one change made to received text."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refuse_unstorable(text: str) -> None:
    """Refuse text with a character that a database, feed or page can't carry.

    Raises ValidationError naming the first such character and its position,
    counted in code points from 1.
    """
    found = UNSTORABLE.search(text)
    if found is None:
        return
    raise ValidationError(
        "The text has a character that can't be stored (U+%(code)s at character %(place)s). "
        "Remove it, or paste the text again as plain text.",
        code="unstorable",
        params={"code": f"{ord(found.group()):04X}", "place": found.start() + 1},
    )


def receive(text: str) -> str:
    """Prepare a source's words: unify line ends, refuse what can't be stored.

    Raises ValidationError when the text is empty, over 5 MB of UTF-8, looks
    binary, or has a refused character.
    """
    text = unify_line_ends(text)
    refuse_unstorable(text)
    if not text.strip():
        raise ValidationError("There is no text. Paste the words of the source.", code="empty")
    if len(text.encode()) > MAX_TEXT_BYTES:
        raise ValidationError(
            "The text is over 5 MB. Split it into its documents.", code="too_long"
        )
    return text


def plain_line(text: str) -> str:
    """The text on one line, without characters that change the direction of the words around it."""
    return " ".join(BIDI_CONTROLS.sub("", text).split())
