"""A quote's card, as every list shows it.

Written in Python and not as a template: a page has twenty cards, and templates inside templates
cost a page more than reading it from the database does.
"""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from quotes.models import Quote
from quotes.public.presentation.cards import Card, card_of
from quotes.public.presentation.urls import quote_url_of
from quotes.public.presentation.words import Find, shown_spans
from quotes.templatetags.display import (
    chain_shown,
    days_between,
    direction,
    hits_shown,
    shown,
    status_shown,
    words_class,
    words_shown,
)
from quotes.text.attribution_sentence import Attribution, chain_text
from quotes.text.highlight import Highlighter
from quotes.text.query import Query

register = template.Library()


@register.simple_tag
def card(quote: Quote | Card, alone: bool = False) -> SafeString:
    """One quote with its chain, its status and its source; `alone` where no list is around it."""
    shown_card = quote if isinstance(quote, Card) else card_of(quote)
    return mark_safe(_card(shown_card, alone=alone))  # noqa: S308


@register.simple_tag
def card_items(quotes: Iterable[Card], query: Query | None = None) -> SafeString:
    """Cards as the items of a list; what matches the query is marked."""
    highlighter = Highlighter(query) if query else None
    return mark_safe("".join(f"<li>{_card(one, highlighter)}</li>\n" for one in quotes))  # noqa: S308


def _card(shown_card: Card, highlighter: Highlighter | None = None, alone: bool = False) -> str:
    source, find = shown_card.source, _find(shown_card, highlighter)
    attribution = Attribution(tuple(shown_card.parties), shown_card.cue)
    chain = chain_shown(attribution, find) + _otherwise_named(shown_card, attribution, find)
    return (
        f'<div class="card" id="quote-{shown_card.pk}">\n'
        f"{_words(shown_card, find)}\n"
        f'<p class="by"><span class="chain">{chain}</span></p>\n<p class="by">\n'
        f"{status_shown(shown_card.standing, alone)}\n"
        f"<span>{KINDS[shown_card.kind]}</span>\n{_said(shown_card)}\n"
        f"<span>{'from' if shown_card.first_hand else 'reported in'} "
        f'<a href="{source.url}">'
        f"{shown(source.label)}</a></span>\n"
        "</p>\n</div>\n"
    )


KINDS = {kind.value: str(kind.label) for kind in Quote.Kind}


def _find(shown_card: Card, highlighter: Highlighter | None) -> Find | None:
    """What finds the words searched for in a text of the card's source."""
    return (lambda text: highlighter.hits(text, shown_card.language)) if highlighter else None


def _otherwise_named(shown_card: Card, attribution: Attribution, find: Find | None) -> str:
    """What the source calls those whom the chain calls otherwise, and where, if a search found that."""
    if find is None:
        return ""
    chain = chain_text(attribution).casefold()
    around = [(party.as_named, "named in the source as “{}”") for party in shown_card.parties]
    around.append((shown_card.said_in, "{}"))
    return "".join(
        f' <span class="otherwise">({said.format(f"<bdi>{hits_shown(text, find)}</bdi>")})</span>'
        for text, said in dict.fromkeys(around)
        if any(text[start:end].casefold() not in chain for start, end in find(text))
    )


def _words(shown_card: Card, find: Find | None) -> str:
    kind, language = shown_card.kind, shown_card.language
    tag = "p" if kind == Quote.Kind.PARAPHRASE else "blockquote"
    marks = shown_card.standing.marks
    words = words_shown(kind, shown_spans(kind, shown_card.words, find, marks))
    lang = f' lang="{escape(language)}"' if language else ""
    style = words_class(kind, [part.text for part in shown_card.words])
    return (
        f'<{tag} class="words {style}" dir="{direction(language)}"{lang}>'
        f'<a href="{quote_url_of(shown_card.pk)}">{words}</a></{tag}>'
    )


def _said(shown_card: Card) -> str:
    if not shown_card.said_from:
        return ""
    return f"<span>said {escape(days_between(shown_card.said_from, shown_card.said_to))}</span>"
