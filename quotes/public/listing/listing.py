"""A list of quotes as a query string asks for it: words, filters, page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict

from quotes.models import Quote
from quotes.public.listing.facet_links import Chip, FacetLinks, chips, facet_links
from quotes.public.listing.filters import QuoteFilter
from quotes.public.listing.other_parts import OtherPart, other_parts
from quotes.public.listing.pagination import Page, linked, query_string
from quotes.public.presentation.cards import Card
from quotes.public.presentation.control_characters import in_line
from quotes.public.presentation.loading import load
from quotes.search import PER_PAGE, Attempt, BadCursor, Count, Search, Suggestion
from quotes.text.query import Query, Reading
from quotes.text.quotation_signs import QUOTATION_SIGNS
from sources.storable_text import UNSTORABLE

#: Kinds of quote as the title of a list names them.
PLURALS = {"direct": "direct quotes", "partial": "partial quotes", "paraphrase": "paraphrases"}


@dataclass(frozen=True)
class Listing:
    """What a list page shows. With `errors`, sentences by field, nothing was searched."""

    form: QuoteFilter
    query: str = ""
    errors: dict[str, list[str]] = field(default_factory=dict)
    quotes: list[Quote] | list[Card] = field(default_factory=list)
    parsed: Query | None = None
    page: Page = field(default_factory=lambda: Page([]))
    count: Count = field(default_factory=lambda: Count(0))
    suggestions: list[Suggestion] = field(default_factory=list)
    suggestions_label: str = ""
    reading: Reading = field(default_factory=Reading)
    read_otherwise: str = ""
    notes: list[str] = field(default_factory=list)
    attempts: list[tuple[Attempt, str]] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    facets: list[FacetLinks] = field(default_factory=list)
    facets_note: str = ""
    other_parts: list[OtherPart] = field(default_factory=list)
    exactly: str = ""
    state: str = "?"
    in_lines: bool = False
    """Whether the reader asked for one line a quote."""

    @property
    def status(self) -> int:
        return 400 if self.errors else 200

    @property
    def sentences(self) -> list[str]:
        return [sentence for sentences in self.errors.values() for sentence in sentences]

    @property
    def best_first(self) -> bool:
        """Whether the reader asked for the best matches first; other filters keep that."""
        return self.form.data.get("order") == "best"

    @property
    def summary(self) -> str:
        """The list in words: its title, its feed's title."""
        kinds = self.form.in_force.get("kind", []) if not self.errors else []
        named = " or ".join(PLURALS[kind] for kind in kinds) or "quotes"
        title = f"{named[:1].upper()}{named[1:]}"
        if self.query:
            title += f" for {in_line(without_signs(self.query))}"
        for chip in self.chips:
            if chip.field.name != "kind":
                title += chip.field.titled(in_line(value_in_title(chip)))
        return title


def without_signs(query: str) -> str:
    """A search without its quotation marks, which in a title would say that somebody said it."""
    return " ".join("".join(c for c in query if c not in QUOTATION_SIGNS).split())


def value_in_title(chip: Chip) -> str:
    return chip.value.lower() if chip.field.name == "review" else chip.value


def listing(
    given: QueryDict,
    size: int = PER_PAGE,
    facets: bool = False,
    loaded: Callable[[Sequence[int]], list] | None = None,
) -> Listing:
    """The list that a query string asks for. What is wrong with it is in `errors`; nothing is raised.

    `loaded` makes of ids what the page shows of the quotes; without it, whole quotes are loaded.
    """
    given, errors = storable(given)
    requested = QuoteFilter(given, queryset=Quote.objects.none())
    query, state = given.get("q", "").strip(), query_string(given, view=None)
    errors |= requested.errors
    try:
        found = None if errors else search(requested, given, size, facets)
    except BadCursor as wrong:
        errors["cursor"] = [str(wrong)]
    if errors:
        return Listing(requested, query, errors, state=state)
    return Listing(
        form=requested,
        query=query,
        quotes=(loaded or in_order)(found.page.quotes),
        parsed=found.query,
        page=linked(found.page.quotes, given, found.page.newer, found.page.older),
        count=found.count_by_facets() if facets else found.count,
        suggestions=found.speakers,
        suggestions_label=found.speakers_label,
        reading=found.query.reading,
        read_otherwise=query_string(given, read=found.query.reading.other),
        notes=found.notes,
        attempts=[(one, query_string(given, q=one.query)) for one in attempts(requested, found)],
        chips=chips(requested, given),
        facets=facet_links(requested, found.facets, given) if facets else [],
        facets_note=found.facets.note if facets else "",
        other_parts=other_parts(requested, given) if facets else [],
        exactly=query_string(given, exact="1"),
        state=state,
        in_lines=given.get("view") == "lines",
    )


def search(requested: QuoteFilter, given: QueryDict, size: int, facets: bool) -> Search:
    return Search(
        requested.query(),
        after=given.get("after", ""),
        before=given.get("before", ""),
        order=requested.form.cleaned_data["order"] or "newest",
        exact=given.get("exact") == "1",
        size=size,
        with_facets=facets,
    )


def in_order(ids) -> list[Quote]:
    """The published quotes of these ids, loaded for cards, in the same order."""
    by_id = {quote.pk: quote for quote in load(Quote.objects.published().filter(pk__in=ids))}
    return [by_id[pk] for pk in ids if pk in by_id]


def attempts(requested: QuoteFilter, found: Search) -> list[Attempt]:
    """What else to search for. Only for words typed without filters beside them."""
    return [] if requested.in_force else found.attempts


def storable(given: QueryDict) -> tuple[QueryDict, dict[str, list[str]]]:
    """The query string with unstorable characters replaced, and a sentence if it had any."""
    if not any(
        UNSTORABLE.search(text) for name, values in given.lists() for text in (name, *values)
    ):
        return given, {}
    clean, errors = given.copy(), {}
    for name in [*clean]:
        for value in clean.pop(name):
            if UNSTORABLE.search(value):
                errors["characters"] = ["The address contains a control character. Type it again."]
            clean.appendlist(UNSTORABLE.sub("", name), UNSTORABLE.sub("\ufffd", value))
    return clean, errors
