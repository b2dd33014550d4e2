"""The workspace: a capture's text on one side, its quotes and proposals on the other, in order."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quotes.access import journalists_only
from quotes.models import Quote
from quotes.text.text_layout import paragraph_bounds
from sources.models import Capture

from . import captures
from .lookup import capture_of, newest_capture, quotes_of
from .proposals import proposals_of, spans_of, undecided
from .spans import Span, selectable_spans
from .workspace_cards import proposal_card, quote_card

#: A longer page is of no use; the rest follow as these are decided.
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
    quotes, links = quotes_of(capture), captures.links(capture)
    elsewhere = captures.quotes_elsewhere(capture, links)
    entered = [spans_of(q) for q in quotes if q.status != Quote.Status.WITHDRAWN]
    proposals = proposals_of(capture)
    open_proposals = undecided(
        capture, proposals, [*entered, *captures.spans_in_other_captures(elsewhere)]
    )
    cards = [
        *(quote_card(quote) for quote in quotes),
        *(proposal_card(capture, proposal) for proposal in open_proposals.waiting[:MOST_PROPOSALS]),
        *(card for card in elsewhere if card.spans),
    ]
    cards.sort(key=lambda card: card.spans)
    marked = [(card.key, card.state, card.spans) for card in cards if card.state != "withdrawn"]
    return {
        "capture": capture,
        "article": capture.source,
        "texts": links,
        "paragraphs": lay_out(capture.text, marked),
        "cards": cards,
        "elsewhere": [card for card in elsewhere if not card.spans],
        "dismissed": [proposal_card(capture, p, dismissed=True) for p in open_proposals.dismissed],
        "drafts": sum(quote.status == Quote.Status.DRAFT for quote in quotes),
        "more": max(0, len(open_proposals.waiting) - MOST_PROPOSALS),
        "sentences": selectable_spans(capture, proposals),
    }


@dataclass(frozen=True)
class Run:
    """A run of characters that belong to the same cards, or to none."""

    text: str
    keys: str = ""
    state: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the text, character for character, and where it starts."""

    start: int
    runs: list[Run]


def lay_out(text: str, marked: Sequence[tuple[str, str, list[Span]]]) -> list[Paragraph]:
    """The paragraphs of a text, with marks given as (key, state, spans) in order."""
    pieces = sorted(
        (start, end, key, state) for key, state, spans in marked for start, end in spans
    )
    longest = max((end - start for start, end, *_ in pieces), default=0)
    starts = [piece[0] for piece in pieces]
    paragraphs = []
    for first, last in paragraph_bounds(text):
        near = pieces[bisect_right(starts, first - longest - 1) : bisect_left(starts, last)]
        here = [piece for piece in near if piece[1] > first]
        paragraphs.append(Paragraph(first, _runs(text, first, last, here)))
    return paragraphs


def _runs(text: str, first: int, last: int, pieces: Sequence[tuple[int, int, str, str]]):
    cuts = {first, last}
    for start, end, *_ in pieces:
        cuts |= {max(first, start), min(last, end)}
    runs = []
    for start, end in pairwise(sorted(cuts)):
        over = [piece for piece in pieces if piece[0] <= start and end <= piece[1]]
        keys = " ".join(dict.fromkeys(key for *_, key, _ in over))
        runs.append(Run(text[start:end], keys, over[0][3] if over else ""))
    return runs
