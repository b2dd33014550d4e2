from django.urls import reverse

from quotes.public.formats import atom
from quotes.public.http import only_read, open_to_scripts
from quotes.public.views.corrections import made, told


@only_read
@open_to_scripts
def corrections_atom(request):
    """Every public change, to be followed."""
    page = request.build_absolute_uri(reverse("corrections"))
    feed = atom.begin("Verbatim: corrections", page, request.build_absolute_uri())
    for entry in told(list(made().order_by("-pk")[: atom.SIZE])):
        atom.add_change(feed, entry, request.build_absolute_uri)
    return atom.sent(feed)
