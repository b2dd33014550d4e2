"""Topics: the list, the page of one, and its feed."""

from collections import Counter
from datetime import date
from itertools import groupby

from django.core.exceptions import BadRequest
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect, render

from quotes import visibility
from quotes.models import Attribution, Quote, Speaker
from quotes.public.formats import atom
from quotes.public.http import allow_cross_origin, read_only
from quotes.public.listing.list_filters import TopicFilter
from quotes.public.listing.pagination import PER_PAGE, Rows, page
from quotes.public.presentation import row_changes
from quotes.public.presentation.cards import Card, cards
from quotes.public.presentation.control_characters import in_line
from quotes.public.presentation.dates import days_between
from quotes.public.presentation.loading import load
from quotes.public.presentation.most_frequent import publishers
from quotes.public.presentation.thread import Said, has_few_days, lanes, numbers_by_speaker
from quotes.public.presentation.urls import speaker_url, topic_url
from quotes.search.by_property import QuotesBy
from quotes.search.documents import day_of, quote_id_of
from quotes.search.facets import NEWEST

#: Speakers listed beside a topic.
MOST_LISTED = 30
OLDEST = "oldest"
NO_ORDER = "“{}” isn't an order. Leave it out, or give order=oldest."


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
    rows = page(in_order(found, request.GET.get("order", "")), request.GET, PER_PAGE)
    newest = {quote_id_of(key): day_of(key) for key in found.keys(NEWEST)}
    few = has_few_days(newest.values())
    days = {quote_id_of(key): day_of(key) for key in rows.rows}
    by_id = {card.pk: card for card in cards([*newest] if few else [*days])}
    said, speakers = said_by(newest)
    context = {
        "topic": shown,
        "page": rows,
        "days": by_day([by_id[pk] for pk in days if pk in by_id], days),
        "total": shown.quote_count.quotes if hasattr(shown, "quote_count") else 0,
        "from_the_beginning": request.GET.get("order") == OLDEST,
        "from_to": days_between(min(newest.values()), max(newest.values())) if newest else "",
        "lanes": lanes([*by_id.values()], newest, set(days)) if few else None,
        "numbers": None if few else numbers_by_speaker(said, speakers, shown.pk),
        "speakers": most_frequent(said, speakers),
        "publishers": publishers(found),
        "counted": NEWEST,
        "row_changes": row_changes.of(shown),
        "address": request.build_absolute_uri(topic_url(shown)),
    }
    return render(request, "quotes/topic.html", context)


def in_order(found: QuotesBy, order: str) -> Rows:
    """The quotes as pages take them: the newest first, or from the beginning."""
    if order not in ("", OLDEST):
        raise BadRequest(NO_ORDER.format(order))
    if not order:
        return found.keys

    def from_the_beginning(limit: int, *, below: int | None, above: int | None) -> list[int]:
        return found.keys(limit, below=above) if above else found.keys(limit, above=below or 0)

    return from_the_beginning


def by_day(shown: list[Card], days: dict[int, date]) -> list[tuple[date, list[Card]]]:
    """The quotes of a page under the day they are sorted by."""
    return [(day, list(some)) for day, some in groupby(shown, key=lambda card: days[card.pk])]


def said_by(days: dict[int, date]) -> tuple[Said, dict[int, Speaker]]:
    """Who says each of these quotes, and the speakers among them."""
    voices = Attribution.objects.voices().filter(quote__in=[*days]).order_by()
    said = [(days[quote], quote, pk) for quote, pk in voices.values_list("quote", "speaker")]
    found = {pk for pk, _ in counted_speakers(said)}
    return said, Speaker.objects.unmerged().in_bulk(found)


def counted_speakers(said: Said) -> list[tuple[int, int]]:
    return Counter(speaker for _, _, speaker in said if speaker).most_common(MOST_LISTED)


def most_frequent(said: Said, speakers: dict[int, Speaker]) -> list[dict]:
    """Those who speak most, with how often each does."""
    return [
        {"speaker": speakers[pk], "count": number, "url": speaker_url(speakers[pk])}
        for pk, number in counted_speakers(said)
        if pk in speakers
    ]


@read_only
@allow_cross_origin
def topic_atom(request, pk):
    """The quotes of a story, to be followed."""
    shown = get_object_or_404(visibility.topics(), pk=pk)
    newest = Quote.objects.published().filter(topics=shown).order_by("-search_row__key")
    title = f"Verbatim: {in_line(shown.name)}"
    return atom.of_quotes(request, title, topic_url(shown), load(newest[: atom.SIZE]))
