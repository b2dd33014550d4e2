"""Suggest other quotes that a source may prove, once it is linked to one."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from quotes.models import Evidence, Quote
from quotes.text.matching import PreparedText
from quotes.verification.comparison import SpanResult, compare_quote, is_found
from quotes.verification.discrepancies import mismatches
from sources.models import Capture

#: Days around a quote's own within which the same speaker's quotes are compared.
AROUND = dt.timedelta(days=3)
#: Quotes compared for one suggestion list.
MOST = 200


@dataclass(frozen=True)
class Suggestion:
    """A quote that the source may prove too: how each span matches, and what doesn't fit."""

    quote: Quote
    compared: list[SpanResult]
    mismatches: list[str]


def suggested_evidence(quote: Quote, capture: Capture) -> list[Suggestion]:
    """Quotes of the same article, and of the same speaker around that day, found in the capture.

    Nothing is linked: a person confirms the suggestions, together or one by one.
    """
    text = PreparedText(capture.text)
    return list(found_in(capture, candidates(quote, capture)[:MOST], text))


def candidates(quote: Quote, capture: Capture) -> QuerySet[Quote]:
    """Quotes worth comparing: not this one, not withdrawn, not linked to the capture already."""
    nearby = Q(capture__source=quote.capture.source_id)
    speakers = [a.speaker_id for a in quote.attributions.all() if a.is_voice and a.speaker_id]
    if speakers:
        day = quote.order_day
        said = Q(said_from__range=(day - AROUND, day + AROUND)) | Q(
            said_from=None, capture__source__published_on__range=(day - AROUND, day + AROUND)
        )
        nearby |= Q(attributions__speaker__in=speakers, attributions__relation="voice") & said
    linked = Evidence.objects.filter(quote=OuterRef("pk"), capture=capture, unlinked_at=None)
    return (
        Quote.objects.filter(nearby)
        .exclude(pk=quote.pk)
        .exclude(status=Quote.Status.WITHDRAWN)
        .exclude(capture__source=capture.source_id)
        .exclude(Exists(linked))
        .with_parts()
        .prefetch_related("attributions__speaker__roles")
        .distinct()
        .order_by("pk")
    )


def found_in(
    capture: Capture, quotes: Iterable[Quote], text: PreparedText | None = None
) -> Iterator[Suggestion]:
    """Those of the quotes whose words are in the capture; a few common words don't count."""
    text = text or PreparedText(capture.text)
    for quote in quotes:
        compared = compare_quote(quote, capture, text)
        if is_found(compared):
            yield Suggestion(quote, compared, mismatches(quote, capture, Evidence.Purpose.PRIMARY))
