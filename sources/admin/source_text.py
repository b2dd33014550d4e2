"""A source's text in the admin: the form field, and how hidden characters are shown."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join

from sources.storable_text import BIDI_CONTROLS, receive
from sources.text_boxes import TextBox

_SHORT = {
    "\u061c": "ALM", "\u200e": "LRM", "\u200f": "RLM", "\u202a": "LRE", "\u202b": "RLE",
    "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO", "\u2066": "LRI", "\u2067": "RLI",
    "\u2068": "FSI", "\u2069": "PDI",
}  # fmt: skip


class SourceTextField(TextBox):
    """A field for a source's whole text, saved unedited or rejected with an explanation."""

    widget = forms.Textarea(attrs={"rows": 24, "cols": 90, "dir": "auto"})

    def __init__(self, **kwargs):
        super().__init__(strip=False, **kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        if value in self.empty_values:
            return value
        if "\ufffd" * 3 in value:
            raise ValidationError(
                "This looks like a file, not text, since many characters couldn't be read. "
                "Open the document and copy its words."
            )
        return receive(value)


def show_bidi_controls(text: str):
    """Text as HTML, with bidirectional control characters shown as signs instead of applied."""
    pieces, at = [], 0
    for found in BIDI_CONTROLS.finditer(text):
        pieces.append((text[at : found.start()], _sign(found.group())))
        at = found.end()
    return format_html_join("", "{}{}", [*pieces, (text[at:], "")])


def _sign(char: str):
    name = unicodedata.name(char).capitalize()
    return format_html('<span class="bidi-sign" title="{}">[{}]</span>', name, _SHORT[char])


def bidi_warning(text: str) -> str:
    """A warning about bidirectional control characters; empty if there are none."""
    count = len(BIDI_CONTROLS.findall(text))
    if not count:
        return ""
    characters = (
        "1 hidden character that changes"
        if count == 1
        else (f"{count} hidden characters that change")
    )
    return (
        f"The text has {characters} the direction in which words are shown. "
        "They are kept, and shown as signs such as [RLO]. Check that the words read correctly."
    )
