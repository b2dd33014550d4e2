"""Topics: the list, the page of one, and its feed."""

from collections import Counter
from datetime import date
from itertools import groupby

from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect, render

from quotes import visibility
from quotes.models import Attribution, Quote, Speaker
from quotes.public.formats import atom
from quotes.public.http import allow_cross_origin, read_only
from quotes.public.listing.list_filters import TopicFilter
from quotes.public.listing.pagination import page
from quotes.public.presentation import row_changes
from quotes.public.presentation.cards import Card, cards
from quotes.public.presentation.loading import load
from quotes.public.presentation.urls import speaker_url, topic_url
from quotes.search.by_property import QuotesBy
from quotes.search.documents import day_of, quote_id_of
from quotes.search.facets import NEWEST


@read_only
def topics(request):
    """Every story that readers can follow, with how many quotes it has."""
    counted = visibility.topics().annotate(count=Coalesce("quote_count__quotes", 0))
    requested = TopicFilter(request.GET, queryset=counted.order_by("name", "pk"))
    rows = [{"topic": t, "count": t.count, "url": topic_url(t)} for t in requested.qs]
    context = {"topics": rows, "filter": requested}
    return render(request, "quotes/topics.html", context, status=requested.status)


@read_only
def topic(request, pk, slug=""):
    """A story through its quotes: a dated thread, and who speaks in it."""
    shown = get_object_or_404(visibility.topics().select_related("quote_count"), pk=pk)
    if request.path != topic_url(shown):
        return redirect(topic_url(shown), permanent=True)
    found = QuotesBy("topic", shown.pk)
    rows = page(found.keys, request.GET)
    days = {quote_id_of(key): day_of(key) for key in rows.rows}
    context = {
        "topic": shown,
        "page": rows,
        "days": by_day(cards(days), days),
        "total": shown.quote_count.quotes if hasattr(shown, "quote_count") else 0,
        "speakers": speakers(found.newest(NEWEST)),
        "counted": NEWEST,
        "row_changes": row_changes.of(shown),
        "address": request.build_absolute_uri(topic_url(shown)),
    }
    return render(request, "quotes/topic.html", context)


def by_day(shown: list[Card], days: dict[int, date]) -> list[tuple[date, list[Card]]]:
    """The quotes of a page under the day they are sorted by."""
    return [(day, list(some)) for day, some in groupby(shown, key=lambda card: days[card.pk])]


def speakers(quotes: list[int]) -> list[dict]:
    """The voices of these quotes, with how often each speaks."""
    voices = Attribution.objects.voices().filter(quote__in=quotes)
    counted = Counter(voices.order_by().exclude(speaker=None).values_list("speaker", flat=True))
    found = Speaker.objects.unmerged().in_bulk([pk for pk, _ in counted.most_common(30)])
    return [
        {"speaker": found[pk], "count": n, "url": speaker_url(found[pk])}
        for pk, n in counted.most_common(30)
        if pk in found
    ]


@read_only
@allow_cross_origin
def topic_atom(request, pk):
    """The quotes of a story, to be followed."""
    shown = get_object_or_404(visibility.topics(), pk=pk)
    newest = Quote.objects.published().filter(topics=shown).order_by("-search_row__key")
    title = f"Verbatim: {shown.name}"
    return atom.of_quotes(request, title, topic_url(shown), load(newest[: atom.SIZE]))
