from django.urls import reverse

from quotes import feeds
from quotes.doors import only_read, open_to_scripts
from quotes.views.corrections import made, told


@only_read
@open_to_scripts
def corrections_atom(request):
    """Every public change, to be followed."""
    page = request.build_absolute_uri(reverse("corrections"))
    feed = feeds.begin("Verbatim: corrections", page, request.build_absolute_uri())
    for entry in told(list(made().order_by("-pk")[: feeds.SIZE])):
        feeds.add_change(feed, entry, request.build_absolute_uri)
    return feeds.sent(feed)
