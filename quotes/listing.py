"""A list of quotes as an address asks for it: filters, words, place in the list."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import QueryDict

from quotes.filters import QuoteFilter
from quotes.models import Quote, Speaker
from quotes.namesakes import namesakes
from quotes.paging import PER_PAGE, Page, page, query_string, read_cursor
from quotes.reading.loading import prepare, ready
from quotes.text.query import Query, parse
from sources.words import UNSTORABLE

#: Speakers offered above the results of a search for a name.
MOST_OFFERED = 5


@dataclass(frozen=True)
class Chip:
    """One thing the list is narrowed by, and the query string of the list without it."""

    label: str
    value: str
    without: str


@dataclass(frozen=True)
class Listing:
    """What a list page shows. With `errors`, sentences by field, nothing was looked for."""

    form: QuoteFilter
    query: str = ""
    errors: dict[str, list[str]] = field(default_factory=dict)
    quotes: list[Quote] = field(default_factory=list)
    parsed: Query | None = None
    page: Page = field(default_factory=lambda: Page([]))
    total: int = 0
    offered: list[Speaker] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    state: str = "?"

    @property
    def status(self) -> int:
        return 400 if self.errors else 200

    @property
    def sentences(self) -> list[str]:
        return [sentence for sentences in self.errors.values() for sentence in sentences]

    @property
    def summary(self) -> str:
        """The list in words: its title, its feed's title."""
        told = [f"“{self.query}”"] if self.query else []
        told += [f"{chip.label.lower()}: {chip.value}" for chip in self.chips if chip.label]
        return "Quotes " + ", ".join(told) if told else "Quotes"


def listing(given: QueryDict, size: int = PER_PAGE) -> Listing:
    """Read a query string and answer it; what is wrong with it is said, never raised."""
    published = Quote.objects.published().annotate(key=F("search_row__key"))
    given, unstorable = storable(given)
    narrowed = QuoteFilter(given, queryset=published.filter(key__isnull=False))
    query, state = given.get("q", "").strip(), query_string(given)
    errors = narrowed.errors | unstorable
    try:
        cursor = read_cursor(given)
    except ValidationError as wrong:
        errors["cursor"] = wrong.messages
    if errors:
        return Listing(narrowed, query, errors, state=state)
    rows = page(ready(narrowed.qs), "key", cursor, given, size)
    return Listing(
        form=narrowed,
        query=query,
        quotes=prepare(rows.rows),
        parsed=parse(query) if query else None,
        page=rows,
        total=narrowed.qs.count(),
        offered=namesakes(query, MOST_OFFERED),
        chips=chips(narrowed, given),
        state=state,
    )


def storable(given: QueryDict) -> tuple[QueryDict, dict[str, list[str]]]:
    """The query string with characters that no page can carry replaced, and a sentence if it had any."""
    clean, errors = given.copy(), {}
    for name in [*clean]:
        for value in clean.pop(name):
            if UNSTORABLE.search(value):
                errors["characters"] = ["The address holds a control character. Type it again."]
            clean.appendlist(UNSTORABLE.sub("", name), UNSTORABLE.sub("\ufffd", value))
    return clean, errors


def chips(narrowed: QuoteFilter, given: QueryDict) -> list[Chip]:
    """Every filter in force but the words, in the words of the form."""
    told = []
    for name, value in narrowed.form.cleaned_data.items():
        if value and name != "q":
            label = narrowed.form.fields[name].label
            told.append(Chip(str(label), _in_words(narrowed, name, value), _without(given, name)))
    return told


def _in_words(narrowed: QuoteFilter, name: str, value) -> str:
    if not isinstance(value, list):
        return str(value)
    labels = dict(getattr(narrowed.form.fields[name], "choices", ()))
    return " or ".join(str(labels.get(one, getattr(one, "name", one))) for one in value)


def _without(given: QueryDict, name: str) -> str:
    kept = given.copy()
    kept.pop(name, None)
    return query_string(kept)
