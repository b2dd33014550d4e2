"""What a quote's own page shows of it: who says it, when and where, its answer and its chain."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.html import format_html, format_html_join
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
    """Who says it, with titles, capacity and the way here; and the source's word for the saying."""
    said = attribution_of(quote)
    who = byline(said)
    notes = [set_pieces(who.notes)] if who.notes else []
    if quote.cue:
        notes.append(format_html('“<bdi class="cue">{}</bdi>”', shown(quote.cue)))
    beside = format_html_join(", ", "{}", ((note,) for note in notes))
    return format_html(
        "{}{}", set_pieces(who.names), format_html("<span>, {}</span>", beside) if notes else ""
    )


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
    name = source.title if starts else source.described.name_in_sentence
    article = "" if name == source.title else "the "
    return format_html('{}<a href="{}"><bdi>{}</bdi></a>', article, url, shown(name))


@register.simple_tag
def note_who(quote: Quote) -> SafeString:
    """Who says it, in the margin: the names, and the way through whom in small type."""
    who = byline(attribution_of(quote))
    notes = format_html('<span class="way">, {}</span>', set_pieces(who.notes)) if who.notes else ""
    return format_html("{}{}", set_pieces(who.names), notes)


@register.simple_tag
def note_status(note: Note) -> SafeString:
    """The status of the quotes of a note, with its sign and the original's words."""
    standing = note.first.standing
    return status_with(note.status, standing.original, standing.sign, standing.css)
