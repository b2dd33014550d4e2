"""How quotes, attributions, reviews, dates and names are written on a page."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from html import escape
from itertools import pairwise
from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from quotes.attribution import attribution_of
from quotes.models import Attribution, Quote, Review
from quotes.public.presentation import control_characters
from quotes.public.presentation import words as worded
from quotes.public.presentation.appearances import of_speaker
from quotes.public.presentation.control_characters import in_line, spelled_out
from quotes.public.presentation.dates import day, days_said, moment, published
from quotes.public.presentation.labels import (
    MATCHES,
    VERDICTS,
    Verdict,
    language_name,
    verdict_label,
)
from quotes.public.presentation.urls import source_url, speaker_url
from quotes.text import attribution_sentence as sentences
from quotes.text import locators
from quotes.text.direction import direction, isolated
from quotes.text.parties import Piece
from quotes.text.standing_facts import Standing
from sources.models import Source

register = template.Library()
register.filter(in_line)
register.filter(spelled_out)
register.filter(language_name)
for shown_as in (day, days_said, direction, moment, published):
    register.filter(shown_as)

LONG = 420  # characters after which large words would fill the screen


@register.filter
def shown(text: str) -> SafeString:
    """A source's words, escaped; characters that would reorder or break a page become signs."""
    escaped = text if isinstance(text, SafeString) else escape(str(text))
    if control_characters.UNSEEN.search(escaped):
        escaped = control_characters.UNSEEN.sub(control_characters.sign, escaped)
    return SafeString(escaped)


@register.filter
def appearances(speaker) -> str:
    """How often a speaker, or one whom a search offers, is quoted and named."""
    return of_speaker(speaker.quotes, speaker.otherwise)


@register.filter
def kind_class(quote: Quote) -> str:
    """Large serif for words in quotation marks, plain for paraphrase."""
    return words_class(quote.kind, [segment.words for segment in quote.segments.all()])


def words_class(kind: str, segments: list[str]) -> str:
    return f"words--{kind}" + (" words--long" if sum(map(len, segments)) > LONG else "")


@register.simple_tag
def words(quote: Quote) -> SafeString:
    """A quote's words; those in its quotation marks styled apart from the others."""
    return words_shown(quote.kind, worded.shown_spans_of(quote))


def words_shown(kind: str, segments: list[list[worded.ShownSpan]]) -> SafeString:
    """The spans of a quote's segments, with search hits marked."""
    gap = f' <span class="around">{worded.GAP}</span> '
    html = gap.join("".join(_span(kind, part) for part in segment) for segment in segments)
    return mark_safe(html)  # noqa: S308 - each span is escaped


def _span(kind: str, part: worded.ShownSpan) -> str:
    text = str(shown(part.text))
    if part.hit:
        text = f'<mark class="hit">{text}</mark>'
    if part.mark:
        text = f'<mark class="{part.mark}">{text}</mark>'
    if part.verbatim or kind == Quote.Kind.PARAPHRASE:
        return text
    return f'<span class="around">{text}</span>'


@register.filter
def in_words(quote: Quote) -> str:
    """A quote's words as plain text."""
    return spelled_out(worded.plain(quote))


@register.filter
def words_in_line(quote: Quote, characters: int = 0) -> str:
    """A quote's words as a part of a line of plain text, cut after so many characters."""
    words = Truncator(in_words(quote)).chars(characters) if characters else in_words(quote)
    return isolated(words, quote.capture.source.language)


@register.filter
def title_in_line(source: Source) -> str:
    """What a source is called, as a part of a line of plain text."""
    if source.headline.strip():
        return in_line(source.headline, source.language)
    return source.described.isolated(spelled_out).label


@register.filter
def said_in_words(quote: Quote) -> str:
    """A quote's attribution sentence as plain text."""
    return sentences.in_line(sentences.sentence(attribution_of(quote)), spelled_out)


@register.filter
def said_by(quote: Quote) -> str:
    """Voices and cue as plain text, short enough for a title: — Ana Ruiz, “denied”."""
    said = attribution_of(quote)
    voices = sentences.in_line(sentences.chain(replace(said, cue=""))[0], spelled_out)
    return f"— {voices}, “{in_line(quote.cue)}”" if quote.cue else f"— {voices}"


@register.simple_tag
def voices(quote: Quote) -> SafeString:
    """Who says it, linked, without the cue."""
    return set_pieces(sentences.chain(replace(attribution_of(quote), cue=""))[0])


@register.simple_tag
def carriers(quote: Quote) -> SafeString:
    """Who passed it on, step by step; empty if the source heard it itself."""
    steps = sentences.chain(replace(attribution_of(quote), cue=""))[1:]
    return format_html_join(
        "", '<span class="carrier">→ {}</span>', ((set_pieces(s),) for s in steps)
    )


@register.filter
def source_label(source: Source) -> str:
    """A source in a few words, inside a sentence: its outlet, or its kind, and its day."""
    return source.described.isolated(spelled_out).label_in_sentence


