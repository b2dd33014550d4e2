"""Erase words that the law or someone's safety requires to go, and leave a tombstone.

The tombstone has the date and the kind of reason. Words are blacked out at
their length wherever the record has them, so that every offset, every other
quote and the history stay valid. The capture keeps its original hash, which
can prove the words without saying them.
"""

from django.core.cache import caches
from django.db import transaction
from django.utils import timezone

from quotes import search
from quotes.editorial import revisions, workflow
from quotes.models import Match, Quote, Revision, Segment, record_version
from sources.models import Capture, FetchedPage, Tombstone
from sources.page_cache import forget_pages

BLACK = "█"


def black_out(text: str, start: int, end: int) -> str:
    """The text with `[start, end)` (code points) blacked out at its length; line ends stay."""
    black = "".join("\n" if c == "\n" else BLACK for c in text[start:end])
    return text[:start] + black + text[end:]


@transaction.atomic
def erase(quote: Quote, *, by, reason: str, note: str = "") -> list[str]:
    """Black out a quote's words everywhere and withdraw it if it is published.

    `reason` is a Tombstone.Reason. Returns the paths, below the archive
    directory, of fetched pages that still contain the words; the caller must
    have them removed from disk.
    """
    public_reason = Tombstone.Reason(reason).label + "."
    if quote.status == Quote.Status.PUBLISHED:
        workflow.withdraw(quote, by=by, reason=public_reason)
    capture = Capture.objects.select_for_update().get(pk=quote.capture_id)
    spans = list(quote.segments.values_list("start", "end"))
    for start, end in spans:
        Tombstone.objects.create(
            capture=capture, start=start, end=end, reason=reason, note=note, erased_by=by
        )
        capture.text = black_out(capture.text, start, end)
    Capture.objects.filter(pk=capture.pk).update(text=capture.text)
    for touched in _quotes_at(capture, spans):
        _erase_from(touched, capture, whole=touched.pk == quote.pk)
        revisions.add(touched, by=by, kind=Revision.Kind.ERASED, reason=public_reason)
        search.refresh(touched)
    transaction.on_commit(forget_pages)
    for copies in ("drawings", "readings"):
        transaction.on_commit(caches[copies].clear)
    Match.objects.filter(evidence__capture=capture).update(detail={}, computed_at=timezone.now())
    record_version.advance()
    pages = FetchedPage.objects.filter(capture__source=capture.source_id)
    return sorted(set(pages.values_list("warc_path", flat=True)))


def _quotes_at(capture: Capture, spans) -> list[Quote]:
    """Every quote whose words overlap one of the spans."""
    ids = set()
    for start, end in spans:
        over = Segment.objects.filter(quote__capture=capture, start__lt=end, end__gt=start)
        ids.update(over.values_list("quote", flat=True))
    return list(Quote.objects.filter(pk__in=ids).select_related("capture__source"))


def _erase_from(quote: Quote, capture: Capture, *, whole: bool) -> None:
    """Write the blacked-out words into a quote's segments, matches and past revisions."""
    for segment in quote.segments.all():
        words = capture.text[segment.start : segment.end]
        Segment.objects.filter(pk=segment.pk).update(words=words)
    if whole:
        Quote.objects.filter(pk=quote.pk).update(original_words="")
        quote.original_words = ""
    Match.objects.filter(evidence__quote=quote).update(detail={})
    for revision in quote.revisions.all():
        for segment in revision.snapshot["segments"]:
            segment["words"] = capture.text[segment["start"] : segment["end"]]
        if whole:
            revision.snapshot["original_words"] = ""
        Revision.objects.filter(pk=revision.pk).update(snapshot=revision.snapshot)
