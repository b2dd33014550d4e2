from django.db.models import Count
from django.shortcuts import render

from quotes import visibility
from quotes.models import Attribution, Quote, Speaker
from quotes.public.http import read_only
from quotes.public.presentation.cards import cards
from quotes.public.presentation.urls import speaker_url, topic_url
from quotes.search.conditions import EVERYTHING
from quotes.search.documents import quote_id_of
from quotes.search.engines import engine

NEWEST = 6
#: The speakers and topics of the moment are those of so many newest quotes.
OF_THE_MOMENT = 200


@read_only
def home(request):
    """Search first; then the newest quotes, and the speakers and topics of the moment."""
    newest = [quote_id_of(key) for key in engine().keys(EVERYTHING, OF_THE_MOMENT)]
    context = {
        "quotes": cards(newest[:NEWEST]),
        "speakers": speakers(newest),
        "topics": topics(newest),
        "total": Quote.objects.published().count(),
    }
    return render(request, "quotes/home.html", context)


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
    """Those of most of the newest quotes, with the count of all of theirs."""
    counted = (
        visibility.topics()
        .filter(quotes__in=newest)
        .annotate(count=Count("quotes", distinct=True))
        .select_related("quote_count")
        .order_by("-count", "name")[:8]
    )
    return [{"topic": t, "url": topic_url(t), "count": t.quote_count.quotes} for t in counted]
