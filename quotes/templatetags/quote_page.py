"""What a quote's own page shows of it: who says it, when and where, its answer and its chain."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from quotes.attribution import attribution_of
from quotes.models import Quote
from quotes.public.presentation.card_dates import was_posted
from quotes.public.presentation.cards import card_of, said_in
from quotes.public.presentation.margin import Note
from quotes.templatetags.display import day, days_said, set_pieces, shown, status_with
from quotes.text.byline import byline
from quotes.text.parties import Piece
from sources.models import Source

register = template.Library()


@register.simple_tag
def kicker(quote: Quote) -> SafeString:
    """The kind of the quote, and its days: each with what happened then."""
    parts = [escape(quote.get_kind_display()), *_said(quote)]
    published = quote.capture.source.published_on
    if published and not (quote.first_hand and quote.said_from):
        parts.append(format_html("published {}", day(published)))
    return mark_safe(" · ".join(parts))  # noqa: S308 - each part is escaped


def _said(quote: Quote) -> Iterable[str]:
    where = said_in(quote.medium, quote.medium_basis)
    where = f" <bdi>{shown(where)}</bdi>" if where else ""
    verb = "posted" if was_posted(card_of(quote)) else "said"
    if quote.said_from:
        known = quote.said_from == quote.said_to
        yield f"{verb} {day(quote.said_from) if known else escape(days_said(quote))}{where}"
    else:
        yield f"{verb}{where}, day not recorded" if where else "the day it was said isn’t recorded"


@register.simple_tag
def who_says(quote: Quote) -> SafeString:
    """Who says it, with titles, capacity and the way here; the words below have the cue."""
    who = byline(attribution_of(quote))
    notes = format_html("<span>, {}</span>", set_pieces(who.notes)) if who.notes else ""
    return format_html("{}{}", set_pieces(who.names), notes)


@register.simple_tag
def pieces(of_sentence: Iterable[Piece]) -> SafeString:
    """Pieces of a sentence, names linked."""
    return set_pieces(of_sentence)


@register.simple_tag
def pieces_marked(texts: Iterable[tuple[str, str]]) -> SafeString:
    """Words of one side of a comparison, those that differ marked."""
    return mark_safe("".join(_marked(text, mark) for text, mark in texts))  # noqa: S308


def _marked(text: str, mark: str) -> str:
    return f'<mark class="{mark}">{shown(text)}</mark>' if mark else str(shown(text))


@register.simple_tag
def sign(which: str, css: str) -> SafeString:
    """The sign of a status; the words beside it say the same."""
    return format_html(
        '<span class="status status--{}"><span class="sign" aria-hidden="true">{}</span></span>',
        css,
        which,
    )


@register.simple_tag
def document_link(source: Source, url: str, starts: bool = False) -> SafeString:
    """A source by its name, linked to its page; inside a sentence, “the article of 6 October”."""
    begins = "" if starts or source.described.begins_by_name else "the "
    name = document_name(source) if starts else _isolated(source, source.described.name_in_sentence)
    return format_html('{}<a href="{}">{}</a>', begins, url, name)


@register.simple_tag
def document_name(source: Source) -> SafeString:
    """A source by its name; where it is made of an outlet's and a day, each runs its own way."""
    return _isolated(source, source.title)


def _isolated(source: Source, name: str) -> SafeString:
    _, rest = source.described.in_two
    if not source.headline.strip() and rest and name.endswith(f", {rest}"):
        return format_html("<bdi>{}</bdi>, {}", shown(name.removesuffix(f", {rest}")), shown(rest))
    return format_html("<bdi>{}</bdi>", shown(name))


@register.simple_tag
def note_status(note: Note) -> SafeString:
    """The status of the quotes of a note, with its sign and the original's words."""
    standing = note.first.standing
    return status_with(note.status, standing.original, standing.sign, standing.css)
