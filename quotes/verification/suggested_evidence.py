"""Other quotes whose words stand in a source that was linked to one."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from quotes.models import Evidence, Quote
from quotes.text.matching import PreparedText
from quotes.verification.comparison import Compared, compare_quote, stands
from quotes.verification.discrepancies import mismatches
from sources.models import Capture

#: Days around a quote's own on which the same speaker's quotes are looked at.
AROUND = dt.timedelta(days=3)
#: Quotes looked at for one offer.
MOST = 200


@dataclass(frozen=True)
class Offer:
    """A quote that the source may prove too, with each stretch's own verdict and what doesn't fit."""

    quote: Quote
    compared: list[Compared]
    mismatches: list[str]


def offers(quote: Quote, capture: Capture) -> list[Offer]:
    """Other quotes of the same article, and of the same speaker around that day, that stand there.

    Nothing is linked: a person confirms them, together or one by one.
    """
    text = PreparedText(capture.text)
    return list(standing_in(capture, candidates(quote, capture)[:MOST], text))


def candidates(quote: Quote, capture: Capture) -> QuerySet[Quote]:
    """Quotes worth comparing: not this one, not withdrawn, not linked to the capture already."""
    nearby = Q(capture__source=quote.capture.source_id)
    voices = [a.speaker_id for a in quote.attributions.all() if a.is_voice and a.speaker_id]
    if voices:
        day = quote.order_day
        said = Q(said_from__range=(day - AROUND, day + AROUND)) | Q(
            said_from=None, capture__source__published_on__range=(day - AROUND, day + AROUND)
        )
        nearby |= Q(attributions__speaker__in=voices, attributions__relation="voice") & said
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


def standing_in(capture: Capture, quotes, text: PreparedText | None = None) -> Iterator[Offer]:
    """Those of some quotes whose words stand in the capture, a few common words not counting."""
    text = text or PreparedText(capture.text)
    for quote in quotes:
        compared = compare_quote(quote, capture, text)
        if stands(compared):
            yield Offer(quote, compared, mismatches(quote, capture, Evidence.Purpose.PRIMARY))
