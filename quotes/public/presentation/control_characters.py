"""Characters that would reorder or break a page: shown by name instead."""

import re
import unicodedata

from quotes.text.direction import isolated

# Direction marks, control characters and code points that HTML doesn't allow.
UNSEEN = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x7f-\x9f\ufdd0-\ufdef\ufff9-\ufffb]"
)
SHORT_NAMES = {
    "\u061c": "ALM",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}


def spelled_out(text: str) -> str:
    """Plain text in which nothing reorders what is around it."""
    return UNSEEN.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)


def in_line(text: str, language: str = "") -> str:
    """A name, a label or words as a part of a line of plain text, in its own direction."""
    return isolated(spelled_out(text), language)


def sign(found: re.Match) -> str:
    """Markup that shows one such character by its short name or its number."""
    character = found.group()
    name = SHORT_NAMES.get(character, f"U+{ord(character):04X}")
    title = (
        unicodedata.name(character, "").capitalize() or f"Control character U+{ord(character):04X}"
    )
    return f'<span class="control" title="{title}">{name}</span>'
