"""Form fields of the public filters, and the sentence when a value is wrong.

Speakers, publishers and topics are given by number or by name. One that the
public can't see is treated as if it didn't exist.
"""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import Model
from django.forms import CheckboxSelectMultiple

from quotes import visibility
from quotes.models import Speaker, Topic
from quotes.search import speakers
from quotes.search.documents import KEYS
from quotes.search.interpreter import has_quotes
from quotes.search.likely_names import that_may_be_meant
from quotes.text.query import LONGEST_QUERY
from sources.models import Publisher

#: Speakers, publishers or topics that one name may stand for.
MOST_NAMESAKES = 25


class WordsField(forms.CharField):
    """A line that a reader typed; one that is too long is refused with a sentence."""

    longest = LONGEST_QUERY

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": self.longest, "required": False, **kwargs})
        for validator in self.validators:
            if getattr(validator, "code", "") == "max_length":
                validator.message = (
                    "That is %(show_value)s characters. Shorten it to %(limit_value)s."
                )


class RowsField(WordsField):
    """Public rows by number or name; the value is a list, since names are shared."""

    longest = 200
    what = ""
    model: type[Model]

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return []
        found = self.by_number(value) if value.isascii() and value.isdecimal() else []
        found = found or self.by_name(value)
        if not found:
            raise not_in_record(self.what, value)
        return found

    def by_number(self, value: str) -> list:
        return self.public(self.model.objects.filter(pk=int(value)) if len(value) <= 18 else [])

    def by_name(self, value: str) -> list:
        return self.public(self.model.objects.filter(name__iexact=value))[:MOST_NAMESAKES]

    def public(self, rows) -> list:
        """Those that are public. The index knows at once which have a published quote."""
        return [
            row
            for row in rows
            if has_quotes(self.what, row.pk) or self.queryset().filter(pk=row.pk).exists()
        ]


def not_in_record(what: str, value: str) -> ValidationError:
    return ValidationError(
        f"No {what} “%(given)s” is in the record. Check the spelling, or leave it out.",
        params={"given": value},
    )


class SpeakerField(RowsField):
    what = "speaker"
    model = Speaker

    def queryset(self):
        return visibility.speakers()

    def by_name(self, value):
        found = that_may_be_meant(value, speakers.find_by_name(value, MOST_NAMESAKES))
        likely = speakers.likeliest(found)
        return list(self.queryset().filter(pk__in=likely)) if likely else []


class PublisherField(RowsField):
    what = "publisher"
    model = Publisher

    def queryset(self):
        return visibility.publishers()


class TopicField(RowsField):
    what = "topic"
    model = Topic

    def queryset(self):
        return visibility.topics()


class KeyedField(WordsField):
    """Words that the index holds as one token, such as where a quote was said."""

    longest = 200

    def __init__(self, name: str, **kwargs):
        super().__init__(**kwargs)
        self.name = name

    def clean(self, value):
        value = super().clean(value)
        if value and not has_quotes(self.name, KEYS[self.name](value)):
            raise not_in_record(self.name, value)
        return value


class ChoicesField(forms.MultipleChoiceField):
    """Several ticked choices; an unknown one is answered with a sentence."""

    widget = CheckboxSelectMultiple

    def __init__(self, what: str, choices, label: str):
        sentence = f"“%(value)s” isn’t a {what}. Choose one from the list."
        super().__init__(
            label=label,
            choices=choices,
            required=False,
            error_messages={"invalid_choice": sentence},
        )


class LanguageField(forms.CharField):
    def __init__(self, label: str):
        sentence = "Give a language code, such as en, ar or he."
        code = RegexValidator(r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z", sentence)
        super().__init__(label=label, max_length=35, required=False, validators=[code])


class DayInput(forms.DateInput):
    """A calendar where the browser has one; what was typed and isn't a day stays readable."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        is_day = re.fullmatch(r"\d{4}-\d\d-\d\d", str(value or "2000-01-01"))
        context["widget"]["type"] = "date" if is_day else "text"
        return context


class DayField(forms.DateField):
    widget = DayInput

    def __init__(self, label: str):
        sentence = "Give a day as year-month-day, such as 2025-10-06."
        super().__init__(
            label=label,
            required=False,
            input_formats=["%Y-%m-%d"],
            error_messages={"invalid": sentence},
        )
