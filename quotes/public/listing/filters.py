"""How the list of quotes is filtered: the form made of `filter_table`, read as a query for search."""

import django_filters as filters
from django import forms

from quotes.models import Quote
from quotes.public.listing.filter_table import FORM_FIELDS, QUERY_NAMES
from quotes.public.listing.form_fields import WordsField
from quotes.text.query import Query
from quotes.text.query import filters as query_of
from quotes.text.query_reading import READINGS, read

ORDERS = [("newest", "Newest first"), ("best", "Best matches first")]


class OrderField(forms.ChoiceField):
    def __init__(self):
        sentence = "Quotes can be sorted newest first or best matches first (newest or best)."
        super().__init__(
            label="Order",
            choices=ORDERS,
            required=False,
            error_messages={"invalid_choice": sentence},
        )


class ReadField(forms.ChoiceField):
    """How the words are read, where a reader doesn't want it decided for them."""

    def __init__(self):
        sentence = "Words can be read as words alone or with operators (words or operators)."
        super().__init__(
            label="Read as",
            choices=[(one, one) for one in READINGS],
            required=False,
            error_messages={"invalid_choice": sentence},
        )


QuoteForm = type(
    "QuoteForm",
    (forms.Form,),
    {
        "q": WordsField(label="Words or a name"),
        **{name: field.form_field(label=field.label) for name, field in FORM_FIELDS.items()},
        "order": OrderField(),
        "read": ReadField(),
    },
)


class QuoteFilter(filters.FilterSet):
    """What a list of quotes may be filtered by. The index answers it, so no queryset is filtered."""

    class Meta:
        model = Quote
        fields: list[str] = []

    def __init__(self, data, queryset=None) -> None:
        """Without the copies of filters and fields that a queryset would need."""
        self.is_bound, self.data = True, data
        self._form = QuoteForm(data)

    @property
    def in_force(self) -> dict[str, object]:
        """The filters that have a value, by name; words and order aside."""
        cleaned = self.form.cleaned_data
        return {name: cleaned[name] for name in FORM_FIELDS if cleaned.get(name)}

    def query(self, without: str = "") -> Query:
        """Everything asked for: the words of the search box and each filter in force but one."""
        cleaned = self.form.cleaned_data
        query = read(cleaned["q"], QUERY_NAMES, cleaned["read"])
        for name, value in self.in_force.items():
            if name not in DAYS and name != without:
                values = value if isinstance(value, list) else [value]
                query &= query_of(
                    FORM_FIELDS[name].query_name, *(str(getattr(one, "pk", one)) for one in values)
                )
        return query & query_of("said", self._days())

    def _days(self) -> str:
        first, last = (self.form.cleaned_data[name] for name in DAYS)
        if not first and not last:
            return ""
        return f"{first.isoformat() if first else ''}..{last.isoformat() if last else ''}"


#: The two ends of one range, which the index is asked for at once.
DAYS = ("said_from", "said_to")
