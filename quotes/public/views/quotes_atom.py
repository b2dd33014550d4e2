from django.urls import reverse

from quotes.public.formats import atom
from quotes.public.http import only_read, open_to_scripts, refused
from quotes.public.listing.listing import listing


@only_read
@open_to_scripts
def quotes_atom(request):
    """The newest quotes that answer a search, to be followed."""
    found = listing(request.GET, atom.SIZE)
    if found.errors:
        return refused(found.sentences)
    page = reverse("quotes") + found.state.rstrip("?")
    return atom.of_quotes(request, f"Verbatim: {found.summary}", page, found.quotes)
