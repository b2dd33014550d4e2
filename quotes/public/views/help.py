"""Pages that explain the record: what it is, how to read, search and reuse it."""

from django.shortcuts import render

from quotes.public.http import read_only
from quotes.public.listing.filter_table import EXAMPLES, FORM_FIELDS
from quotes.search.facets import NEWEST
from quotes.search.results import MOST_COUNTED
from quotes.text.query import LONGEST_QUERY

#: Each form of the query language: what to type, and what that finds.
FORMS = (
    ("ceasefire", "The word in any of its English forms, in any case, with or without accents."),
    (
        "“do not”",
        "Exactly these words in this order, small words too. Any quotation marks will do.",
    ),
    ("peace -war", "Quotes with the first word and without the second."),
    ("peace OR truce", "Quotes with either word, or both. OR is written in capitals."),
    ("negot*", "Words beginning with these letters; at least two."),
    *EXAMPLES,
)


@read_only
def about(request):
    """What this record is, who keeps it, and how it is corrected."""
    return render(request, "quotes/about.html")


@read_only
def how_to_read(request):
    """Kinds, attribution, reviews and matches, in plain words."""
    return render(request, "quotes/how_to_read.html")


@read_only
def how_to_search(request):
    """The query language of the search box, with an example of each form."""
    context = {
        "forms": FORMS,
        "most_counted": MOST_COUNTED,
        "newest": NEWEST,
        "longest": LONGEST_QUERY,
    }
    return render(request, "quotes/how_to_search.html", context)


@read_only
def data(request):
    """Every feed and file that the record comes in."""
    return render(request, "quotes/data.html", {"filters": FORM_FIELDS.values()})
