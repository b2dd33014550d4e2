"""The form for one quote: its words, how they were said, and when."""

from django import forms

from quotes.models import Quote, Topic
from sources.storable_text import clean_line
from sources.text_boxes import TextBox

from .spans import Span, parse_spans, spans_key

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

#: The fields of “When, language, topics”.
FOLDED = (
    "medium_basis", "said_from", "said_to", "spoken_language", "language_basis", "original_words",
    "translator", "topics", "new_topics", "first_hand",
)  # fmt: skip


def line(label: str, size: int = 200, **options) -> TextBox:
    """A one-line field that rejects characters the database can't store."""
    attributes = {"dir": "auto", "autocomplete": "off", **options.pop("attributes", {})}
    return TextBox(
        label=label,
        max_length=size,
        required=False,
        widget=forms.TextInput(attrs=attributes),
        **options,
    )


class QuoteForm(forms.Form):
    """Everything about a quote except its parties, which have a form each."""

    segments = TextBox(widget=forms.HiddenInput, max_length=3000, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    again = forms.BooleanField(
        label="These words were entered already. Enter them again", required=False
    )
    cue = line("Cue", help_text="The text's own verb, such as said or denied.")
    medium = line("Medium", help_text="Where it was said, in the text's words.")
    medium_basis = forms.ChoiceField(
        label="How we know the medium",
        choices=Quote.MediumBasis,
        initial=Quote.MediumBasis.STATED,
        required=False,
    )
    kind = forms.ChoiceField(label="Kind", choices=Quote.Kind, widget=forms.RadioSelect)
    said_from = forms.DateField(label="Said from", required=False, widget=_DAY)
    said_to = forms.DateField(label="Said to", required=False, widget=_DAY)
    first_hand = forms.BooleanField(
        label="This text is the original (a post, a transcript)", required=False
    )
    spoken_language = line("Language spoken", 35, help_text="A language code, such as en or ar.")
    language_basis = forms.ChoiceField(
        label="How we know",
        choices=Quote.LanguageBasis,
        initial=Quote.LanguageBasis.NOT_STATED,
        required=False,
    )
    original_words = TextBox(
        label="Original words",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    translator = line("Translator")
    topics = line("Topics", 1000, help_text="Separated by semicolons.")
    new_topics = forms.BooleanField(label="Create new topics", required=False)

    def __init__(self, *args, capture, **kwargs):
        super().__init__(*args, auto_id="quote-%s", **kwargs)
        self.capture = capture

    def clean_segments(self) -> list[Span]:
        return parse_spans(self.cleaned_data["segments"], self.capture.text)

    def clean_cue(self) -> str:
        cue = self.cleaned_data["cue"]
        if cue and cue not in self.capture.text:
            raise forms.ValidationError(f"“{cue}” isn't in this text. Copy the cue from there.")
        return cue

    def clean_said_to(self):
        return self.cleaned_data["said_to"] or self.cleaned_data.get("said_from")

    def clean_medium_basis(self) -> str:
        return self.cleaned_data["medium_basis"] or Quote.MediumBasis.STATED

    def clean_language_basis(self) -> str:
        return self.cleaned_data["language_basis"] or Quote.LanguageBasis.NOT_STATED

    def clean(self):
        cleaned = super().clean()
        names = [
            name for part in cleaned.get("topics", "").split(";") if (name := clean_line(part))
        ]
        self.topic_names = list(dict.fromkeys(names))
        existing = set(Topic.objects.filter(name__in=names).values_list("name", flat=True))
        new = [name for name in self.topic_names if name not in existing]
        if new and not cleaned.get("new_topics"):
            self.add_error(
                "topics",
                f"No topic is called {'; '.join(new)}. Check the name, or tick “Create new topics”.",
            )
        return cleaned

    @property
    def has_folded_errors(self) -> bool:
        """Whether something is wrong in a field that is folded away until it is wanted."""
        return any(name in self.errors for name in FOLDED)

    def fields_to_store(self) -> dict:
        """Values of the quote's own columns."""
        names = (
            "kind cue medium medium_basis said_from said_to first_hand spoken_language "
            "language_basis original_words translator"
        )
        return {name: self.cleaned_data[name] for name in names.split()}


def initial_of(quote: Quote) -> dict:
    """A saved quote as the form's initial values."""
    names = QuoteForm.base_fields.keys() & {field.name for field in Quote._meta.fields}
    return {
        **{name: getattr(quote, name) for name in names},
        "segments": spans_key((s.start, s.end) for s in quote.segments.all()),
        "seen": quote.revision_number,
        "topics": "; ".join(topic.name for topic in quote.topics.all()),
    }
