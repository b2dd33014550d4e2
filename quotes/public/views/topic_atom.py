from django.shortcuts import get_object_or_404

from quotes import visibility
from quotes.models import Quote
from quotes.public.formats import atom
from quotes.public.http import only_read, open_to_scripts
from quotes.public.presentation.loading import load
from quotes.public.presentation.urls import topic_url


@only_read
@open_to_scripts
def topic_atom(request, pk):
    """The quotes of a story, to be followed."""
    shown = get_object_or_404(visibility.topics(), pk=pk)
    newest = Quote.objects.published().filter(topics=shown).order_by("-search_row__key")
    title = f"Verbatim: {shown.name}"
    return atom.of_quotes(request, title, topic_url(shown), load(newest[: atom.SIZE]))
