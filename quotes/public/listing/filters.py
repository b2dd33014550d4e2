"""The filters of the public lists: what may stand in a query string, and the sentence when it may not.

Speakers, publishers and topics are given by number or by name. One that the
public can't see is answered exactly as one that doesn't exist.
"""

import re

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import Model
from django.forms import CheckboxSelectMultiple

from quotes import visibility
from quotes.models import Quote, Review, Speaker, Topic
from quotes.search import speakers
from quotes.search.interpreter import has_quotes
from quotes.text.query import LONGEST_QUERY, Query, parse
from quotes.text.query import filters as asked
from sources.models import Publisher

#: Speakers, publishers or topics that one name may stand for.
MOST_NAMESAKES = 25
#: Names this much less like than the likeliest are not meant.
LESS_LIKELY = 0.05
ORDERS = [("newest", "Newest first"), ("best", "Best matches first")]


class Words(forms.CharField):
    """A line that a reader typed; one that is too long is refused in words."""

    longest = LONGEST_QUERY

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": self.longest, **kwargs})
        for validator in self.validators:
            if getattr(validator, "code", "") == "max_length":
                validator.message = (
                    "That is %(show_value)s characters. Shorten it to %(limit_value)s."
                )


class Chosen(Words):
    """Something public, by its number or its name; its value is a list, for names are shared."""

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
            raise ValidationError(
                f"No {self.what} “%(given)s” is in the record. Check the spelling, or leave it out.",
                params={"given": value},
            )
        return found

    def by_number(self, value: str) -> list:
        return self.shown(self.model.objects.filter(pk=int(value)) if len(value) <= 18 else [])

    def by_name(self, value: str) -> list:
        return self.shown(self.model.objects.filter(name__iexact=value))[:MOST_NAMESAKES]

    def shown(self, rows) -> list:
        """Those that are public. The index knows at once of whatever has a published quote."""
        return [
            row
            for row in rows
            if has_quotes(self.what, row.pk) or self.queryset().filter(pk=row.pk).exists()
        ]


class ChosenSpeaker(Chosen):
    what = "speaker"
    model = Speaker

    def queryset(self):
        return visibility.speakers()

    def by_name(self, value):
        offers = speakers.named(value, MOST_NAMESAKES)
        likely = {o.speaker.pk for o in offers if o.likeness >= offers[0].likeness - LESS_LIKELY}
        return list(self.queryset().filter(pk__in=likely)) if likely else []


class ChosenPublisher(Chosen):
    what = "publisher"
    model = Publisher

    def queryset(self):
        return visibility.publishers()


class ChosenTopic(Chosen):
    what = "topic"
    model = Topic

    def queryset(self):
        return visibility.topics()


def _field(field_class, label: str, **kwargs):
    return type("Field", (filters.Filter,), {"field_class": field_class})(label=label, **kwargs)


def _several(what: str, label: str, choices):
    """Several ticked choices; an unknown one is answered with a sentence."""
    sentence = f"%(value)s is no {what} of this record. Choose one of those listed."
    return filters.MultipleChoiceFilter(
        label=label,
        choices=choices,
        widget=CheckboxSelectMultiple,
        error_messages={"invalid_choice": sentence},
    )


class Day(forms.DateInput):
    """A calendar where the browser has one; what was typed and is no day stays to be read."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        is_day = re.fullmatch(r"\d{4}-\d\d-\d\d", str(value or "2000-01-01"))
        context["widget"]["type"] = "date" if is_day else "text"
        return context


def _day(label: str):
    sentence = "Give a day as year-month-day, such as 2025-10-06."
    return filters.DateFilter(
        label=label,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": sentence},
        widget=Day(),
    )


class QuoteFilter(filters.FilterSet):
    """What a list of quotes may be narrowed by. It yields a query for search, not a queryset."""

    q = _field(Words, "Words or a name")
    speaker = _field(ChosenSpeaker, "Speaker")
    publisher = _field(ChosenPublisher, "Publisher")
    kind = _several("kind of quote", "How it is quoted", Quote.Kind.choices)
    review = _several("review", "Checked", Review.Verdict.choices)
    topic = _field(ChosenTopic, "Topic")
    language = filters.CharFilter(
        label="Language",
        max_length=35,
        validators=[
            RegexValidator(
                r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z",
                "Give a language code, such as en, ar or he.",
            )
        ],
    )
    said_from = _day("Said from")
    said_to = _day("Said to")
    order = filters.ChoiceFilter(
        label="Order",
        choices=ORDERS,
        error_messages={
            "invalid_choice": "Quotes stand newest first or best matches first (newest or best)."
        },
    )

    class Meta:
        model = Quote
        fields: list[str] = []

    def __init__(self, data, queryset=None) -> None:
        """Without the copies of filters and fields that querysets would need: none is filtered."""
        self.is_bound, self.data = True, data
        self._form = QuoteForm(data)

    def query(self) -> Query:
        """Everything asked for: the words of the search box and each filter in force."""
        clean = self.form.cleaned_data
        query = parse(clean["q"])
        for name in ("speaker", "publisher", "topic"):
            query &= asked(name, *(str(row.pk) for row in clean[name]))
        for name in ("kind", "review"):
            query &= asked(name, *clean[name])
        return query & asked("lang", clean["language"]) & asked("said", self._days())

    def _days(self) -> str:
        first, last = (self.form.cleaned_data[name] for name in ("said_from", "said_to"))
        if not first and not last:
            return ""
        return f"{first.isoformat() if first else ''}..{last.isoformat() if last else ''}"


QuoteForm = type(
    "QuoteForm", (forms.Form,), {name: one.field for name, one in QuoteFilter.base_filters.items()}
)
