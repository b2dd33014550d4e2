"""The column beside a list of quotes: facets with their counts, and the filter form.

Written in Python and not as a template, since a page has some sixty choices.
"""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe

from quotes.public.listing.facet_links import FacetLink, FacetLinks
from quotes.public.listing.filters import QuoteForm
from quotes.public.listing.list_filters import ListFilter
from quotes.public.listing.listing import Listing
from quotes.templatetags.display import language_name, percent, shown

register = template.Library()


@register.simple_tag
def facets(of_list: Iterable[FacetLinks]) -> SafeString:
    """Each facet as a list of links, the years with a bar of their share."""
    return mark_safe("".join(_facet(facet) for facet in of_list if facet.choices))  # noqa: S308


def _facet(facet: FacetLinks) -> str:
    choices = "".join(_choice(facet.name, choice) for choice in facet.choices)
    return (
        f'<section class="facet facet--{facet.name}"><h2>{escape(facet.title)}</h2>'
        f"<ul>{choices}</ul></section>"
    )


def _choice(name: str, choice: FacetLink) -> str:
    label = escape(language_name(choice.label)) if name == "language" else shown(choice.label)
    bar = _bar(choice.share) if name == "year" else ""
    current = ' aria-current="true"' if choice.chosen else ""
    key = escape(f"{name}={choice.value}")
    return (
        f'<li><a href="{escape(choice.url)}#count" data-swap data-key="{key}"{current}>'
        f"<bdi>{label}</bdi>{bar}</a> "
        f'<span class="num">{choice.count:,}<span class="visually-hidden"> '
        f"quote{'' if choice.count == 1 else 's'}</span></span></li>"
    )


def _bar(share: float) -> str:
    return (
        '<svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{percent(share)}" height="8"/></svg>'
    )


@register.simple_tag
def filter_fields(listing: Listing) -> SafeString:
    """The fields of the form; choices that are shown as facets are hidden."""
    fields = (listing.form.form[name] for name in QuoteForm.base_fields if name not in ELSEWHERE)
    return mark_safe("\n".join(_field(field, bool(listing.facets)) for field in fields))  # noqa: S308


ELSEWHERE = ("q", "order", "read")


@register.simple_tag
def list_filter_fields(requested: ListFilter) -> SafeString:
    """The fields of the form of a list that the database filters."""
    return mark_safe("\n".join(map(_drawn, requested.form)))  # noqa: S308


def _field(field: BoundField, as_facets: bool) -> str:
    value = field.value()
    if hasattr(field.field, "choices") and as_facets:
        return "".join(_hidden(field.name, one) for one in value or ())
    # A field left empty looks the same every time.
    return _drawn(field) if value or field.errors else _blank(field.name)


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


@lru_cache
def _blank(name: str) -> str:
    return _drawn(QuoteForm()[name])


def _drawn(field: BoundField) -> str:
    if not hasattr(field.field, "choices"):
        return f'<div class="field">{field.label_tag()}{field}</div>'
    boxes = "".join(f"<label>{box.tag()} {escape(box.choice_label)}</label>" for box in field)
    return f"<fieldset><legend>{escape(field.label)}</legend>{boxes}</fieldset>"
