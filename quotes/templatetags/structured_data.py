"""Links and data about a page's quote: JSON-LD, the embed code, the address for reports."""

import json
from urllib.parse import quote as urlquote

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from quotes.models import Quote, QuoteLink, Revision, Speaker
from quotes.public.formats import jsonld
from sources.models import Source

register = template.Library()

#: Public changes that a reader would call a correction.
CORRECTIONS = (*Revision.PUBLIC_CHANGES, Revision.Kind.WITHDRAWAL)
# What would end the element early, or start a comment in it.
ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&"}

#: Of a frame 320 pixels wide.
CHARACTERS_IN_A_LINE, LINE, AROUND_THE_WORDS, HIGHEST_FRAME = 30, 27, 170, 1200

Relation = QuoteLink.Relation
#: How a link reads on the page it starts from, and on the page it leads to.
RELATION_HEADINGS = {
    Relation.SAME_UTTERANCE: ("The same utterance", "The same utterance"),
    Relation.DENIES_SAYING_IT: ("It denies that this was said", "This denies that it was said"),
    Relation.DENIES_THE_CLAIM: ("It denies what this claims", "This denies what it claims"),
    Relation.CLARIFIES: ("It clarifies this", "This clarifies it"),
    Relation.REPEATS: ("It repeats this", "This repeats it"),
    Relation.RETRACTS: ("It retracts this", "This retracts it"),
    Relation.CONTRADICTS: ("It contradicts this", "This contradicts it"),
    Relation.DECLINED_TO_COMMENT: (
        "It declines to comment on this",
        "This declines to comment on it",
    ),
    Relation.NO_REPLY: (
        "It reports that no reply to this came by the deadline",
        "This reports that no reply to it came by the deadline",
    ),
}


@register.simple_tag
def relation_heading(link: QuoteLink, inward: bool) -> str:
    """Heading that says how the linked quote relates to this one."""
    return RELATION_HEADINGS.get(link.relation, (link.get_relation_display(),) * 2)[inward]


@register.simple_tag(takes_context=True)
def linked_quote(context, quote: Quote, changes) -> SafeString:
    """The quote in schema.org's terms, with its corrections."""
    corrections = [c.revision for c in changes if c.revision.kind in CORRECTIONS]
    return _script(jsonld.quotation(quote, _address(context), corrections))


@register.simple_tag(takes_context=True)
def linked_speaker(context, speaker: Speaker) -> SafeString:
    thing = jsonld.speaker(speaker, _address(context))
    return _script({"@context": "https://schema.org", **thing})


@register.simple_tag(takes_context=True)
def linked_document(context, source: Source) -> SafeString:
    thing = jsonld.document(source, _address(context))
    return _script({"@context": "https://schema.org", **thing})


@register.simple_tag(takes_context=True)
def embed_code(context) -> SafeString:
    """The markup that shows a quote in a frame on another site, as an attribute holds it."""
    quote = context["quote"]
    address = _address(context)(reverse("quote_embed", args=[quote.pk]))
    frame = (
        f'<iframe src="{address}" title="A quote from Verbatim" width="100%" '
        f'height="{frame_height(quote)}" style="border:0" loading="lazy"></iframe>'
    )
    return format_html("{}", frame)


def frame_height(quote: Quote) -> int:
    """Pixels that a frame needs for the words in a column of a phone's width, and what is around them."""
    around = getattr(quote, "around", None)
    shown = (quote.words, quote.cue, quote.standing.said, *(around.parts if around else ()))
    lines = sum(-(-len(text) // CHARACTERS_IN_A_LINE) for text in shown)
    return min(AROUND_THE_WORDS + lines * LINE, HIGHEST_FRAME)


def _address(context):
    return context["request"].build_absolute_uri


def _script(thing: dict) -> SafeString:
    """A data block: never run, and so no matter for the page's policy on scripts."""
    data = json.dumps(thing).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{data}</script>')  # noqa: S308


@register.simple_tag
def report_address(link: str, number: int, address: str) -> str:
    """Where to report an error in a quote; an e-mail begins with the quote's number and link."""
    if not link.startswith("mailto:"):
        return link
    return f"{link}?subject={in_url(f'Quote {number}')}&body={in_url(address)}"


def in_url(text: str) -> str:
    return urlquote(text, safe="")
