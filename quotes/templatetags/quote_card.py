"""A quote's card, as every list shows it: date, who, and the words with their status.

Written in Python and not as a template: a page has twenty cards, and templates inside templates
cost a page more than reading it from the database does.
"""

from collections.abc import Iterable
from dataclasses import replace
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from quotes.models import Quote
from quotes.public.presentation.card_dates import Dated, card_date
from quotes.public.presentation.cards import Card, Document, Translated, card_of
from quotes.public.presentation.common import Common, common_to
from quotes.public.presentation.own_sentences import Around
from quotes.public.presentation.urls import quote_url_of
from quotes.public.presentation.words import Find, ShownSpan, shown_spans
from quotes.templatetags.display import (
    direction,
    hits_shown,
    language_name,
    set_pieces,
    shown,
    status_shown,
    words_class,
    words_shown,
)
from quotes.text.attribution_sentence import LEADING_CUES, Attribution, plain
from quotes.text.byline import Byline, byline
from quotes.text.highlight import Highlighter
from quotes.text.query import Query
from quotes.text.quotation_signs import QUOTATION_SIGNS

register = template.Library()

#: Nothing is said above a single card.
ALONE = Common()
OPENING_SIGNS = QUOTATION_SIGNS | {"‘", "״"}
#: Before these words a reader has to know what is wrong with them.
WARNED = ("withdrawn", "fabricated", "misattributed")


@register.simple_tag
def card(quote: Quote | Card, alone: bool = False) -> SafeString:
    """One quote by itself; `alone` where no list is around it that says what silence means."""
    shown_card = quote if isinstance(quote, Card) else card_of(quote)
    html = _card(shown_card, alone=alone, tag="div")
    return mark_safe(f'<div class="cards">{html}</div>')  # noqa: S308


@register.simple_tag
def card_list(
    quotes: Iterable[Quote | Card], query: Query | None = None, by: int = 0, same_day: bool = False
) -> SafeString:
    """Quotes as cards; what all of them have in common is said once, above them.

    What matches the `query` is marked. On the page of the speaker `by`, their name isn't
    repeated; under the heading of a day, the day isn't.
    """
    shown = [one if isinstance(one, Card) else card_of(one) for one in quotes]
    highlighter = Highlighter(query) if query else None
    common = common_to(shown, by=by, same_day=same_day)
    items = "".join(_card(one, highlighter, common) for one in shown)
    return mark_safe(f'{_above(common)}<ol class="{_classes(common)}">\n{items}</ol>')  # noqa: S308


def _classes(common: Common) -> str:
    by = " cards--same-speaker" if common.by else ""
    return f"cards{by}{' cards--same-day' if common.day else ''}"


def _above(common: Common) -> str:
    said = []
    if common.day and not common.headed:
        said.append(f"{common.day.verb} {_time(common.day)}".strip())
    if common.source:
        said.append(_source(common.source, common.first_hand))
    if common.status:
        said.append(str(status_shown(common.status)))
    if not said:
        return ""
    return f'<p class="cards-common fine soft">All of these: {" · ".join(said)}</p>\n'


def _card(
    shown_card: Card,
    highlighter: Highlighter | None = None,
    common: Common = ALONE,
    alone: bool = False,
    tag: str = "li",
) -> str:
    find = finder(shown_card, highlighter)
    who = byline(Attribution(tuple(shown_card.parties), shown_card.cue))
    warned = shown_card.standing.code in WARNED
    words = _words(shown_card, who, find)
    foot = _foot(shown_card, common, alone, _otherwise_named(shown_card, who, find))
    body = f"{foot}{words}" if warned else f"{words}{foot}"
    return (
        f'<{tag} class="card{" card--warned" if warned else ""}" id="quote-{shown_card.pk}">\n'
        f"{_date(shown_card, common)}{_who(shown_card, who, common, find)}"
        f'<div class="card-body">\n{body}</div>\n</{tag}>\n'
    )


def finder(shown_card: Card, highlighter: Highlighter | None) -> Find | None:
    """What finds the words searched for in a text of the card's source."""
    return (lambda text: highlighter.hits(text, shown_card.language)) if highlighter else None


def _date(shown_card: Card, common: Common) -> str:
    if common.day:
        return ""
    dated = card_date(shown_card)
    verb = f" <span>{dated.verb}</span>" if dated.verb else ""
    return f'<p class="card-date">{_time(dated)}{verb}</p>\n'


def _time(dated: Dated) -> str:
    if dated.day is None:
        return f"<span>{escape(dated.text)}</span>"
    return f'<time datetime="{dated.day.isoformat()}">{dated.text}</time>'


def _who(shown_card: Card, who: Byline, common: Common, find: Find | None) -> str:
    if common.by and common.by == shown_card.only_voice:
        # The page has the titles; what is said here is who else had a part in it.
        parties = (replace(party, role="") for party in shown_card.parties)
        notes = set_pieces(byline(Attribution(tuple(parties))).notes, find)
        return f'<p class="card-who"><span>{notes}</span></p>\n' if notes else ""
    notes = f" <span>{set_pieces(who.notes, find)}</span>" if who.notes else ""
    return f'<p class="card-who">{set_pieces(who.names, find)}{notes}</p>\n'


def _foot(shown_card: Card, common: Common, alone: bool, otherwise: str) -> str:
    said = []
    if not common.status:
        said.append(str(status_shown(shown_card.standing, alone)))
    if shown_card.kind == Quote.Kind.PARAPHRASE and not (alone or shown_card.is_read):
        said.append("Paraphrase")
    if not common.source:
        said.append(_source(shown_card.source, shown_card.first_hand))
    said = [part for part in (*said, otherwise) if part]
    return f'<p class="card-foot">{" · ".join(said)}</p>\n' if said else ""


