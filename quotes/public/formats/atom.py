"""Atom feeds: of quotes, each with its attribution, and of public changes to them."""

import datetime as dt
from collections.abc import Iterable

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from quotes.attribution import one_line
from quotes.models import Quote
from quotes.public.formats.knowledge import Address
from quotes.public.presentation.labels import status_in_line
from quotes.public.presentation.urls import quote_url, source_url
from quotes.public.presentation.words import plain
from quotes.text.direction import isolated
from sources.storable_text import plain_line

#: Entries of one feed.
SIZE = 50
BEFORE_ANYTHING = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


class Feed(Atom1Feed):
    """Gives an empty feed a fixed date, so that it doesn't change from one request to the next."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else BEFORE_ANYTHING


def begin(title: str, page: str, here: str) -> Feed:
    """`title` is a line to be read; `page` is the address that people read, `here` the feed's own."""
    return Feed(title=title, link=page, feed_url=here, description="", language="en")


def add_quote(feed: Feed, quote: Quote, address: Address) -> None:
    """The title names the speaker and the cue: a feed reader may show nothing else."""
    link = address(quote_url(quote))
    words = isolated(plain_line(plain(quote)), quote.capture.source.language)
    feed.add_item(
        title=f"{one_line(quote)} {quote.get_kind_display()}: {words} {status_of(quote)}",
        link=link,
        unique_id=link,
        description=_entry(quote, address),
        author_name="Verbatim",
        pubdate=quote.published_at,
        updateddate=quote.changed_at,
        categories=[plain_line(topic.name) for topic in quote.topics.all()],
    )


def status_of(quote: Quote) -> str:
    return status_in_line(quote.standing, plain_line)


def add_change(feed: Feed, entry: dict, address: Address) -> None:
    quote, change = entry["quote"], entry["change"]
    link = address(quote_url(quote))
    feed.add_item(
        title=f"{change.label}: {one_line(quote)} {status_of(quote)}",
        link=link,
        unique_id=f"{link}#version-{change.revision.number}",
        description=_entry(quote, address, change),
        author_name="Verbatim",
        pubdate=change.revision.made_at,
        updateddate=change.revision.made_at,
    )


def add_row_change(feed: Feed, entry: dict, address: Address) -> None:
    """A change of a speaker, a source, a publisher or a topic."""
    change = entry["row"]
    page = address(change.url or reverse("corrections"))
    feed.add_item(
        title=f"{change.label}: {isolated(plain_line(change.title))}",
        link=page,
        unique_id=f"{address(reverse('corrections'))}#change-{change.change.pk}",
        description=render_to_string("quotes/_row_change_entry.html", {"change": change}),
        author_name="Verbatim",
        pubdate=change.at,
        updateddate=change.at,
    )


def _entry(quote: Quote, address: Address, change=None) -> str:
    context = {
        "quote": quote,
        "change": change,
        "words": plain(quote),
        "tag": "p" if quote.kind == Quote.Kind.PARAPHRASE else "blockquote",
        "source_url": address(source_url(quote.capture.source)),
    }
    return render_to_string("quotes/_feed_entry.html", context)


def of_quotes(request, title: str, page: str, quotes: Iterable[Quote]) -> HttpResponse:
    feed = begin(title, request.build_absolute_uri(page), request.build_absolute_uri())
    for quote in quotes:
        add_quote(feed, quote, request.build_absolute_uri)
    return sent(feed)


def sent(feed: Feed) -> HttpResponse:
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response
