"""The public filters of quotes: one row each.

The form, its chips and facets, the titles of lists and feeds, the query language and the
pages that explain them all read this table. To add a filter, add a row here; where the index
can't answer it yet, give it a token in `quotes/search/documents.py`, and say in
`quotes/search/interpreter.py` how a typed value becomes that token.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms

from quotes.models import Quote, Review
from quotes.public.listing.form_fields import (
    ChoicesField,
    DayField,
    KeyedField,
    LanguageField,
    PublisherField,
    SpeakerField,
    TopicField,
)


@dataclass(frozen=True)
class Field:
    """One thing that quotes can be filtered by."""

    name: str
    """In a query string, and in the form."""
    label: str
    """Of the form field, the chip and the facet."""
    form_field: Callable[..., forms.Field] | None = None
    """Makes the form field, given its label; without it the form has none."""
    query: str = ""
    """Its name in the query language and the index, where it differs."""
    facet: bool = False
    """Whether values are offered beside the list, counted."""
    in_title: str = ", {label} {value}"
    """How a list filtered by it is titled."""
    in_chip: str = "{label}: {value}"
    """How it is said to be in force; a value that says by itself what it is needs no label."""
    accepts: str = ""
    """What may be given, for those who write a query string."""
    examples: tuple[tuple[str, str], ...] = ()
    """What to type into the search box, and what that finds."""

    @property
    def query_name(self) -> str:
        return self.query or self.name

    def titled(self, value: str) -> str:
        return self.in_title.format(label=self.label.lower(), value=value)


A_ROW = "a number or a name"
A_DAY = "a day, such as 2025-10-06"

FIELDS = (
    Field(
        "speaker",
        "Said by",
        SpeakerField,
        facet=True,
        in_title=" by {value}",
        accepts=A_ROW,
        examples=(
            (
                "speaker:lapid",
                "Quotes by a speaker, alone or jointly, under any of their names, in any script.",
            ),
        ),
    ),
    Field(
        "passed_on_by",
        "Passed on by",
        SpeakerField,
        query="passed",
        facet=True,
        in_title=", passed on by {value}",
        accepts=A_ROW,
        examples=(
            ("passed:courier", "Quotes that a speaker passed on: recalled, read out, reported …"),
        ),
    ),
    Field(
        "on_behalf_of",
        "On behalf of",
        SpeakerField,
        query="behalf",
        facet=True,
        in_title=", on behalf of {value}",
        accepts=A_ROW,
        examples=(("behalf:council", "Quotes that somebody else said on a speaker’s behalf."),),
    ),
    Field(
        "led_by",
        "Led by",
        SpeakerField,
        query="led",
        facet=True,
        in_title=" of those led by {value}",
        accepts=A_ROW,
        examples=(("led:hayya", "Quotes of a delegation or a group that a speaker led."),),
    ),
    Field(
        "names",
        "Unnamed source of",
        SpeakerField,
        facet=True,
        in_title=" of unnamed sources of {value}",
        accepts=A_ROW,
        examples=(
            (
                "names:hamas",
                "Quotes of unnamed sources that belong to a speaker, as the text says.",
            ),
        ),
    ),
    Field(
        "documents_of",
        "In documents of",
        SpeakerField,
        query="documents",
        in_title=" in documents of {value}",
        accepts=A_ROW,
        examples=(("documents:trump", "What a speaker’s own documents say, such as a plan."),),
    ),
    Field(
        "publisher",
        "Publisher",
        PublisherField,
        facet=True,
        in_title=", published by {value}",
        accepts=A_ROW,
        examples=(
            (
                "publisher:courier",
                "The outlet, platform or institution that published the source.",
            ),
        ),
    ),
    Field(
        "kind",
        "Kind",
        lambda label: ChoicesField("kind of quote", Quote.Kind.choices, label=label),
        facet=True,
        in_title=", {value}",
        in_chip="{value}",
        accepts="direct, partial or paraphrase; may be repeated",
        examples=(("kind:direct", "Direct, partial or paraphrase."),),
    ),
    Field(
        "review",
        "Checked by the newsroom",
        lambda label: ChoicesField("verdict", Review.Verdict.choices, label=label),
        facet=True,
        in_title=", {value}",
        in_chip="{value}",
        accepts="a verdict, such as confirmed or not_traced; may be repeated",
        examples=(
            ("review:confirmed", "The newsroom’s verdict: confirmed, disputed, “not traced” …"),
        ),
    ),
    Field(
        "topic",
        "Topic",
        TopicField,
        facet=True,
        in_title=" on {value}",
        accepts=A_ROW,
        examples=(("topic:ferry", "A topic."),),
    ),
    Field(
        "medium",
        "Medium",
        lambda label: KeyedField("medium", label=label),
        in_title=", via {value}",
        accepts="where it was said, as the source names it",
        examples=(
            ("medium:“Truth Social”", "Where it was said or posted, as the source names it."),
        ),
    ),
    Field(
        "language",
        "Language",
        LanguageField,
        query="lang",
        facet=True,
        in_title=", in {value}",
        accepts="a code, such as en or he",
        examples=(("lang:he", "The language of the source, or the one spoken, by its code."),),
    ),
    Field("said_from", "Said from", DayField, "said", in_title=", from {value}", accepts=A_DAY),
    Field("said_to", "Said to", DayField, "said", in_title=", until {value}", accepts=A_DAY),
    Field(
        "said",
        "Said",
        examples=(
            ("said:2025-10", "A year, a month or a day."),
            ("said:2025-10-01..2025-10-07", "From one day to another; either may be left out."),
        ),
    ),
    Field("year", "When said or published", facet=True),
    Field(
        "has",
        "Has",
        examples=(("has:primary", "Quotes compared with a primary source, or taken from one."),),
    ),
)

#: Those that the form has, by name.
FORM_FIELDS = {field.name: field for field in FIELDS if field.form_field}
#: What a speaker may be to a quote: by them, passed on by them…
PARTS = {field.name: field for field in FIELDS if field.form_field is SpeakerField}
#: Those that are counted beside a list, by their name in the index.
FACETS = {field.query_name: field for field in FIELDS if field.facet}
#: What may be before a colon in the search box.
QUERY_NAMES = frozenset(field.query_name for field in FIELDS)
EXAMPLES = tuple(example for field in FIELDS for example in field.examples)
