"""The workspace: a capture's text on one side, its quotes and proposals on the other, in order."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quotes.models import Quote

from .access import journalists
from .cards import proposal_card, quote_card
from .laying import lay_out
from .proposing import stretches_of, undecided
from .reading import capture_of, quotes_of
from .units import units_of

#: A page of more than this serves nobody; the rest follow as these are decided.
MOST_PROPOSALS = 300


@journalists
def workspace(request: HttpRequest, article_id: int) -> HttpResponse:
    capture = capture_of(article_id)
    quotes = quotes_of(capture)
    standing = [q for q in quotes if q.status != Quote.Status.WITHDRAWN]
    found = undecided(capture, [stretches_of(q) for q in standing])
    cards = [
        *(quote_card(quote) for quote in quotes),
        *(proposal_card(capture, proposal) for proposal in found.waiting[:MOST_PROPOSALS]),
    ]
    cards.sort(key=lambda card: card.stretches)
    marked = [(card.key, card.state, card.stretches) for card in cards if card.state != "withdrawn"]
    context = {
        "capture": capture,
        "article": capture.source,
        "paragraphs": lay_out(capture.text, marked),
        "cards": cards,
        "dismissed": [proposal_card(capture, p, dismissed=True) for p in found.dismissed],
        "drafts": sum(quote.status == Quote.Status.DRAFT for quote in quotes),
        "more": max(0, len(found.waiting) - MOST_PROPOSALS),
        "units": units_of(capture),
    }
    return render(request, "desk/workspace.html", context)
