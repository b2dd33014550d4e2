"""Pages that explain the record: what it is, how to read, search and reuse it."""

from django.shortcuts import render

from quotes.models.review import Review
from quotes.public.http import read_only
from quotes.public.listing.filter_table import EXAMPLES, FORM_FIELDS
from quotes.public.presentation.status_examples import EXAMPLES as EXAMPLES_OF_STATUS
from quotes.search.facets import NEWEST
from quotes.search.results import MOST_COUNTED
from quotes.text.query import LONGEST_QUERY

Verdict = Review.Verdict

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

#: Each verdict of a person, and what it means.
VERDICTS = (
    (Verdict.UNCHECKED.label, "No one in the newsroom has checked the attribution."),
    (Verdict.CONFIRMED.label, "It was traced to where it was said."),
    (Verdict.NOT_TRACED.label, "We looked and didn’t find it."),
    (Verdict.ALTERED.label, "The words published differ from the words said."),
    (Verdict.OUT_OF_CONTEXT.label, "The words were said, but the context changes the meaning."),
    (Verdict.DISPUTED.label, "The speaker or another party denies that it was said."),
    (Verdict.MISATTRIBUTED.label, "Somebody else said it."),
    (Verdict.FABRICATED.label, "Nobody said it."),
)


@read_only
def about(request):
    """What this record is, who keeps it, and how it is corrected."""
    return render(request, "quotes/about.html")


@read_only
def how_to_read(request):
    """The highlighter, the signs, kinds, attribution and comparison, in plain words."""
    context = {"standings": EXAMPLES_OF_STATUS, "verdicts": VERDICTS}
    return render(request, "quotes/how_to_read.html", context)


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
