"""Load a desk page's capture, its quotes and what the program read in it, in few queries."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from quotes.models import Quote
from quotes.standing import give_standings
from sources.models import Capture, Source
from sources.models.capture import sha256_of
from sources.page_cache import keep, kept, known

DAY = 24 * 3600  # seconds


def newest_capture(article_id: int) -> Capture:
    """The newest capture of a source; without one there is no workspace."""
    source = get_object_or_404(Source.objects.select_related("publisher"), pk=article_id)
    capture = source.captures.newest_first().first()
    if capture is None:
        raise Http404("This source has no text yet.")
    capture.source = source
    return capture


def capture_of(capture_id: int) -> Capture:
    """One capture of an article, newest or not."""
    return get_object_or_404(Capture.objects.select_related("source__publisher"), pk=capture_id)


def quotes_of(capture: Capture) -> list[Quote]:
    """The capture's quotes with their parts, drafts included, in no particular order."""
    return with_desk_parts(Quote.objects.filter(capture=capture))


def with_desk_parts(quotes: QuerySet[Quote]) -> list[Quote]:
    """Quotes with everything their cards show."""
    loaded = list(quotes.with_parts().light().prefetch_related("attributions__speaker__roles"))
    give_standings(loaded)
    return loaded


def cached(what: str, capture: Capture, compute: Callable[[], list]) -> list:
    """A result computed from a capture's text, cached by that text.

    After an erasure the text differs, so what was computed from the old one isn't found again;
    nor is it kept, should the words have been erased since this page read them.
    """
    text = sha256_of(capture.text)
    key = f"{what}:{text}:{capture.source.language[:35]}"
    found = kept("readings", key)
    if found is None:
        found, as_of = compute(), known()
        if Capture.objects.filter(pk=capture.pk, sha256=text).exists():
            keep("readings", key, found, DAY, as_of=as_of)
    return found
