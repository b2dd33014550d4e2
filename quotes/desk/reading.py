"""Look up what a desk page is about: access, capture and quotes, in a fixed number of queries."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from quotes.models import Quote
from sources.models import Capture, Source


def capture_of(article_id: int) -> Capture:
    """The newest capture of a source; a source without words has no workspace."""
    source = get_object_or_404(Source.objects.select_related("publisher"), pk=article_id)
    capture = source.captures.newest_first().first()
    if capture is None:
        raise Http404("This source holds no text yet.")
    capture.source = source
    return capture


def quotes_of(capture: Capture) -> list[Quote]:
    """The capture's quotes with their parts, drafts included, in no particular order."""
    quotes = Quote.objects.filter(capture=capture).with_parts().light()
    return list(quotes.prefetch_related("attributions__speaker__roles"))
