"""The same words elsewhere: other articles' renderings of one utterance, for a person to link."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from quotes.comparing import stretches_of
from quotes.models import Quote, QuoteLink
from quotes.text.matching import DiffPart, Text, Verdict, compare, distinctive

#: Days between two articles on one utterance.
AROUND = dt.timedelta(days=14)
#: Quotes looked at.
MOST = 300


@dataclass(frozen=True)
class Rendering:
    """Another article's quote whose words are this one's, or nearly."""

    quote: Quote
    verdict: Verdict

    @property
    def diff(self) -> tuple[DiffPart, ...]:
        return self.verdict.diff


def renderings(quote: Quote) -> list[Rendering]:
    """Other articles' quotes of the same speaker, around the same day, that share a stretch.

    Suggested only: nothing is linked or merged by itself.
    """
    ours = [s.words for s in stretches_of(quote) if s.verbatim]
    if not ours:
        return []
    found = []
    for other in candidates(quote)[:MOST]:
        best = _nearest(ours, [s.words for s in stretches_of(other) if s.verbatim])
        if best is not None:
            found.append(Rendering(other, best))
    return sorted(found, key=lambda r: (-r.verdict.measure, r.quote.pk))


def candidates(quote: Quote) -> QuerySet[Quote]:
    """Quotes of the same voices in other sources, not linked to this one yet."""
    voices = [a.speaker_id for a in quote.attributions.all() if a.is_voice and a.speaker_id]
    day = quote.order_day
    near = (day - AROUND, day + AROUND)
    linked = QuoteLink.objects.filter(Q(from_quote=quote) | Q(to_quote=quote))
    ends = {end for pair in linked.values_list("from_quote", "to_quote") for end in pair}
    return (
        Quote.objects.filter(attributions__speaker__in=voices, attributions__relation="voice")
        .filter(
            Q(said_from__range=near) | Q(said_from=None, capture__source__published_on__range=near)
        )
        .exclude(capture__source=quote.capture.source_id)
        .exclude(status=Quote.Status.WITHDRAWN)
        .exclude(pk__in=ends | {quote.pk})
        .with_parts()
        .distinct()
        .order_by("pk")
    )


def _nearest(ours: list[str], theirs: list[str]) -> Verdict | None:
    """How the best of our stretches stands in theirs, or the best of theirs in ours."""
    verdicts = [
        verdict
        for one, others in ((ours, theirs), (theirs, ours))
        for words in one
        if distinctive(words)
        for verdict in (compare(words, Text(" ".join(others))),)
        if verdict.start is not None
    ]
    return max(verdicts, key=lambda v: v.measure, default=None)
