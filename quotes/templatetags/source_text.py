"""A source's text on a page: passages marked where quotes use them, and comparisons."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from quotes.templatetags.display import day, shown
from quotes.text.direction import direction

register = template.Library()


@register.simple_tag
def changed(operation: str, text: str) -> SafeString:
    """One piece of a comparison: words deleted, inserted, or the same on both sides."""
    return format_html(CHANGED.get(operation, "{}"), shown(text))


CHANGED = {"del": "<del>{}</del>", "ins": "<ins>{}</ins>"}


@register.simple_tag
def change_direction(difference, language: str) -> str:
    """How a field before and after a change runs: the source's words as it does, our sentences as English."""
    if difference.label in ("Words", "Cue"):
        return direction(language)
    return "ltr" if difference.label in ("Attribution", "Medium", "Topics") else "auto"


@register.simple_tag
def before_or_after(difference, side: str) -> SafeString:
    """A field before or after a change, with the words that differ marked."""
    text = getattr(difference, side)
    pieces = getattr(difference, f"{side}_words") or [(text, False)]
    if not text:
        return SafeString('<span class="nothing">nothing</span>')
    mark = "del" if side == "before" else "ins"
    return format_html_join(
        "", "{}", ((changed(mark if differs else "equal", words),) for words, differs in pieces)
    )


@register.simple_tag
def marked(run, with_numbers: bool = False) -> SafeString:
    """A run of a source's text, marked where a quote uses it."""
    if not run.keys:
        return shown(run.text)
    numbers = format_html(' data-quotes="{}"', quote_numbers(run)) if with_numbers else ""
    return format_html('<mark class="{}"{}>{}</mark>', mark_class(run), numbers, shown(run.text))


@register.simple_tag
def mark_class(run) -> str:
    """Proved by an original, different there, only in quotation marks, or paraphrase."""
    return run.mark or ("quoted" if run.verbatim else "paraphrase")


@register.simple_tag
def quote_numbers(run) -> str:
    return " ".join(str(quote.pk) for quote in run.keys)


@register.simple_tag
def paragraph_id(paragraph) -> str:
    return f"paragraph-{paragraph.number}"


@register.filter
def tied_word(run) -> SafeString:
    return shown(first_word(run.text)[0])


@register.filter
def after_tied_word(run) -> SafeString:
    return shown(first_word(run.text)[1])


def first_word(text: str) -> tuple[str, str]:
    """The text parted after its first word, where a note is tied to the line the words begin on.

    Where no space comes soon, as in Chinese, after the first character.
    """
    found = re.match(r"\s*\S{1,30}(?=\s|$)", text)
    end = found.end() if found else 1
    return text[:end], text[end:]


@register.simple_tag
def obtained(capture) -> SafeString:
    """How we got a text, by whom and when."""
    by = format_html(" by {}", shown(capture.obtained_by)) if capture.obtained_by else ""
    return format_html(
        "{}{}, {}", capture.get_method_display().lower(), by, day(capture.captured_at)
    )
