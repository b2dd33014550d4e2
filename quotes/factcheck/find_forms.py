"""Add a source: from its address, or pasted with what is known of it."""

from django import forms
from django.core.exceptions import ValidationError

from quotes.text import locators
from sources.models import Capture, Publisher, Source
from sources.publishers import publisher_named
from sources.text_boxes import TextBox
from sources.zoned_forms import OF_THE_PLACE, ClockField, InstantThere, ZoneField

from .forms import line, prose


class AddressForm(forms.Form):
    kind = forms.ChoiceField(label="Kind", choices=Source.Kind.choices, initial=Source.Kind.POST)
    address = line("Address", most=2000, required=True, help_text="It starts with https://.")

    def __init__(self, *args, **kwargs):
        super().__init__(
            *args, auto_id="at_%s", **kwargs
        )  # the other form on the page has a “kind” too


class PasteForm(InstantThere, forms.Form):
    """A source pasted by hand, with what is known of it."""

    kind = forms.ChoiceField(label="Kind", choices=Source.Kind.choices, initial=Source.Kind.POST)
    text = TextBox(
        label="Text",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        error_messages={"required": "Paste the text of the source."},
    )
    method = forms.ChoiceField(
        label="How you got it", choices=Capture.by_hand(), initial=Capture.Method.PASTED
    )
    obtained_by = line("Transcribed or heard by")
    note = prose("Note for readers on how you got it", required=False)
    headline = line("Headline", most=500)
    author = line("Author or byline", most=300)
    account = line("Account", help_text="For a post, such as @name.")
    publisher = line("Publisher or platform")
    url = forms.URLField(label="Link", max_length=2000, required=False, assume_scheme="https")
    published_on = forms.DateField(
        label="Published on", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    published_at = ClockField(
        label="Exact time, if known",
        required=False,
        help_text=OF_THE_PLACE,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )
    time_zone = ZoneField()
    place = line(
        "Place of that zone", most=100, help_text="As the hour is written: 17:56 in Washington."
    )
    language = line("Language", most=35, help_text="A language code, such as en or ar.")
    duration = line(
        "Length of the recording", most=12, help_text="For video or audio, as mm:ss or hh:mm:ss."
    )

    ABOUT = (
        "kind", "headline", "author", "account", "publisher", "url", "published_on",
        "published_at", "time_zone", "place", "language", "duration",
    )  # fmt: skip
    HOW = ("method", "obtained_by", "note")

    def clean(self):
        data = super().clean()
        post = data.get("kind") == Source.Kind.POST
        kind = Publisher.Kind.PLATFORM if post else Publisher.Kind.OUTLET
        try:
            data["publisher"] = publisher_named(data.get("publisher", ""), kind)
        except ValidationError as several:
            self.add_error("publisher", several)
        return data

    def clean_url(self) -> str:
        if url := self.cleaned_data["url"]:
            Source._meta.get_field("url").run_validators(url)
        return url

    def clean_duration(self) -> int | None:
        """In seconds."""
        typed = self.cleaned_data["duration"]
        try:
            return locators.seconds(typed) if typed else None
        except locators.WrongLocator as wrong:
            raise ValidationError(str(wrong)) from None
