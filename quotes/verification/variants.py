"""Variants of a quote: how other articles word the same utterance, for a person to link."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from quotes import search
from quotes.models import Quote, QuoteLink
from quotes.text.matching import DiffPart, MatchResult, PreparedText, compare, is_distinctive
from quotes.verification.comparison import spans_of

#: Published quotes compared, of any year: those that share most of the rare words.
MOST = 40
#: Unpublished quotes compared. The index doesn't have them, so they are taken from these days
#: around the quote's own.
MOST_UNPUBLISHED, AROUND = 40, dt.timedelta(days=14)


@dataclass(frozen=True)
class Variant:
    """Another article's quote with the same words, or nearly."""

    quote: Quote
    result: MatchResult

    @property
    def diff(self) -> tuple[DiffPart, ...]:
        return self.result.diff


def variants_of(quote: Quote) -> list[Variant]:
    """Other articles' quotes of the same speaker, of any day, that share a span; nearest first.

    They are suggestions: nothing is linked or merged without a person. The number of queries is
    fixed, and so is the number of quotes compared.
    """
    ours = [span.words for span in spans_of(quote) if span.verbatim]
    speakers = [a.speaker_id for a in quote.attributions.all() if a.is_voice and a.speaker_id]
    if not speakers or not any(map(is_distinctive, ours)):
        return []
    found = []
    for other in candidates(quote, ours, speakers):
        best = _best_match(ours, [span.words for span in spans_of(other) if span.verbatim])
        if best is not None:
            found.append(Variant(other, best))
    return sorted(found, key=lambda v: (-v.result.measure, v.quote.pk))


def candidates(quote: Quote, ours: list[str], speakers: list[int]) -> list[Quote]:
    """Quotes of the same speakers in other sources: those that share rare words, and recent drafts."""
    language = quote.capture.source.language
    sharing = search.quotes_sharing_words(" ".join(ours), language, speakers=speakers)
    links = QuoteLink.objects.filter(Q(from_quote=quote) | Q(to_quote=quote))
    linked = {end for pair in links.values_list("from_quote", "to_quote") for end in pair}
    others = (
        Quote.objects.filter(attributions__speaker__in=speakers, attributions__relation="voice")
        .exclude(capture__source=quote.capture.source_id)
        .exclude(pk__in=linked | {quote.pk})
        .distinct()
        .order_by("pk")
    )
    theirs = set(others.published().filter(pk__in=sharing).values_list("pk", flat=True))
    most_alike = [pk for pk in sharing if pk in theirs][:MOST]
    drafts = _unpublished(others, quote.order_day).values_list("pk", flat=True)
    chosen = [*most_alike, *drafts[:MOST_UNPUBLISHED]]
    return list(Quote.objects.filter(pk__in=chosen).with_parts().order_by("pk"))


def _unpublished(others: QuerySet[Quote], day: dt.date) -> QuerySet[Quote]:
    """Drafts and quotes in review of about the same day."""
    days = (day - AROUND, day + AROUND)
    return others.filter(status__in=[Quote.Status.DRAFT, Quote.Status.IN_REVIEW]).filter(
        Q(said_from__range=days) | Q(said_from=None, capture__source__published_on__range=days)
    )


def _best_match(ours: list[str], theirs: list[str]) -> MatchResult | None:
    """The best match of one of our spans in all of theirs, or of one of theirs in all of ours."""
    results = [
        result
        for some, others in ((ours, theirs), (theirs, ours))
        for words in some
        if is_distinctive(words)
        for result in (compare(words, PreparedText(" ".join(others))),)
        if result.start is not None
    ]
    return max(results, key=lambda r: r.measure, default=None)
