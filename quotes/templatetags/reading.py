"""How the record's things are set on a page: words, attribution, review, passages."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable

from django import template
from django.template.defaultfilters import date as format_date
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from quotes.attributing import attribution_of
from quotes.models import Quote, Review
from quotes.text import attribution as sentences
from quotes.text.circumstances import day_phrase
from quotes.text.marks import quoted_stretches
from quotes.text.parties import Piece
from quotes.text.passage import Anchor, excerpts, lay_out

register = template.Library()

Verdict = Review.Verdict
#: A sign and a tone for each verdict; the words always stand beside them.
VERDICTS = {
    Verdict.UNCHECKED: ("○", ""),
    Verdict.CONFIRMED: ("✓", "ok"),
    Verdict.NOT_TRACED: ("?", "warn"),
    Verdict.ALTERED: ("≠", "warn"),
    Verdict.OUT_OF_CONTEXT: ("◐", "warn"),
    Verdict.DISPUTED: ("!", "warn"),
    Verdict.MISATTRIBUTED: ("✗", "bad"),
    Verdict.FABRICATED: ("✗", "bad"),
}
#: What was found of a stretch in a source, in words, with sign and tone.
MATCHES = {
    "exact": ("✓", "ok", "Verbatim: exact"),
    "typography": ("✓", "ok", "Verbatim: only typography differs"),
    "elided": ("…", "warn", "Shortened: the parts stand in order"),
    "altered": ("≠", "warn", "Altered"),
    "ambiguous": ("?", "warn", "Stands there more than once"),
    "not_found": ("✗", "bad", "Not found"),
    "not_compared": ("○", "", "Not compared word for word"),
}
LONG = 420  # characters after which large words would fill the screen

# Signs for what would otherwise be obeyed, or is no character of a page at all.
UNSEEN = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x7f-\x9f\ufdd0-\ufdef\ufff9-\ufffb]"
)
SHORT_NAMES = {
    "\u061c": "ALM",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
}


@register.filter
def shown(text: str) -> SafeString:
    """A source's words, escaped; characters that would reorder or break a page become signs."""
    escaped = str(conditional_escape(text))
    return mark_safe(UNSEEN.sub(_sign, escaped))  # noqa: S308 - escaped above


def _sign(found: re.Match) -> str:
    sign = found.group()
    name = SHORT_NAMES.get(sign, f"U+{ord(sign):04X}")
    title = unicodedata.name(sign, "").capitalize() or f"Control character U+{ord(sign):04X}"
    return f'<span class="control" title="{title}">{name}</span>'


@register.filter
def kind_class(quote: Quote) -> str:
    """Large serif for words in quotation marks, plain for paraphrase."""
    long = " words--long" if sum(len(s.words) for s in quote.segments.all()) > LONG else ""
    return f"words--{quote.kind}{long}"


@register.simple_tag
def words(quote: Quote) -> SafeString:
    """A quote's words; what stands between its quotation marks apart from what is around it."""
    stretches = [segment.words for segment in quote.segments.all()]
    if quote.kind == Quote.Kind.PARTIAL:
        return _spaced(_partly(stretch) for stretch in stretches)
    if quote.kind == Quote.Kind.DIRECT and not any(map(quoted_stretches, stretches)):
        stretches = [f"“{' […] '.join(stretches)}”"]  # the marks stand just outside the segment
    return _spaced(shown(stretch) for stretch in stretches)


def _spaced(stretches: Iterable[SafeString]) -> SafeString:
    gap = mark_safe(' <span class="said-around">[…]</span> ')
    return gap.join(stretches)


def _partly(stretch: str) -> SafeString:
    quoted = {s.outer_start: s.outer_end for s in quoted_stretches(stretch)}
    pieces, here = [], 0
    for start, end in sorted(quoted.items()):
        pieces += [(False, stretch[here:start]), (True, stretch[start:end])]
        here = end
    pieces.append((False, stretch[here:]))
    return mark_safe(  # noqa: S308 - every piece is escaped
        "".join(
            shown(text)
            if verbatim
            else format_html('<span class="said-around">{}</span>', shown(text))
            for verbatim, text in pieces
            if text
        )
    )


