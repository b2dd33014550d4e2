"""Drawings of numbers: tables whose numbers are links, with a bar under each."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from quotes.public.presentation.dates import day
from quotes.public.presentation.record_in_numbers import Part
from quotes.public.presentation.thread import Lane, Lanes, Mark
from quotes.public.presentation.time_table import Cell, Row, TimeTable
from quotes.templatetags.display import set_pieces, shown

register = template.Library()

#: The height in pixels of the longest bar, and of the shortest.
HEIGHT, LEAST = 26, 2
#: More columns than these are scrolled on a phone, where they begin with names.
FEW_COLUMNS = 8


@register.simple_tag
def time_table(table: TimeTable, of: str = "") -> SafeString:
    """Quotes over time: a number leads to the quotes, and its bar is as high as it is large."""
    head = "".join(
        f'<th scope="col"><abbr title="{escape(whole)}">{escape(short)}</abbr></th>'
        for short, whole in table.columns
    )
    rows = "\n".join(_row(row, table.most) for row in table.rows)
    style = f"months months--{of}" if of else "months"
    style += " months--wide" if len(table.columns) > FEW_COLUMNS else ""
    return mark_safe(  # noqa: S308 - names and labels are escaped where they are written
        f'<div class="scroll"><table class="{style}">\n<thead><tr>'
        f'<th scope="col"><span class="visually-hidden">{table.first}</span></th>{head}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody></table></div>\n"
    )


def _row(row: Row, most: int) -> str:
    name = f"<bdi>{shown(row.name)}</bdi>"
    name = f'<a href="{escape(row.url)}">{name}</a>' if row.url else name
    cells = "".join(_cell(cell, most) for cell in row.cells)
    return f'<tr><th scope="row">{name}</th>{cells}</tr>'


def _cell(cell: Cell | None, most: int) -> str:
    if cell is None:
        return "<td></td>"
    height = max(LEAST, round(HEIGHT * cell.number / most))
    bar = (
        f'<svg height="{height}" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="1" height="1"/></svg>'
    )
    number = f"{cell.number:,}{bar}"
    if not cell.url:
        return f"<td><span>{number}</span></td>"
    label = escape(shown(cell.label))
    return f'<td><a href="{escape(cell.url)}" aria-label="{label}">{number}</a></td>'


@register.simple_tag
def thread_lanes(thread: Lanes) -> SafeString:
    """A topic of few days: who said what when, each mark a link to the quote."""
    head = "".join(
        f'<th scope="col">{day(on)}{f"<br>{dated}" if dated else ""}</th>'
        for on, dated in thread.days
    )
    rows = "\n".join(map(_lane, thread.rows))
    signs = "".join(
        f"<span>{sign} {words}</span>" for css, sign, words in SIGNS if css in thread.looks
    )
    return mark_safe(  # noqa: S308 - what a source or a person wrote is escaped
        '<div class="scroll"><table class="lanes">\n<thead><tr>'
        f'<th scope="col"><span class="visually-hidden">Speaker</span></th>{head}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody></table></div>\n"
        f'<p class="pens fine soft">{signs}</p>\n'
    )


#: What the marks in lanes mean.
SIGNS = (
    ("", "“", "quoted"),
    ("is-paraphrase", "–", "paraphrased"),
    (
        "is-same",
        '<span class="status status--same"><span class="sign">“</span></span>',
        "as in the original",
    ),
    (
        "is-differing",
        '<span class="status status--differs"><span class="sign">≠</span></span>',
        "differs from it, or is disputed",
    ),
)


def _lane(lane: Lane) -> str:
    notes = f"<span>{set_pieces(lane.who.notes)}</span>" if lane.who.notes else ""
    cells = "".join(f"<td>{_marks(marks)}</td>" for marks in lane.cells)
    return f'<tr><th scope="row">{set_pieces(lane.who.names)}{notes}</th>{cells}</tr>'


def _marks(marks: list[Mark]) -> str:
    items = "".join(
        f'<li><a class="{mark.css}" href="{mark.url}"><span aria-hidden="true">{mark.sign}</span>'
        f'<bdi class="visually-hidden">{shown(mark.label)}</bdi></a></li>'
        for mark in marks
    )
    return f"<ul>{items}</ul>" if items else ""


@register.simple_tag
def bar(number: int, most: int) -> SafeString:
    """A bar as long as its number, beside others of which the longest is as wide as its cell."""
    return _across(most, f'<rect width="{number}" height="1"/>')


@register.simple_tag
def parts_of_bar(parts: list[Part]) -> SafeString:
    """The whole of something as one bar, cut in parts as long as their numbers."""
    rects = "".join(
        f'<rect class="part--{part.css}" x="{part.start}" width="{part.number}" height="1"/>'
        for part in parts
        if part.number
    )
    return _across(sum(part.number for part in parts), rects)


def _across(width: int, rects: str) -> SafeString:
    return mark_safe(  # noqa: S308 - numbers and our own names alone
        f'<svg viewBox="0 0 {width} 1" preserveAspectRatio="none" aria-hidden="true">{rects}</svg>'
    )
