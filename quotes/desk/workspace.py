"""The workspace: a capture's text on one side, its quotes and proposals on the other, in order."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quotes.access import journalists_only
from quotes.models import Quote
from sources.models import Capture

from . import texts
from .cards import proposal_card, quote_card
from .laying import lay_out
from .proposing import stretches_of, undecided
from .reading import capture_of, newest_capture, quotes_of
from .units import units_of

#: A page of more than this serves nobody; the rest follow as these are decided.
MOST_PROPOSALS = 300


@journalists_only
def workspace(request: HttpRequest, article_id: int) -> HttpResponse:
    """An article's newest text."""
    return render(request, "desk/workspace.html", shown(newest_capture(article_id)))


@journalists_only
def capture(request: HttpRequest, capture_id: int) -> HttpResponse:
    """One text of an article, the newest or an earlier one."""
    return render(request, "desk/workspace.html", shown(capture_of(capture_id)))


def shown(capture: Capture) -> dict:
    quotes, choices = quotes_of(capture), texts.choices(capture)
    elsewhere = texts.elsewhere(capture, choices)
    standing = [stretches_of(q) for q in quotes if q.status != Quote.Status.WITHDRAWN]
    found = undecided(capture, [*standing, *texts.standing(elsewhere)])
    cards = [
        *(quote_card(quote) for quote in quotes),
        *(proposal_card(capture, proposal) for proposal in found.waiting[:MOST_PROPOSALS]),
        *(card for card in elsewhere if card.stretches),
    ]
    cards.sort(key=lambda card: card.stretches)
    marked = [(card.key, card.state, card.stretches) for card in cards if card.state != "withdrawn"]
    return {
        "capture": capture,
        "article": capture.source,
        "texts": choices,
        "paragraphs": lay_out(capture.text, marked),
        "cards": cards,
        "elsewhere": [card for card in elsewhere if not card.stretches],
        "dismissed": [proposal_card(capture, p, dismissed=True) for p in found.dismissed],
        "drafts": sum(quote.status == Quote.Status.DRAFT for quote in quotes),
        "more": max(0, len(found.waiting) - MOST_PROPOSALS),
        "units": units_of(capture),
    }
