"""Look up what a desk page is about: access, capture and quotes, in a fixed number of queries."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from quotes.models import Quote
from sources.models import Capture, Source


def newest_capture(article_id: int) -> Capture:
    """The newest capture of a source; a source without words has no workspace."""
    source = get_object_or_404(Source.objects.select_related("publisher"), pk=article_id)
    capture = source.captures.newest_first().first()
    if capture is None:
        raise Http404("This source holds no text yet.")
    capture.source = source
    return capture


def capture_of(capture_id: int) -> Capture:
    """One text of an article; whatever is entered in it stays with it, newer ones or not."""
    return get_object_or_404(Capture.objects.select_related("source__publisher"), pk=capture_id)


def quotes_of(capture: Capture) -> list[Quote]:
    """The capture's quotes with their parts, drafts included, in no particular order."""
    return with_desk_parts(Quote.objects.filter(capture=capture))


def with_desk_parts(quotes: QuerySet[Quote]) -> list[Quote]:
    """Quotes with all that their cards show."""
    return list(quotes.with_parts().light().prefetch_related("attributions__speaker__roles"))
