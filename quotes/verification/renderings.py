"""The same words elsewhere: other articles' renderings of one utterance, for a person to link."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from quotes import search
from quotes.models import Quote, QuoteLink
from quotes.text.matching import DiffPart, MatchResult, PreparedText, compare, is_distinctive
from quotes.verification.comparison import stretches_of

#: Published quotes compared, of any year; those that share most of the rare words.
MOST = 40
#: Unpublished ones compared, which search doesn't hold: of these days around the quote's own.
MOST_UNPUBLISHED, AROUND = 40, dt.timedelta(days=14)


@dataclass(frozen=True)
class Rendering:
    """Another article's quote whose words are this one's, or nearly."""

    quote: Quote
    verdict: MatchResult

    @property
    def diff(self) -> tuple[DiffPart, ...]:
        return self.verdict.diff


def renderings(quote: Quote) -> list[Rendering]:
    """Other articles' quotes of the same speaker, of any day, that share a stretch.

    Suggested only: nothing is linked or merged by itself. The number of queries is fixed, and
    so is the number of quotes compared.
    """
    ours = [s.words for s in stretches_of(quote) if s.verbatim]
    voices = [a.speaker_id for a in quote.attributions.all() if a.is_voice and a.speaker_id]
    if not voices or not any(map(is_distinctive, ours)):
        return []
    found = []
    for other in candidates(quote, ours, voices):
        best = _nearest(ours, [s.words for s in stretches_of(other) if s.verbatim])
        if best is not None:
            found.append(Rendering(other, best))
    return sorted(found, key=lambda r: (-r.verdict.measure, r.quote.pk))


def candidates(quote: Quote, ours: list[str], voices: list[int]) -> list[Quote]:
    """Quotes of the same voices in other sources that share rare words, or are being written."""
    language = quote.capture.source.language
    shared = search.sharing(" ".join(ours), language, speakers=voices)
    linked = QuoteLink.objects.filter(Q(from_quote=quote) | Q(to_quote=quote))
    ends = {end for pair in linked.values_list("from_quote", "to_quote") for end in pair}
    others = (
        Quote.objects.filter(attributions__speaker__in=voices, attributions__relation="voice")
        .exclude(capture__source=quote.capture.source_id)
        .exclude(pk__in=ends | {quote.pk})
        .distinct()
        .order_by("pk")
    )
    voiced = set(others.published().filter(pk__in=shared).values_list("pk", flat=True))
    most_alike = [pk for pk in shared if pk in voiced][:MOST]
    written = _being_written(others, quote.order_day).values_list("pk", flat=True)
    chosen = [*most_alike, *written[:MOST_UNPUBLISHED]]
    return list(Quote.objects.filter(pk__in=chosen).with_parts().order_by("pk"))


def _being_written(others: QuerySet[Quote], day: dt.date) -> QuerySet[Quote]:
    """Drafts and quotes in review of about the same day."""
    near = (day - AROUND, day + AROUND)
    return others.filter(status__in=[Quote.Status.DRAFT, Quote.Status.IN_REVIEW]).filter(
        Q(said_from__range=near) | Q(said_from=None, capture__source__published_on__range=near)
    )


def _nearest(ours: list[str], theirs: list[str]) -> MatchResult | None:
    """How the best of our stretches stands in theirs, or the best of theirs in ours."""
    verdicts = [
        verdict
        for one, others in ((ours, theirs), (theirs, ours))
        for words in one
        if is_distinctive(words)
        for verdict in (compare(words, PreparedText(" ".join(others))),)
        if verdict.start is not None
    ]
    return max(verdicts, key=lambda v: v.measure, default=None)
