"""The text box for a quote's words, with the places to choose from below it."""

from dataclasses import dataclass
from typing import NamedTuple

from django import forms
from django.template.loader import render_to_string

from quotes.editorial.locate import INTERRUPTION, FoundSegment
from quotes.text.matching import context
from sources.admin.posted_state import Posted
from sources.admin.source_text import show_bidi_controls
from sources.storable_text import refuse_unstorable, unify_line_ends

HELP = (
    "Copy them from the text, with their quotation marks. Where the story interrupts a quote "
    f"(“… ,” she said, “… .”), put {INTERRUPTION} on a line of its own between the passages."
)


class TypedWords(NamedTuple):
    """What an editor typed, and the place chosen for each passage that appears twice."""

    words: str
    places: dict[int, int]


@dataclass
class PlaceChoice:
    """A passage that appears in several places, for a person to choose from."""

    number: int
    words: str
    options: list[dict]


def place_choice(number: int, found: FoundSegment, text: str, chosen: int | None) -> PlaceChoice:
    options = []
    for start, end in found.places:
        before, after = context(text, (start, end), width=60)
        options.append(
            {
                "start": start,
                "before": show_bidi_controls(before),
                "words": show_bidi_controls(text[start:end]),
                "after": show_bidi_controls(after),
                "checked": start == chosen,
            }
        )
    return PlaceChoice(number, found.words, options)


class WordsWidget(forms.Textarea):
    """A text box, with radio buttons for each passage that appears more than once."""

    def __init__(self, attrs=None):
        super().__init__({"rows": 5, "cols": 90, "dir": "auto", **(attrs or {})})
        self.choices: list[PlaceChoice] = []

    def render(self, name, value, attrs=None, renderer=None):
        box = super().render(name, value, attrs, renderer)
        return render_to_string(
            "admin/quotes/words.html", {"box": box, "name": name, "choices": self.choices}
        )

    def format_value(self, value):
        return value.words if isinstance(value, TypedWords) else value

    def value_from_datadict(self, data, files, name):
        return TypedWords(unify_line_ends(data.get(name, "")), _places(name, data))

    def value_omitted_from_data(self, data, files, name):
        return name not in data

    # The same values, as the edit lock compares them.

    def as_posted(self, name: str, value) -> Posted:
        if not isinstance(value, TypedWords):
            return {name: [value or ""]}
        places = {f"{name}_place_{n}": [str(start)] for n, start in value.places.items()}
        return {name: [value.words], **places}

    def sent(self, name: str, data) -> Posted:
        return self.as_posted(name, self.value_from_datadict(data, {}, name))


def _places(name: str, data) -> dict[int, int]:
    prefix = f"{name}_place_"
    return {
        int(key.removeprefix(prefix)): int(data[key])
        for key in data
        if key.startswith(prefix)
        and key.removeprefix(prefix).isdecimal()
        and str(data[key]).isdecimal()
        and len(key) < 40
        and len(data[key]) < 12
    }


class WordsField(forms.Field):
    widget = WordsWidget

    def __init__(self, **kwargs):
        super().__init__(
            help_text=HELP,
            error_messages={"required": "The quote has no words. Copy them from the text."},
            **kwargs,
        )

    def clean(self, value: TypedWords | None) -> TypedWords:
        if value is None or not value.words.strip():
            raise forms.ValidationError(self.error_messages["required"], code="required")
        refuse_unstorable(value.words)
        return value

    def has_changed(self, initial, data):
        return not isinstance(initial, TypedWords) or initial != data
