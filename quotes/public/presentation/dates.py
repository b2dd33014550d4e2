"""How days and hours are written on a page: readable by machines, and each hour with its zone."""

import datetime as dt

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.html import format_html
from django.utils.safestring import SafeString

from quotes.models import Quote
from quotes.text.circumstances import day_phrase
from sources.models import Source
from sources.time_zones import day_here, moment_at, moment_here


def day(value: dt.date | dt.datetime | None) -> SafeString | str:
    """A day as a page shows it; of an instant, the newsroom's day."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return _time(value, day_here(value))
    return format_html('<time datetime="{}">{}</time>', value, formatted(value, "j F Y"))


def moment(value: dt.datetime) -> SafeString:
    """A day and an hour, with the newsroom's zone."""
    return _time(value, moment_here(value))


def published(source: Source) -> SafeString | str:
    """When a source was published: its day and, where it is known, the hour where the source is."""
    if source.published_at is None:
        return day(source.published_on)
    if source.published_on not in (None, source.day_of(source.published_at)):
        return day(source.published_on)
    words = moment_at(source.published_at, source.time_zone, source.place)
    return _time(source.published_at, words)


def _time(instant: dt.datetime, words: str) -> SafeString:
    stamp = timezone.localtime(instant).isoformat(timespec="seconds")
    return format_html('<time datetime="{}">{}</time>', stamp, words)


def days_said(quote: Quote) -> str:
    """The day or days a quote was said on, without a preposition; empty if unknown."""
    return days_between(quote.said_from, quote.said_to)


def days_between(first: dt.date | None, last: dt.date | None) -> str:
    if first is None:
        return ""
    phrase = day_phrase(first, last)
    return phrase.partition(" ")[2] if phrase.startswith(("on ", "in ")) else phrase
