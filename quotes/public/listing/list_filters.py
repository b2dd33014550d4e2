"""How the lists of speakers, sources, topics and corrections are filtered.

The database answers these lists, so a FilterSet filters their querysets. Quotes are filtered by
the index: see `filters`.
"""

from collections.abc import Callable

import django_filters as filters
from django import forms
from django.db.models import QuerySet

from quotes.models import PublicChange, Revision, Speaker
from quotes.public.listing.form_fields import ChoicesField, DayField, PublisherField, WordsField
from quotes.text.analyser import fold
from sources.models import Source


class FieldFilter(filters.Filter):
    """One of our form fields, and the field of the model that it is compared with."""

    def __init__(
        self, form_field: Callable[..., forms.Field], label: str, field_name: str, lookup_expr: str
    ):
        super().__init__(field_name, lookup_expr, label=label)
        self.form_field = form_field

    @property
    def field(self) -> forms.Field:
        return self.form_field(label=self.label)


class NameFilter(FieldFilter):
    """Names with a word beginning with each word typed, whatever the case, accents and database."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        typed = folded(value)
        if not typed:
            return qs
        names = [(pk, folded(name)) for pk, name in qs.order_by().values_list("pk", "name")]
        return qs.filter(
            pk__in=[
                pk
                for pk, words in names
                if all(any(word.startswith(one) for word in words) for one in typed)
            ]
        )


def folded(text: str) -> list[str]:
    return [word for word in map(fold, text.split()) if word]


class ListFilter(filters.FilterSet):
    """A list as its query string asks for it. With errors, sentences by field, it is empty."""

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.none() if self.errors else super().filter_queryset(queryset)

    @property
    def in_force(self) -> bool:
        return bool(self.errors) or any(self.form.cleaned_data.values())

    @property
    def sentences(self) -> list[str]:
        return [sentence for sentences in self.errors.values() for sentence in sentences]

    @property
    def status(self) -> int:
        return 400 if self.errors else 200


def kinds(of: str, choices: list[tuple[str, str]], field_name: str) -> FieldFilter:
    """Several kinds may be ticked."""
    return FieldFilter(
        lambda label: ChoicesField(f"kind of {of}", choices, label=label), "Kind", field_name, "in"
    )


class SpeakerFilter(ListFilter):
    """Filters the counts of speakers, which the list is made of."""

    kind = kinds("speaker", Speaker.Kind.choices, "speaker__kind")


class ArticleFilter(ListFilter):
    publisher = FieldFilter(PublisherField, "Publisher", "publisher", "in")
    published_from = FieldFilter(DayField, "Published from", "published_on", "gte")
    published_to = FieldFilter(DayField, "Published to", "published_on", "lte")


class SourceFilter(ArticleFilter):
    kind = kinds(
        "source", [one for one in Source.Kind.choices if one[0] != Source.Kind.ARTICLE], "kind"
    )


class TopicFilter(ListFilter):
    q = NameFilter(WordsField, "Words in the name", "name", "contains")


#: The kinds of change that the page of corrections lists.
CORRECTIONS = (
    *Revision.PUBLIC_CHANGES,
    Revision.Kind.WITHDRAWAL,
    Revision.Kind.REPLACED,
    Revision.Kind.ERASED,
)


#: The kinds of change to the rows around quotes.
OF_ROWS = [kind for kind in PublicChange.Kind if kind not in PublicChange.OF_A_QUOTE]


class CorrectionFilter(ListFilter):
    """Filters the changes of quotes and those of the rows around them alike."""

    kind = kinds(
        "correction",
        [(kind.value, kind.label) for kind in (*CORRECTIONS, *OF_ROWS)],
        "kind",
    )
