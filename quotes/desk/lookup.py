"""Look up what a desk page is about: access, capture and quotes, in a fixed number of queries."""

import logging
from collections.abc import Callable

from django.core.cache import caches
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from quotes.models import Quote
from sources.models import Capture, Source
from sources.models.capture import sha256_of

log = logging.getLogger(__name__)


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


def cached(what: str, capture: Capture, read: Callable[[], list]) -> list:
    """What reading a capture gives, kept by its words as they stand: those that law forced out
    of it are found under no key any more."""
    key = f"{what}:{sha256_of(capture.text)}:{capture.source.language[:35]}"
    found = caches["readings"].get(key)
    if found is None:
        found = read()
        try:
            caches["readings"].set(key, found)
        except OSError:  # a full disk keeps nothing: it is read again
            log.exception("What was read in a text couldn't be kept")
    return found