def _source(source: Document, first_hand: bool) -> str:
    before = "the original: " if first_hand else f"in {_article(source)}"
    return f'<span>{before}<a href="{source.url}">{_label(source)}</a></span>'


def _label(source: Document) -> str:
    """What a source is called, each name in it in its own direction."""
    label = str(shown(source.label))
    for name in source.names:
        label = label.replace(str(shown(name)), f"<bdi>{shown(name)}</bdi>", 1)
    return label


def _article(source: Document) -> str:
    """What comes before a source that is called by its kind: in an article of 6 October 2025."""
    if not source.label.startswith(source.kind):
        return ""
    return "an " if source.kind[0] in "aeiou" else "a "


def _otherwise_named(shown_card: Card, who: Byline, find: Find | None) -> str:
    """What the source calls those whom the card calls otherwise, and where, if a search found that."""
    if find is None:
        return ""
    sentence = " ".join(shown_card.around.parts) if shown_card.around else shown_card.cue
    printed = f"{plain(who.names)} {plain(who.notes)} {sentence}".casefold()
    around = [(party.as_named, "named in the source as “{}”") for party in shown_card.parties]
    around.append((shown_card.said_in, "{}"))
    return "".join(
        f'<span class="otherwise">({said.format(f"<bdi>{hits_shown(text, find)}</bdi>")})</span>'
        for text, said in dict.fromkeys(around)
        if any(text[start:end].casefold() not in printed for start, end in find(text))
    )


@register.simple_tag
def large_words(quote: Quote) -> SafeString:
    """The words on their own page, in their source's sentence or after who said them and how."""
    shown_card = card_of(quote)
    who = byline(Attribution(tuple(shown_card.parties), shown_card.cue))
    words = _sentence(shown_card, who, None)
    return mark_safe(_set_as_words(shown_card, words, " words--large"))  # noqa: S308


def _words(shown_card: Card, who: Byline, find: Find | None) -> str:
    words = _set_as_words(shown_card, linked_words(shown_card, who, find))
    return words + _translated(shown_card.translated)


def _set_as_words(shown_card: Card, words: str, large: str = "") -> str:
    kind, language = shown_card.kind, shown_card.language
    tag = "p" if kind == Quote.Kind.PARAPHRASE else "blockquote"
    lang = f' lang="{escape(language)}"' if language else ""
    style = words_class(kind, [part.text for part in shown_card.words])
    return (
        f'<{tag} class="words {style}{large}" dir="{direction(language)}"{lang}>{words}</{tag}>\n'
    )


def _translated(original: Translated | None) -> str:
    """The words as they were spoken, which the source gives in another language."""
    if not original or not original.words:
        return ""
    before = f"Spoken in {language_name(original.language)}" if original.language else "Spoken"
    by = f", translated by <bdi>{shown(original.translator)}</bdi>" if original.translator else ""
    lang = f' lang="{escape(original.language)}"' if original.language else ""
    return (
        f'<p class="original"><span class="fine">{escape(before)}{by}:</span> '
        f'<span dir="{direction(original.language)}"{lang}>{shown(original.words)}</span></p>\n'
    )


def linked_words(shown_card: Card, who: Byline, find: Find | None, in_sentence: bool = True) -> str:
    """The words in their source's sentence, or after who said it and how, linked to their page."""
    words = _sentence(shown_card, who, find, in_sentence)
    return f'<a href="{quote_url_of(shown_card.pk)}">{words}</a>'


def _sentence(shown_card: Card, who: Byline, find: Find | None, in_sentence: bool = True) -> str:
    kind, around = shown_card.kind, shown_card.around if in_sentence else None
    spans = shown_spans(
        kind, shown_card.words, find, shown_card.standing.marks, signs_around=_has_signs(around)
    )
    words = _in_sentence(kind, spans, around, find) if around else words_shown(kind, spans)
    return words if around else _lead_in(shown_card, who, find) + words


def _has_signs(around: Around | None) -> bool:
    """Whether the quotation marks of the words are in what is around them."""
    return around is not None and around.parts[0].rstrip()[-1:] in OPENING_SIGNS


def _in_sentence(kind: str, spans: list[list[ShownSpan]], around: Around, find: Find | None) -> str:
    """The words of each segment with what their source has before, between and after them."""
    outside = [_set_apart(part, find) for part in around.parts]
    words = "".join(
        before + words_shown(kind, [segment])
        for before, segment in zip(outside, spans, strict=False)
    )
    return words + outside[-1] + (' <span class="around">…</span>' if around.goes_on else "")


def _set_apart(part: str, find: Find | None) -> str:
    return f'<span class="around">{hits_shown(part, find)}</span>' if part.strip() else part


def _lead_in(shown_card: Card, who: Byline, find: Find | None) -> str:
    """Who said it and the source's own word for that, where its sentence isn't shown."""
    if not shown_card.cue:
        return ""
    names = f"<bdi>{shown(plain(who.names))}</bdi>"
    cue = f'“<bdi class="cue">{hits_shown(shown_card.cue, find)}</bdi>”'
    leads = shown_card.cue.casefold() in LEADING_CUES
    said = f"{cue} {names}" if leads else f"{names}, {cue}"
    return f'<bdi class="around" lang="en">{said}:</bdi> '
