from collections import Counter
from datetime import date

from django.db.models import Count, F, Q
from django.shortcuts import get_object_or_404, redirect, render

from quotes import public
from quotes.doors import only_read
from quotes.models import Attribution, Quote, Speaker
from quotes.paging import page, read_cursor
from quotes.reading.addresses import source_url, speaker_url, topic_url
from quotes.reading.loading import load, prepare, ready
from sources.models import Publisher

#: Quotes shown of those in which the speaker is named without being the voice.
MOST_BESIDE = 20


@only_read
def speaker(request, pk, slug=""):
    """A speaker: names, titles, what they said, and where else attributions name them."""
    asked = get_object_or_404(Speaker.objects.select_related("merged_into"), pk=pk)
    shown = get_object_or_404(
        public.speakers().select_related("part_of", "publisher"), pk=asked.standing().pk
    )
    if request.path != speaker_url(shown):
        return redirect(_keeping_query(request, speaker_url(shown)), permanent=True)
    cursor = read_cursor(request.GET)
    published = Quote.objects.published().annotate(key=F("search_row__key"))
    voiced = published.filter(pk__in=_quotes_of(relation=Attribution.Relation.VOICE, speaker=shown))
    rows = page(ready(voiced.filter(key__isnull=False)), "key", cursor, request.GET)
    context = {
        "speaker": shown,
        "names": shown.names.all(),
        "roles": roles(shown),
        "parts": [(part, speaker_url(part)) for part in public.speakers().filter(part_of=shown)],
        "part_of_url": speaker_url(shown.part_of) if shown.part_of else "",
        "same_as": addresses(shown.same_as),
        "page": rows,
        "quotes": prepare(rows.rows),
        "total": voiced.count(),
        "years": years(voiced),
        "topics": topics(voiced),
        "publishers": publishers(voiced),
        "address": request.build_absolute_uri(speaker_url(shown)),
        **apart(shown, published),
    }
    return render(request, "quotes/speaker.html", context)


def _keeping_query(request, address: str) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"{address}?{query}" if query else address


def _quotes_of(**party):
    return Attribution.objects.filter(**party).values("quote")


def apart(shown: Speaker, published) -> dict:
    """Quotes whose attribution names the speaker, but not as the voice: beside it, or passing on."""
    carried = Q(pk__in=_quotes_of(relation__in=Attribution.CARRIERS, speaker=shown))
    named = Q(pk__in=_quotes_of(relation__in=Attribution.CAPACITIES, speaker=shown))
    named |= Q(pk__in=_quotes_of(affiliation=shown))
    both = load(published.filter(carried | named).order_by("-key")[: 2 * MOST_BESIDE])
    passing_on = [quote for quote in both if _carries(shown, quote)]
    return {"carried": passing_on, "named": [q for q in both if q not in passing_on]}


def _carries(shown: Speaker, quote: Quote) -> bool:
    return any(
        a.speaker_id == shown.pk and a.relation in Attribution.CARRIERS
        for a in quote.attributions.all()
    )


def roles(shown: Speaker) -> list[dict]:
    """Titles with their bounds, each with the public text that attests it."""
    held = list(
        public.roles()
        .filter(speaker=shown)
        .select_related("attested_in__source")
        .defer("attested_in__text")
    )
    public.give_openings([role.attested_in.source for role in held if role.attested_in])
    return [
        {
            "role": role,
            "source_url": source_url(role.attested_in.source) if role.attested_in else "",
        }
        for role in held
    ]


def addresses(same_as: str) -> list[str]:
    """Pages on the same speaker elsewhere; whatever is no web address is left out."""
    lines = [line.strip() for line in same_as.splitlines()]
    return [line for line in lines if line.startswith(("https://", "http://"))]


def years(quotes) -> list[tuple[int, int]]:
    """How many quotes stand in each year, from the first to the last, by the day lists go by."""
    counted = Counter(
        date.fromordinal(key >> 40).year
        for key in quotes.filter(key__isnull=False).order_by().values_list("key", flat=True)
    )
    span = range(min(counted), max(counted) + 1) if counted else ()
    return [(year, counted[year]) for year in span]


def topics(quotes) -> list[dict]:
    counted = (
        public.topics()
        .annotate(count=Count("quotes", filter=Q(quotes__in=quotes.values("pk"))))
        .filter(count__gt=0)
        .order_by("-count", "name")
    )
    return [{"topic": t, "count": t.count, "url": topic_url(t)} for t in counted[:12]]


def publishers(quotes) -> list[Publisher]:
    """Where the speaker is quoted, with how often."""
    return list(
        Publisher.objects.filter(sources__captures__quotes__in=quotes.values("pk"))
        .annotate(count=Count("sources__captures__quotes", distinct=True))
        .order_by("-count", "name")[:12]
    )
