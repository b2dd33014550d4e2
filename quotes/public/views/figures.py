"""The record's figures: over time, by topic, by outlet, and how it checks out."""

from django.shortcuts import render

from quotes.public.http import read_only
from quotes.public.presentation import record_in_numbers
from quotes.public.presentation.time_table import months_by_year
from quotes.search.counts import months


@read_only
def figures(request):
    """What is in the record, in numbers, each with its picture."""
    by_month = months()
    total = sum(by_month.values())
    compared, judged = record_in_numbers.checks_by_outlet()
    context = {
        "total": total,
        "months": months_by_year(by_month),
        "only_month": min(by_month, default=None),
        "topics": record_in_numbers.by_topic(),
        "outlets": record_in_numbers.by_outlet(total),
        "compared": compared,
        "judged": judged,
        "fewest": record_in_numbers.FEWEST_CHECKED,
    }
    return render(request, "quotes/figures.html", context)
