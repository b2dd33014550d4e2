"""The sitemaps: every public page that stands, with the day it last changed."""

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemaps
from django.db.models import F, Max, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control

from quotes import public
from quotes.doors import only_read
from quotes.models import Quote, Revision
from quotes.reading.addresses import quote_url, source_url, speaker_url, topic_url

HOUR = 3600  # seconds
#: Addresses in one file; the protocol allows 50,000.
BLOCK = 20_000
PAGES = (
    "home",
    "quotes",
    "speakers",
    "articles",
    "topics",
    "corrections",
    "about",
    "how_to_read",
    "how_to_search",
)


class Quotes(Sitemap):
    """One block of the published quotes, by number, so that no file is found by counting."""

    limit = BLOCK

    def __init__(self, block: int):
        self.block = block

    def items(self):
        first = self.block * BLOCK
        changed = Revision.objects.public().filter(quote=OuterRef("pk")).order_by("-number")
        return (
            Quote.objects.published()
            .filter(pk__gte=first, pk__lt=first + BLOCK)
            .order_by("pk")
            .annotate(changed=Subquery(changed.values("made_at")[:1]))
            .only("pk")
        )

    def location(self, quote):
        return quote_url(quote)

    def lastmod(self, quote):
        return quote.changed


class Listed(Sitemap):
    """Speakers, sources or topics, in the order of their numbers."""

    limit = BLOCK

    def __init__(self, queryset, address):
        self.queryset, self.location = queryset, address

    def items(self):
        return self.queryset().order_by("pk")


class Sources(Listed):
    """Articles and other sources; titles come from what is public of them."""

    def items(self):
        rows = list(self.queryset().order_by("pk"))
        public.give_openings(rows)
        return rows


class Pages(Sitemap):
    def items(self):
        return PAGES

    def location(self, name):
        return reverse(name)


def sections() -> dict:
    """The sitemap files there are now: none for what is empty."""
    blocks = (
        Quote.objects.published()
        .annotate(block=F("pk") / BLOCK)
        .values_list("block", flat=True)
        .distinct()
        .order_by("block")
    )
    return {
        "pages": Pages(),
        **{f"quotes-{block}": Quotes(block) for block in blocks},
        "speakers": Listed(public.speakers, speaker_url),
        "sources": Sources(public.sources, source_url),
        "topics": Listed(public.topics, topic_url),
    }


def changed_by_block() -> dict:
    """The newest public change in each block of quotes."""
    rows = (
        Revision.objects.public()
        .order_by()
        .annotate(block=F("quote_id") / BLOCK)
        .values("block")
        .annotate(changed=Max("made_at"))
    )
    return {row["block"]: row["changed"] for row in rows}


@only_read
@cache_control(public=True, max_age=HOUR)
def sitemap_index(request: HttpRequest) -> HttpResponse:
    changed = changed_by_block()
    found = sections()
    for sitemap in found.values():
        newest = changed.get(getattr(sitemap, "block", None))
        sitemap.get_latest_lastmod = lambda newest=newest: newest
    return sitemaps.index(request, found, sitemap_url_name="sitemap")


@only_read
@cache_control(public=True, max_age=HOUR)
def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    return sitemaps.sitemap(request, sections(), section)
