from django.http import HttpResponse

from quotes.public.formats.data import write_csv
from quotes.public.http import only_read, open_to_scripts, refused
from quotes.public.listing.listing import listing

SIZE = 100


@only_read
@open_to_scripts
def quotes_csv(request):
    """A page of the list as CSV, a hundred quotes at a time; `Link` leads to its neighbours."""
    found = listing(request.GET, SIZE)
    if found.errors:
        return refused(found.sentences)
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
    write_csv(response, found.quotes, request.build_absolute_uri)
    return response
