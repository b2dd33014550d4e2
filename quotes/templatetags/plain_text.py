"""A quote as plain text that leaves the site: always with who said it and its status."""

from django import template

from quotes.models import Quote
from quotes.public.presentation.control_characters import spelled_out
from quotes.public.presentation.labels import status_in_line
from quotes.templatetags.display import said_in_words, source_label, words_in_line

register = template.Library()


@register.filter
def to_copy(quote: Quote, address: str) -> str:
    """A quote as somebody pastes it elsewhere: never its words alone."""
    return f"{words_in_line(quote)} {said_in_words(quote)} {in_status(quote)} {address}"


@register.filter
def citation(quote: Quote, address: str) -> str:
    """How to cite a quote: words, attribution, source, record and version."""
    source = source_label(quote.capture.source)
    return (
        f"{words_in_line(quote)} {said_in_words(quote)} {in_status(quote)} In: {source}. "
        f"Verbatim, quote {quote.pk}, version {quote.public_version}. {address}"
    )


@register.filter
def described(quote: Quote) -> str:
    """A quote for search engines and networks: its words, attribution, kind and status."""
    words, kind = words_in_line(quote, 160), quote.get_kind_display()
    return f"{words} {said_in_words(quote)} {kind}. {in_status(quote)}"


@register.filter
def in_status(quote: Quote) -> str:
    """The status of a quote in sentences, as everything that leaves the site says it."""
    return status_in_line(quote.standing, spelled_out)
