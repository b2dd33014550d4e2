"""Pages that explain the record: what it is, how to read, search and reuse it."""

from django.shortcuts import render

from quotes.public.http import read_only
from quotes.search.facets import NEWEST
from quotes.search.results import MOST_COUNTED
from quotes.text.query import LONGEST_QUERY

#: Each form of the query language: what to type, and what it finds.
FORMS = (
    ("ceasefire", "The word in any of its English forms, in any case, with or without accents."),
    (
        "“do not”",
        "Exactly these words in this order, small words too. Any quotation marks will do.",
    ),
    ("peace -war", "Quotes with the first word and without the second."),
    ("peace OR truce", "Quotes with either word, or both. OR is written in capitals."),
    ("negot*", "Words that begin so; two letters at least."),
    ("speaker:lapid", "A speaker by any name, in any script, in any part of the attribution."),
    ("publisher:courier", "The outlet, platform or institution that published the source."),
    ("kind:direct", "direct, partial or paraphrase."),
    ("review:confirmed", "How the attribution was reviewed: confirmed, disputed, “not traced” …"),
    ("topic:ferry", "A topic of the record."),
    ("lang:he", "The language of the source or of what was spoken, by its code."),
    ("said:2025-10", "A year, a month or a day."),
    ("said:2025-10-01..2025-10-07", "From one day to another; either may be left out."),
    ("has:primary", "Quotes with a primary source, or that are one themselves."),
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
    """Every feed and file that the record can be had in."""
    return render(request, "quotes/data.html")
