from django.http import JsonResponse

from quotes.public.formats.data import record
from quotes.public.http import only_read, open_to_scripts
from quotes.public.listing.listing import listing

SIZE = 100


@only_read
@open_to_scripts
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
            "notes": found.notes,
            "quotes": [record(quote, address) for quote in found.quotes],
            "newer": address(found.page.newer) if found.page.newer else None,
            "older": address(found.page.older) if found.page.older else None,
        }
    )
