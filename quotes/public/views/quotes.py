"""Lists of published quotes: the page, and the same list as a feed, a table and JSON."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from quotes.public.formats import atom
from quotes.public.formats.data import record
from quotes.public.formats.knowledge import give_knowledge
from quotes.public.formats.table import write_csv
from quotes.public.http import allow_cross_origin, bad_request, read_only
from quotes.public.listing.listing import listing
from quotes.public.presentation.cards import cards

#: Quotes on one page of the CSV and JSON lists.
SIZE = 100


@read_only
def quotes(request):
    """The published quotes, newest first, filtered by the query string."""
    found = listing(request.GET, facets=True, loaded=cards)
    context = {"listing": found, "query": found.query}
    return render(request, "quotes/quotes.html", context, status=found.status)


@read_only
@allow_cross_origin
def quotes_atom(request):
    """The newest quotes that answer a search, to be followed."""
    found = listing(request.GET, atom.SIZE)
    if found.errors:
        return bad_request(found.sentences)
    page = reverse("quotes") + found.state.rstrip("?")
    return atom.of_quotes(request, f"Verbatim: {found.summary}", page, found.quotes)


@read_only
@allow_cross_origin
def quotes_csv(request):
    """A page of the list as CSV, a hundred quotes at a time; `Link` leads to its neighbours."""
    found = listing(request.GET, SIZE)
    if found.errors:
        return bad_request(found.sentences)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="quotes.csv"'
    around = {"prev": found.page.newer, "next": found.page.older}
    links = [
        f'<{request.build_absolute_uri(query)}>; rel="{name}"'
        for name, query in around.items()
        if query
    ]
    if links:
        response["Link"] = ", ".join(links)
    write_csv(response, give_knowledge(found.quotes), request.build_absolute_uri)
    return response


@read_only
@allow_cross_origin
def quotes_json(request):
    """A page of the list as JSON, a hundred quotes at a time; its errors are JSON too."""
    found = listing(request.GET, SIZE)
    if found.errors:
        return JsonResponse({"errors": found.errors}, status=400)
    address = request.build_absolute_uri
    return JsonResponse(
        {
            "summary": found.summary,
            "total": found.count.number,
            "total_is_at_least": found.count.capped,
            "notes": [*filter(None, [found.reading.said]), *found.notes],
            "quotes": [record(quote, address) for quote in give_knowledge(found.quotes)],
            "newer": address(found.page.newer) if found.page.newer else None,
            "older": address(found.page.older) if found.page.older else None,
        }
    )