@register.filter
def host(url: str) -> str:
    """The site of an address, for links that say where they lead."""
    return urlsplit(url).hostname or url


@register.simple_tag
def quote_words(quote: Quote, large: bool = False) -> SafeString:
    """A quote's words in the element that suits its kind; never a quotation for a paraphrase."""
    language = quote.capture.source.language
    return format_html(
        '<{} class="words {}{}" dir="{}"{}>{}</{}>',
        tag := element_of(quote.kind),
        kind_class(quote),
        " words--large" if large else "",
        direction(language),
        format_html(' lang="{}"', language) if language else "",
        words(quote),
        tag,
    )


def element_of(kind: str) -> str:
    return "p" if kind == Quote.Kind.PARAPHRASE else "blockquote"


@register.filter
def percent(share: float) -> str:
    """A share of one, as a drawing 100 units wide needs it; never so small that it is unseen."""
    return f"{max(100 * share, 1):.1f}"


@register.simple_tag
def attribution(quote: Quote) -> SafeString:
    """The attribution as a sentence, each name linked to its page."""
    return set_pieces(sentences.sentence(attribution_of(quote)))


def hits_shown(text: str, find: worded.Find | None) -> str:
    """A text with what was searched for marked in it."""
    spans = find(text) if find else []
    places = sorted({0, len(text), *(place for span in spans for place in span)})
    return "".join(
        f'<mark class="hit">{shown(text[a:b])}</mark>'
        if any(start <= a < end for start, end in spans)
        else str(shown(text[a:b]))
        for a, b in pairwise(places)
    )


def set_pieces(pieces: Iterable[Piece], find: worded.Find | None = None) -> SafeString:
    """Pieces of a sentence with their links; hits are marked."""
    shown_pieces = (_piece(piece, find) for piece in pieces)
    return mark_safe("".join(shown_pieces))  # noqa: S308 - each piece is escaped


def _piece(piece: Piece, find: worded.Find | None = None) -> str:
    text = hits_shown(piece.text, find)
    if piece.kind == "cue":
        return f'<bdi class="cue">{text}</bdi>'
    if piece.kind in ("medium", "label"):
        return f"<bdi>{text}</bdi>"
    if piece.kind == "text" or piece.party is None:
        return text
    name = f'<bdi class="party">{text}</bdi>'
    address = address_of(piece.party.ref)
    return f'<a href="{address}">{name}</a>' if address else name


def address_of(row: Attribution | str) -> str:
    """Where a party of an attribution has its page; empty if it has none."""
    if isinstance(row, str):
        return row
    if row.speaker_id:
        return speaker_url(row.speaker)
    return source_url(row.document) if row.document_id else ""


@register.simple_tag
def review_chip(review: Review | None, earlier_wording: bool = False) -> SafeString:
    """A review in words with its sign; never colour alone."""
    return verdict_chip(review.verdict if review else Verdict.UNCHECKED, earlier_wording)


@register.simple_tag
@lru_cache
def verdict_chip(verdict: str, earlier_wording: bool) -> SafeString:
    return chip(verdict_label(verdict, earlier_wording), *VERDICTS[Verdict(verdict)])


@register.simple_tag
def match_chip(verdict: str) -> SafeString:
    """The result of comparing a span, in words with its sign."""
    sign, tone, label = MATCHES[verdict]
    return chip(label, sign, tone)


@register.simple_tag
def status(quote: Quote) -> SafeString | str:
    """The status of a quote as a list says it; nothing where there is nothing to say."""
    return status_shown(quote.standing)


@register.simple_tag
def whole_status(quote: Quote) -> SafeString:
    """The same where a quote is shown alone, and silence would be a claim."""
    return status_shown(quote.standing, alone=True)


@register.simple_tag
def status_sign(standing: Standing) -> SafeString | str:
    """Any status with its sign, for the page that explains it."""
    return status_shown(standing, alone=True)


def status_shown(standing: Standing, alone: bool = False) -> SafeString | str:
    """One status: its sign, and its words, the original's among them set as words."""
    if standing.silent and not alone:
        return ""
    both = standing.said if alone and standing.also else standing.phrase
    return status_with(both, standing.original, standing.sign, standing.css)


@lru_cache(maxsize=256)
def status_with(words: str, original: str, sign: str, css: str) -> SafeString:
    text = str(shown(words))
    there = str(shown(original))
    if original and text.count(there) == 1:
        there = f"“{there}”" if f"“{there}”" in text else there
        text = text.replace(there, f'<bdi class="words-there">{there}</bdi>')
    return mark_safe(  # noqa: S308 - the words are escaped
        f'<span class="status status--{css}"><span class="sign" aria-hidden="true">{sign}</span> '
        f"{text}</span>"
    )


@register.simple_tag
def chip(label: str, sign: str, tone: str = "") -> SafeString:
    kind = f" chip--{tone}" if tone else ""
    return format_html('<span class="chip{}" data-sign="{}">{}</span>', kind, sign, label)


@register.filter
def time_code(length: int) -> str:
    """Seconds of a recording as its player shows them."""
    return locators.written(length)
