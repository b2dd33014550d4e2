"""The sitemaps: every public page that appears, quotes with the day they last changed.

They are cut by number, never by counting: nothing here reads a whole table.
"""

import datetime as dt
import re
from collections.abc import Iterator
from functools import partial

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemaps
from django.core.paginator import Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.cache import cache_control

from quotes import visibility
from quotes.models import Quote, Revision
from quotes.public.http import read_only
from quotes.public.presentation.urls import quote_url, source_url, speaker_url, topic_url

HOUR = 3600  # seconds
#: Addresses in one file; the protocol allows 50,000.
BLOCK = 20_000
#: Changes in which the days of blocks are looked for.
LATEST = 1000
PAGES = (
    "home",
    "quotes",
    "speakers",
    "articles",
    "topics",
    "corrections",
    "figures",
    "about",
    "how_to_read",
    "how_to_search",
)


class Blocks(Paginator):
    """A page for each block of numbers that somebody or something public is in."""

    @cached_property
    def blocks(self) -> list[int]:
        return list(blocks_of(self.object_list)) or [0]

    @property
    def num_pages(self) -> int:
        return len(self.blocks)

    def page(self, number):
        number = self.validate_number(number)
        return self._get_page(of_block(self.object_list, self.blocks[number - 1]), number, self)


def blocks_of(found: QuerySet) -> Iterator[int]:
    """The blocks of numbers that hold any of these rows, each found from the end of the last."""
    pks, block = found.order_by("pk").values_list("pk", flat=True), 0
    while (pk := pks.filter(pk__gte=block * BLOCK).first()) is not None:
        yield pk // BLOCK
        block = pk // BLOCK + 1


def of_block(found: QuerySet, block: int) -> QuerySet:
    return found.filter(pk__gte=block * BLOCK, pk__lt=(block + 1) * BLOCK).order_by("pk")


class OnePage(Paginator):
    num_pages = 1


class Quotes(Sitemap):
    """One block of the published quotes; `newest` is its last public change, where known."""

    def __init__(self, block: int, newest: dt.datetime | None = None):
        self.block, self.newest = block, newest

    @property
    def paginator(self):
        return OnePage(self.items(), BLOCK)

    def items(self):
        changed = Revision.objects.public().filter(quote=OuterRef("pk")).order_by("-number")
        return (
            of_block(Quote.objects.published(), self.block)
            .annotate(changed=Subquery(changed.values("made_at")[:1]))
            .only("pk")
        )

    def location(self, quote):
        return quote_url(quote)

    def lastmod(self, quote):
        return quote.changed

    def get_latest_lastmod(self):
        return self.newest


class Listed(Sitemap):
    """Speakers, sources or topics, in the order of their numbers."""

    def __init__(self, queryset, address):
        self.queryset, self.location = queryset, address

    @property
    def paginator(self):
        return Blocks(self.queryset(), BLOCK)


class Sources(Listed):
    """Articles and other sources; their names need their publishers."""

    @property
    def paginator(self):
        return Titled(self.queryset(), BLOCK)


class Titled(Blocks):
    def page(self, number):
        page = super().page(number)
        page.object_list = list(page.object_list)
        visibility.give_outlets(page.object_list)
        return page


class Pages(Sitemap):
    def items(self):
        return PAGES

    def location(self, name):
        return reverse(name)


#: The files beside those of quotes.
FILES = {
    "pages": Pages,
    "speakers": partial(Listed, visibility.speakers, speaker_url),
    "sources": partial(Sources, visibility.sources, source_url),
    "topics": partial(Listed, visibility.topics, topic_url),
}


def changed_by_block() -> dict[int, dt.datetime]:
    """The newest public change of each block among the latest changes of all.

    An index gives those. Of the other blocks nothing is said, which the protocol allows: to
    know would take reading every change there was.
    """
    latest = Revision.objects.public().order_by("-made_at").values_list("quote", "made_at")
    changed: dict[int, dt.datetime] = {}
    for quote, made_at in latest[:LATEST]:
        changed.setdefault(quote // BLOCK, made_at)
    return changed


def files_of_quotes(section: str) -> dict[str, Quotes]:
    """The file of this name, if it is of a block that holds quotes."""
    named = re.fullmatch(r"quotes-(0|[1-9][0-9]{0,11})", section)
    found = Quotes(int(named[1])) if named else None
    return {section: found} if found and found.items().exists() else {}


@read_only
@cache_control(public=True, max_age=HOUR)
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The files there are now: of quotes, none for a block that is empty."""
    changed = changed_by_block()
    blocks = blocks_of(Quote.objects.published())
    of_quotes = {f"quotes-{block}": Quotes(block, changed.get(block)) for block in blocks}
    return sitemaps.index(request, {**FILES, **of_quotes}, sitemap_url_name="sitemap")


@read_only
@cache_control(public=True, max_age=HOUR)
def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    return sitemaps.sitemap(request, FILES | files_of_quotes(section), section)
