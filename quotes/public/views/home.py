"""The front page, for somebody in a hurry: what is newest, what was corrected, what was added."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max
from django.shortcuts import render
from django.utils import timezone

from quotes import visibility
from quotes.attribution import attribution_of
from quotes.models import Attribution, Quote, Revision, Speaker
from quotes.public.http import read_only
from quotes.public.presentation.cards import cards
from quotes.public.presentation.loading import load
from quotes.public.presentation.urls import quote_url, speaker_url, topic_url
from quotes.public.views.corrections import public_changes
from quotes.search import counts
from quotes.search.conditions import EVERYTHING
from quotes.search.documents import day_of, quote_id_of
from quotes.search.engines import engine
from quotes.text.byline import byline
from quotes.text.parties import Piece

NEWEST = 7
NEW_TO_THE_RECORD = 3
CHANGED_LATELY = 4
#: The speakers and topics of the moment are those of so many newest quotes.
OF_THE_MOMENT = 200
#: Public revisions among which those that say what was added are looked for.
LATEST = 500


@read_only
def home(request):
    """Search first; then the newest quotes, what changed, what was added, and what is talked of."""
    newest = [quote_id_of(key) for key in engine().keys(EVERYTHING, OF_THE_MOMENT)]
    lately = added_lately()
    leading = newest[:NEWEST]
    added = [pk for pk, _ in lately if pk not in leading][:NEW_TO_THE_RECORD]
    by_id = {card.pk: card for card in cards([*leading, *added])}
    context = {
        "quotes": [by_id[pk] for pk in leading if pk in by_id],
        "added": [by_id[pk] for pk in added if pk in by_id],
        "added_since_yesterday": since_yesterday(lately),
        "changes": changed_lately(),
        "speakers": speakers(newest),
        "topics": topics(newest),
        "total": counts.total(),
    }
    return render(request, "quotes/home.html", context)


def added_lately() -> list[tuple[int, dt.datetime]]:
    """Quotes with the moment that each was published here, the latest first.

    Found among the latest public revisions, which an index gives; nothing here counts the record.
    """
    latest = Revision.objects.public().order_by("-made_at", "-pk")
    rows = latest.values_list("quote", "made_at", "kind", "quote__status")[:LATEST]
    return [
        (quote, made_at)
        for quote, made_at, kind, status in rows
        if (kind, status) == (Revision.Kind.PUBLISHED, Quote.Status.PUBLISHED)
    ]


@dataclass(frozen=True)
class Added:
    """How many quotes were added; `more` where that is only how many were looked at."""

    number: int
    more: bool


def since_yesterday(lately: Sequence[tuple[int, dt.datetime]]) -> Added:
    """How many were added since yesterday began in the newsroom's zone."""
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    number = sum(timezone.localtime(at).date() >= yesterday for _, at in lately)
    return Added(number, more=bool(number) and number == len(lately) and len(lately) == LATEST)


@dataclass(frozen=True)
class Changed:
    """A public change of a quote, as the front page names it: whose quote, what, why and when."""

    who: list[Piece]
    url: str
    change: Revision


def changed_lately() -> list[Changed]:
    """The last corrections and withdrawals, the newest first."""
    revisions = list(public_changes().order_by("-at")[:CHANGED_LATELY])
    ids = {revision.quote_id for revision in revisions}
    quotes = {quote.pk: quote for quote in load(visibility.quotes().filter(pk__in=ids))}
    return [
        Changed(
            byline(attribution_of(quotes[revision.quote_id])).names,
            quote_url(quotes[revision.quote_id]),
            revision,
        )
        for revision in revisions
        if revision.quote_id in quotes
    ]


def speakers(newest: list[int]) -> list[dict]:
    """Those whom most of the newest quotes are by, with the count of all of theirs."""
    counted = (
        Attribution.objects.voices()
        .filter(quote__in=newest, speaker__isnull=False)
        .order_by()
        .values("speaker")
        .annotate(count=Count("quote", distinct=True))
        .order_by("-count", "speaker")
        .values_list("speaker", "count")[:8]
    )
    counts = dict(counted)
    found = Speaker.objects.unmerged().select_related("quote_count").in_bulk(list(counts))
    return [
        {"speaker": found[pk], "url": speaker_url(found[pk]), "count": found[pk].quote_count.quotes}
        for pk in counts
        if pk in found
    ]


def topics(newest: list[int]) -> list[dict]:
    """Those of most of the newest quotes, with the day of their newest and the count of all."""
    counted = (
        visibility.topics()
        .filter(quotes__in=newest)
        .annotate(count=Count("quotes", distinct=True), newest=Max("quotes__search_row__key"))
        .select_related("quote_count")
        .order_by("-count", "name")[:8]
    )
    return [
        {"topic": t, "url": topic_url(t), "day": day_of(t.newest), "count": t.quote_count.quotes}
        for t in counted
    ]
