from django.shortcuts import get_object_or_404

from quotes import feeds, public
from quotes.doors import only_read, open_to_scripts
from quotes.models import Quote
from quotes.reading.addresses import topic_url
from quotes.reading.loading import load


@only_read
@open_to_scripts
def topic_atom(request, pk):
    """The quotes of a story, to be followed."""
    shown = get_object_or_404(public.topics(), pk=pk)
    newest = Quote.objects.published().filter(topics=shown).order_by("-search_row__key")
    title = f"Verbatim: {shown.name}"
    return feeds.of_quotes(request, title, topic_url(shown), load(newest[: feeds.SIZE]))
