"""Quotes one line each, for readers who scan: day, who, words, status, as a table.

Written in Python for the reason that cards are. A line is cut after its first words by the style
sheet, so it begins with who said it and how.
"""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from quotes.models import Quote
from quotes.public.presentation.card_dates import Dated, card_date
from quotes.public.presentation.cards import Card
from quotes.templatetags.display import direction, set_pieces, shown
from quotes.templatetags.quote_card import finder, linked_words
from quotes.text.attribution_sentence import Attribution
from quotes.text.byline import Byline, byline
from quotes.text.highlight import Highlighter
from quotes.text.query import Query

register = template.Library()

HEAD = (
    '<table class="lines"><thead><tr><th scope="col">Date</th><th scope="col">Who</th>'
    '<th scope="col">Words</th><th scope="col">Status</th></tr></thead><tbody>\n'
)


@register.simple_tag
def line_list(quotes: Iterable[Card], query: Query | None = None) -> SafeString:
    """Quotes as the rows of a table; what matches the `query` is marked."""
    highlighter = Highlighter(query) if query else None
    rows = "".join(_row(card, highlighter) for card in quotes)
    return mark_safe(f"{HEAD}{rows}</tbody></table>")  # noqa: S308


def _row(card: Card, highlighter: Highlighter | None) -> str:
    find = finder(card, highlighter)
    who = byline(Attribution(tuple(card.parties), card.cue))
    paraphrase = " words--paraphrase" if card.kind == Quote.Kind.PARAPHRASE else ""
    lang = f' lang="{escape(card.language)}"' if card.language else ""
    return (
        f'<tr id="quote-{card.pk}"><td>{_day(card_date(card))}</td>'
        f"<td>{set_pieces(who.names, find)}</td>"
        f'<td class="words{paraphrase}" dir="{direction(card.language)}"{lang}>'
        f"{linked_words(card, who, find, in_sentence=_says_who_first(card, who))}</td>"
        f'<td class="fine">{_status(card)}</td></tr>\n'
    )


def _day(dated: Dated) -> str:
    if dated.day is None:
        return escape(dated.text)
    return f'<time datetime="{dated.day.isoformat()}">{dated.text}</time>'


def _says_who_first(card: Card, who: Byline) -> bool:
    """Whether the source's sentence says who and how before the words, where no line is cut."""
    before = card.around.parts[0] if card.around else ""
    named = [party.as_named for party in card.parties if party.relation == "voice"]
    return bool(before) and all(words in before for words in (card.cue, *named))


def _status(card: Card) -> str:
    """In a word or two; a row says it even where a list of cards is silent."""
    css, sign, words = card.standing.css, card.standing.sign, card.standing.short
    return (
        f'<span class="status status--{css}"><span class="sign" aria-hidden="true">{sign}</span> '
        f"{shown(words)}</span>"
    )
