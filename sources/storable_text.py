"""Which text may be stored, and the message for text that may not.

A source's words are stored as received. Only line ends are unified; nothing is
stripped, folded or repaired. Characters that no text should contain (and that
break a database, a feed or a browser) are refused with their position.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError

MAX_TEXT_BYTES = 5 * 1024 * 1024

# NUL and the C0 controls except tab and line feed, U+FFFE, U+FFFF, lone surrogates.
UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")

# Characters that change the order in which the words around them are shown.
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# Characters that never show: controls of layout and direction, fillers. Joiners and variation
# selectors don't show either, but shape the letters beside them.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
)
_SHAPING = "\u180b-\u180d\u180f\u200c\u200d\ufe00-\ufe0f\U000e0000-\U000e0fff"
_SPACES = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000"
_LINE_ENDS = "\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029"
#: Of which nothing shows, as a class for regular expressions and for the database.
UNSEEN = f"{_INVISIBLE}{_SHAPING}{_SPACES}{_LINE_ENDS}"
_BLANK = re.compile(f"[{UNSEEN}]*")
_RUN_OF_SPACES = re.compile(f"[{_SPACES}]+")
# Arabic and Indic letters are joined or kept apart by joiners; between others these do nothing.
_JOINED = "[\u0600-\u07ff\u0900-\u0dff\u1000-\u109f\u1780-\u18ff]"
_NOTHING_TO_SHAPE = f"(?<!{_JOINED})[\u200c\u200d]|[\u200c\u200d](?!{_JOINED})"
_NOT_NEEDED = re.compile(f"[{_INVISIBLE}]|{_NOTHING_TO_SHAPE}")


def is_blank(text: str) -> bool:
    """Whether nothing of the text shows: space of any kind and invisible characters alone."""
    return _BLANK.fullmatch(text) is not None


def trimmed(text: str) -> str:
    """The text without space at its ends; empty if nothing of it shows."""
    return "" if is_blank(text) else text.strip()


def clean_line(text: str) -> str:
    """A name or title as it is stored, so that two that look the same are the same.

    Letters are composed, each run of space is one space, and invisible characters are left out.
    """
    if is_blank(text):
        return ""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _NOT_NEEDED.sub("", text))
    return _RUN_OF_SPACES.sub(" ", text).strip(" \n")


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
    if is_blank(text):
        raise ValidationError("There is no text. Paste the words of the source.", code="empty")
    if len(text.encode()) > MAX_TEXT_BYTES:
        raise ValidationError(
            "The text is over 5 MB. Split it into its documents.", code="too_long"
        )
    return text


def plain_text(text: str) -> str:
    """The text without characters that change the direction of the words around it."""
    return BIDI_CONTROLS.sub("", text)


def plain_line(text: str) -> str:
    """The same on one line."""
    return " ".join(plain_text(text).split())
