from django.shortcuts import render

from quotes.public.http import only_read
from quotes.public.listing.listing import listing
from quotes.public.presentation.cards import cards


@only_read
def quotes(request):
    """The published quotes, newest first, narrowed as the address says."""
    found = listing(request.GET, facets=True, loaded=cards)
    context = {"listing": found, "query": found.query}
    return render(request, "quotes/quotes.html", context, status=found.status)
