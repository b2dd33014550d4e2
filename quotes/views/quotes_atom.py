from django.urls import reverse

from quotes import feeds
from quotes.doors import only_read, open_to_scripts, refused
from quotes.listing import listing


@only_read
@open_to_scripts
def quotes_atom(request):
    """The newest quotes that answer a search, to be followed."""
    found = listing(request.GET, feeds.SIZE)
    if found.errors:
        return refused(found.sentences)
    page = reverse("quotes") + found.state.rstrip("?")
    return feeds.of_quotes(request, f"Verbatim: {found.summary}", page, found.quotes)
