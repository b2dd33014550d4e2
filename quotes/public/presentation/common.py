"""What all quotes of a list have in common, to be said once above it and not on every card."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from quotes.public.presentation.card_dates import Dated, card_date
from quotes.public.presentation.cards import Card, Document
from quotes.text.standing_facts import Standing

#: Of fewer quotes each says everything itself.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Common:
    """The speaker whose page this is, and what each card would repeat; empty where they differ."""

    by: int = 0
    day: Dated | None = None
    headed: bool = False
    """Whether the day is a heading already."""
    source: Document | None = None
    first_hand: bool = False
    status: Standing | None = None


def common_to(cards: Sequence[Card], by: int = 0, same_day: bool = False) -> Common:
    """What these cards share, on the page of a speaker and under the heading of a day."""
    shared = len(cards) >= FEWEST
    day = _one(cards, card_date) if shared or same_day else None
    if same_day and day and not day.day:
        day = None  # the heading says when an undated text was saved
    source = _one(cards, lambda card: (card.source, card.first_hand)) if shared else None
    return Common(
        by=by,
        day=day,
        headed=same_day,
        source=source[0] if source else None,
        first_hand=bool(source and source[1]),
        status=cards[0].standing if shared and _one(cards, _status) else None,
    )


def _one(cards: Sequence[Card], what: Callable[[Card], Hashable]):
    found = {what(card) for card in cards}
    return found.pop() if len(found) == 1 else None


def _status(card: Card) -> str:
    """What may be said once of all. A warning is said of each, and silence above every list."""
    standing = card.standing
    said_once = standing.css in ("same", "none") and not standing.silent and not standing.also
    return standing.phrase if said_once else ""
