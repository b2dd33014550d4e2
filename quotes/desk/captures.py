"""An article's captures, and where quotes from the others appear in the one shown."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from django.db.models import Count, Q
from django.urls import reverse

from quotes.models import Quote
from quotes.text.matching import PreparedText
from quotes.verification import recapture
from quotes.verification.comparison import as_match, compare_quote
from sources.models import Capture
from sources.time_zones import days_here

from .lookup import cached, with_desk_parts
from .spans import Span
from .workspace_cards import Card, quote_card

FATES = {
    recapture.STILL: "It is here unchanged.",
    recapture.MOVED: "It is here, in another place.",
    recapture.ALTERED: "Its words are changed here.",
    recapture.UNSURE: "Its words are here more than once; the program can’t tell which are meant.",
    recapture.GONE: "It isn’t here.",
}


@dataclass(frozen=True)
class CaptureLink:
    """A link to one capture of the article, labelled by its day."""

    capture: Capture
    label: str
    address: str
    quotes: int
    is_shown: bool
    is_newest: bool


def links(shown: Capture) -> list[CaptureLink]:
    """The captures of the same article, newest first."""
    live = Count("quotes", filter=~Q(quotes__status=Quote.Status.WITHDRAWN))
    texts = Capture.objects.filter(source=shown.source_id).newest_first().without_text()
    texts = list(texts.annotate(live=live))
    labels = days_here([text.captured_at for text in texts])
    return [
        CaptureLink(
            capture=text,
            label=label,
            address=reverse("desk:capture", args=[text.pk]),
            quotes=text.live,
            is_shown=text.pk == shown.pk,
            is_newest=number == 0,
        )
        for number, (text, label) in enumerate(zip(texts, labels, strict=True))
    ]


def quotes_elsewhere(shown: Capture, texts: list[CaptureLink]) -> list[Card]:
    """Cards of quotes entered from the article's other captures."""
    if len(texts) < 2:
        return []
    others = Quote.objects.filter(capture__source=shown.source_id).exclude(capture=shown)
    quotes = with_desk_parts(others.exclude(status=Quote.Status.WITHDRAWN).order_by("pk"))
    read = sha256(repr([(q.pk, q.revision_number) for q in quotes]).encode()).hexdigest()
    found = cached(f"elsewhere:{read}", shown, lambda: _looked_up(quotes, shown))
    labels = {text.capture.pk: text for text in texts}
    return [
        _card(quote, *where, labels[quote.capture_id])
        for quote, where in zip(quotes, found, strict=True)
    ]


def _looked_up(quotes: list[Quote], shown: Capture) -> list[tuple[str, list[Span]]]:
    """For each quote, its fate in this capture, and its spans if all of it is here."""
    texts = Capture.objects.in_bulk({quote.capture_id for quote in quotes})
    here = PreparedText(shown.text)
    return [_place(quote, texts[quote.capture_id], shown, here) for quote in quotes]


def _place(
    quote: Quote, own: Capture, shown: Capture, here: PreparedText
) -> tuple[str, list[Span]]:
    quote.capture.text = own.text
    compared = compare_quote(quote, shown, here, by_context=True)
    matches = [as_match(one, number) for number, one in enumerate(compared)]
    state = recapture.state_of(quote, matches, here)
    if state not in (recapture.STILL, recapture.MOVED):
        return state, []
    return state, sorted((match.place_start, match.place_end) for match in matches)


def _card(quote: Quote, state: str, places: list[Span], text: CaptureLink) -> Card:
    card = quote_card(quote)
    return replace(
        card,
        spans=places,
        state="elsewhere",
        form_url="",
        quote_id=None,
        note=f"Entered from the text of {text.label}. {FATES[state]}",
        text_url=f"{text.address}#card-{card.key}",
    )


def spans_in_other_captures(cards: Iterable[Card]) -> list[list[Span]]:
    """Spans of quotes entered from other captures, which needn't be entered again."""
    return [card.spans for card in cards if card.spans]
