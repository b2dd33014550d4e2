"""The form that enters, edits and, after publication, amends a quote."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from quotes.editorial import entry
from quotes.editorial.locate import INTERRUPTION, FoundSegment, find_segments
from quotes.models import Quote, Revision
from quotes.text.quotation_marks import propose_kind
from sources.admin.source_text import show_bidi_controls
from sources.text_boxes import TextBox

from .words_field import TypedWords, WordsField, place_choice

NO_TEXT = "No text is chosen. Open a text and add the quote there."
NOT_THERE = "These words aren't in the text: “{}”."
NEAREST = "The nearest passage is: “{}”. Copy the words from there."
TWICE = "“{}” appears {} times in the text. Choose below which one you mean."
ORDER = "The passages overlap, or aren't in the order of the text. Enter them in order."


class QuoteForm(forms.ModelForm):
    words = WordsField()
    kind = forms.ChoiceField(
        required=False,
        choices=[("", "Decide by the quotation marks"), *Quote.Kind.choices],
        help_text="Normally decided by the quotation marks. Choose another if they mislead.",
    )
    change_kind = forms.ChoiceField(
        choices=[("", "Choose…"), *((s.value, s.label) for s in Revision.PUBLIC_CHANGES)],
        label="Kind of change",
    )
    reason = TextBox(widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)

    class Meta:
        model = Quote
        fields = [
            "capture", "kind", "cue", "medium", "medium_basis", "first_hand",
            "said_from", "said_to", "said_at", "spoken_language", "language_basis",
            "original_words", "translator", "parent", "topics",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.found: list[FoundSegment] = []
        self._fit_to_status()
        if self.instance.pk and "words" in self.fields:
            self._show_saved_words()

    def _fit_to_status(self) -> None:
        quote, fields = self.instance, self.fields
        if quote.pk:
            fields.pop("capture", None)
        elif "capture" in fields:
            fields["capture"].widget = forms.HiddenInput()
            fields["capture"].error_messages["required"] = NO_TEXT
        if quote.is_public:
            fields.pop("words")
            fields["reason"].help_text = "Readers will see it."
            fields["kind"].choices = Quote.Kind.choices
        else:
            fields.pop("change_kind")
            fields["reason"].required = False
            fields["reason"].label = "Note for colleagues"

    def clean_said_at(self):
        """The exact time on record, to its fraction of a second, if it wasn't changed."""
        typed, existing = self.cleaned_data["said_at"], self.instance.said_at
        same = typed and existing and existing.replace(microsecond=0) == typed
        return existing if same else typed

    def _show_saved_words(self) -> None:
        segments = list(self.instance.segments.all())
        places = {number: segment.start for number, segment in enumerate(segments)}
        words = f"\n{INTERRUPTION}\n".join(segment.words for segment in segments)
        found = find_segments(words, self.instance.capture.text)
        twice = {n: start for n, start in places.items() if n < len(found) and not found[n].place}
        self.initial["words"] = TypedWords(words, twice)
        if not self.is_bound:
            self._suggest_places(found, twice)

    def _suggest_places(self, found: list[FoundSegment], chosen: dict[int, int]) -> None:
        """List the places to choose from below the text box."""
        text = self._capture.text
        self.fields["words"].widget.choices = [
            place_choice(number, f, text, chosen.get(number))
            for number, f in enumerate(found)
            if len(f.places) > 1
        ]

    @property
    def _capture(self):
        return self.instance.capture if self.instance.pk else self.cleaned_data.get("capture")

    def clean(self):
        data = super().clean()
        if "words" in self.fields and data.get("words") and self._capture:
            self._find(data["words"])
        if self._capture:
            self._check_cue(data)
        return data

    def _find(self, typed: TypedWords) -> None:
        text = self._capture.text
        open_choice = find_segments(typed.words, text)
        self.found = find_segments(typed.words, text, typed.places)
        self._suggest_places(open_choice, typed.places)
        for found in self.found:
            if error := _error(found, text):
                self.add_error("words", error)
        if not self.has_error("words"):
            self._check_order()

    def _check_order(self) -> None:
        try:
            entry.check_segments(self._capture, self.spans)
        except ValidationError as refusal:
            self.add_error("words", refusal if refusal.code == "blank" else ORDER)
            return
        if not self.cleaned_data.get("kind"):
            self.cleaned_data["kind"] = propose_kind(self._capture.text, self.spans)

    @property
    def spans(self) -> list[tuple[int, int]]:
        return [found.place for found in self.found if found.place]

    def _check_cue(self, data) -> None:
        try:
            entry.require_occurs(self._capture.text, data.get("cue", ""), "cue")
        except ValidationError as refusal:
            self.add_error("cue", refusal.message_dict["cue"])

    def changes_as_typed(self) -> bool:
        """Whether the saved words differ from the typed ones in typography."""
        text = self._capture.text
        return any(text[slice(*f.place)] != f.words for f in self.found if f.place)

    def _get_validation_exclusions(self):
        # Without words no kind can be proposed, and one error is enough.
        return super()._get_validation_exclusions() | (
            {"kind"} if not self.cleaned_data.get("kind") else set()
        )


def _error(found: FoundSegment, text: str):
    """What is wrong with a passage that can't be saved; None if it can."""
    if found.place:
        return None
    if found.places:
        return format_html(TWICE, found.words, len(found.places))
    if found.nearest is None:
        return format_html(
            NOT_THERE + " Nothing similar is there either. Copy the words from the text.",
            found.words,
        )
    passage = show_bidi_controls(text[slice(*found.nearest)])
    return format_html(NOT_THERE + " " + NEAREST, found.words, passage)
