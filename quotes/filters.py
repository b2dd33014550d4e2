"""The filters of the public lists: what may stand in a query string, and the sentence when it may not.

Speakers, publishers and topics are given by number or by name. One that the
public can't see is answered exactly as one that doesn't exist.
"""

import re

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.forms import CheckboxSelectMultiple

from quotes import public
from quotes.models import Attribution, NameKey, Quote, Review, Speaker
from quotes.namesakes import namesakes
from quotes.text.analysis import fold

LONGEST_SEARCH = 1000
#: Speakers that one name may stand for in a filter.
MOST_NAMESAKES = 50


class Words(forms.CharField):
    """A line that a reader typed, refused in words when it can't be a line."""

    longest = LONGEST_SEARCH

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": self.longest, **kwargs})
        self.error_messages["max_length"] = (
            "That is %(show_value)s characters. Shorten it to %(limit_value)s."
        )
        for validator in self.validators:
            if getattr(validator, "code", "") == "max_length":
                validator.message = self.error_messages["max_length"]


class Chosen(Words):
    """Something public, by its number or its name; its value is a list, for names are shared."""

    longest = 200
    what = ""

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
        return list(self.queryset().filter(pk=int(value))) if len(value) <= 18 else []

    def by_name(self, value: str) -> list:
        return list(self.queryset().filter(name__iexact=value)[:MOST_NAMESAKES])


class ChosenSpeaker(Chosen):
    what = "speaker"

    def queryset(self):
        return public.speakers()

    def by_name(self, value):
        return namesakes(value, MOST_NAMESAKES)


class ChosenPublisher(Chosen):
    what = "publisher"

    def queryset(self):
        return public.publishers()


class ChosenTopic(Chosen):
    what = "topic"

    def queryset(self):
        return public.topics()


def _field(field_class):
    return type(f"{field_class.__name__}Filter", (filters.Filter,), {"field_class": field_class})


class _Several(filters.MultipleChoiceFilter):
    """Several ticked choices; an unknown one is answered with a sentence."""

    def __init__(self, what: str, **kwargs):
        sentence = f"%(value)s is no {what} of this record. Choose one of those listed."
        super().__init__(
            widget=CheckboxSelectMultiple, error_messages={"invalid_choice": sentence}, **kwargs
        )


class Day(forms.DateInput):
    """A calendar where the browser has one; what was typed and is no day stays to be read."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        is_day = re.fullmatch(r"\d{4}-\d\d-\d\d", str(value or "2000-01-01"))
        context["widget"]["type"] = "date" if is_day else "text"
        return context


def _day(label: str, method: str):
    sentence = "Give a day as year-month-day, such as 2025-10-06."
    return filters.DateFilter(
        label=label,
        method=method,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": sentence},
        widget=Day(),
    )


class QuoteFilter(filters.FilterSet):
    """Published quotes, narrowed as the query string says."""

    q = _field(Words)(label="Words or a name", method="by_words")
    speaker = _field(ChosenSpeaker)(label="Speaker", method="by_speaker")
    publisher = _field(ChosenPublisher)(label="Publisher", method="by_publisher")
    kind = _Several("kind of quote", label="How it is quoted", choices=Quote.Kind.choices)
    review = _Several(
        "review",
        label="Checked",
        choices=Review.Verdict.choices,
        method="by_review",
    )
    topic = _field(ChosenTopic)(label="Topic", method="by_topic")
    language = filters.CharFilter(
        label="Language",
        method="by_language",
        max_length=35,
    )
    said_from = _day("Said from", "since")
    said_to = _day("Said to", "until")

    class Meta:
        model = Quote
        fields: list[str] = []

    def by_words(self, queryset, name, value):
        for word in value.replace('"', " ").split():
            queryset = queryset.filter(_stands(word))
        return queryset

    def by_speaker(self, queryset, name, value):
        return queryset.filter(_through(value)) if value else queryset

    def by_publisher(self, queryset, name, value):
        return queryset.filter(capture__source__publisher__in=value) if value else queryset

    def by_topic(self, queryset, name, value):
        return queryset.filter(topics__in=value).distinct() if value else queryset

    def by_review(self, queryset, name, value):
        if not value:
            return queryset
        newest = Review.objects.filter(quote=OuterRef("pk")).values("verdict")[:1]
        unchecked = Value(Review.Verdict.UNCHECKED)
        return queryset.annotate(verdict=Coalesce(Subquery(newest), unchecked)).filter(
            verdict__in=value
        )

    def by_language(self, queryset, name, value):
        spoken = Q(spoken_language__iexact=value) | Q(spoken_language__istartswith=f"{value}-")
        printed = Q(capture__source__language__iexact=value)
        printed |= Q(capture__source__language__istartswith=f"{value}-")
        return queryset.filter(spoken | printed)

    def since(self, queryset, name, value):
        return queryset.filter(search_row__key__gte=value.toordinal() << 40)

    def until(self, queryset, name, value):
        return queryset.filter(search_row__key__lt=(value.toordinal() + 1) << 40)


def _through(speakers: list[Speaker]) -> Q:
    """Quotes in whose attribution any of these has a part: voice, capacity, carrier, affiliation."""
    party = Q(speaker__in=speakers) | Q(affiliation__in=speakers)
    return Q(pk__in=Attribution.objects.filter(party).values("quote"))


def _stands(word: str) -> Q:
    keys = NameKey.objects.filter(key=f"w:{fold(word)}").values("speaker")
    party = Q(speaker__in=keys) | Q(as_named__icontains=word)
    return Q(segments__words__icontains=word) | Q(
        pk__in=Attribution.objects.filter(party).values("quote")
    )