@register.simple_tag
def attribution(quote: Quote) -> SafeString:
    """The attribution as a sentence, each name linked to its page."""
    return _set(sentences.sentence(attribution_of(quote)))


@register.simple_tag
def chain(quote: Quote) -> SafeString:
    """The attribution as the short chain of lists, from the voice outward."""
    steps = sentences.chain(attribution_of(quote))
    set_steps = ((" who" if n == 0 else "", _set(step)) for n, step in enumerate(steps))
    return format_html_join("", '<span class="step{}">{}</span>', set_steps)


def _set(pieces: Iterable[Piece]) -> SafeString:
    return format_html_join("", "{}", ((_piece(piece),) for piece in pieces))


def _piece(piece: Piece) -> SafeString:
    if piece.kind == "cue":
        return format_html('<bdi class="cue">{}</bdi>', shown(piece.text))
    if piece.kind == "text" or piece.party is None:
        return shown(piece.text)
    name = format_html("<bdi>{}</bdi>", shown(piece.text))
    address = address_of(piece.party.ref)
    return format_html('<a href="{}">{}</a>', address, name) if address else name


def address_of(row) -> str:
    """Where a party of an attribution has its page; empty if it has none."""
    try:
        if row.speaker_id:
            return reverse("speaker", args=[row.speaker_id, row.speaker.slug])
        if row.document_id:
            return reverse("source", args=[row.document_id])
    except NoReverseMatch:
        pass
    return ""


@register.simple_tag
def review_chip(review: Review | None, earlier_wording: bool = False) -> SafeString:
    """A review in words with its sign; never colour alone."""
    verdict = Verdict(review.verdict) if review else Verdict.UNCHECKED
    label = f"{verdict.label} (for an earlier wording)" if earlier_wording else verdict.label
    return chip(label, *VERDICTS[verdict])


@register.simple_tag
def match_chip(verdict: str) -> SafeString:
    """What the program found of a stretch, in words with its sign."""
    sign, tone, label = MATCHES[verdict]
    return chip(label, sign, tone)


@register.simple_tag
def chip(label: str, sign: str, tone: str = "") -> SafeString:
    kind = f" chip--{tone}" if tone else ""
    return format_html('<span class="chip{}" data-sign="{}">{}</span>', kind, sign, label)


@register.filter
def day(value: dt.date | dt.datetime | None) -> SafeString | str:
    """A day as a page shows it, readable by machines."""
    if value is None:
        return ""
    return format_html(
        '<time datetime="{}">{}</time>', value.isoformat(), format_date(value, "j F Y")
    )


@register.filter
def days_said(quote: Quote) -> str:
    """The day or days a quote was said on, without a preposition; empty if unknown."""
    if quote.said_from is None:
        return ""
    phrase = day_phrase(quote.said_from, quote.said_to)
    return phrase.partition(" ")[2] if phrase.startswith(("on ", "in ")) else phrase


@register.filter
def direction(language: str) -> str:
    """The base direction of a text whose language is known; otherwise the browser's to find."""
    right_to_left = {"ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb"}
    if not language:
        return "auto"
    return "rtl" if language.split("-")[0].lower() in right_to_left else "ltr"


def anchors_of(quotes: Iterable[Quote]) -> list[Anchor]:
    """Where the segments of some quotes stand in their capture."""
    return [Anchor(q, s.start, s.end) for q in quotes for s in q.segments.all()]


@register.simple_tag
def paragraphs(text: str, quotes: Iterable[Quote]):
    """The whole text as paragraphs of runs, with its quotes marked."""
    return lay_out(text, anchors_of(quotes))


@register.simple_tag
def passages(text: str, quotes: Iterable[Quote], before: int = 0, after: int = 0):
    """Only the sentences that quotes stand in."""
    return excerpts(text, anchors_of(quotes), before, after)
