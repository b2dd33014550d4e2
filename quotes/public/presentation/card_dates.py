"""The day on a card, which says what it dates: said, posted, published."""

import datetime as dt
from typing import NamedTuple

from quotes.public.presentation.cards import Card
from quotes.text.circumstances import day_phrase
from sources.models import Source

MONTHS = "Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec".split()


class Dated(NamedTuple):
    """A day, or days in words, with what happened then."""

    text: str
    verb: str
    day: dt.date | None


def card_date(card: Card) -> Dated:
    """When it was said or posted, as far as known; else when its source was published."""
    if card.said_from:
        return _days(card.said_from, card.said_to, "posted" if was_posted(card) else "said")
    if card.source.published_on:
        return _days(card.source.published_on, None, "published")
    return Dated("undated", "", None)


def was_posted(card: Card) -> bool:
    """Whether the original is a post: the quote's own source, or what it was compared with."""
    own = (card.source.kind,) if card.first_hand else ()
    return Source.Kind.POST in (*own, *card.standing.originals)


def _days(first: dt.date, last: dt.date | None, verb: str) -> Dated:
    if last in (None, first):
        return Dated(short_day(first), verb, first)
    phrase = day_phrase(first, last)
    return Dated(phrase.partition(" ")[2] if phrase.startswith("in ") else phrase, verb, None)


def short_day(day: dt.date) -> str:
    """A day where space is short: 6 Oct 2025."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
