"""Drawings of numbers: tables whose numbers are links, with a bar under each."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from quotes.public.presentation.time_table import Cell, Row, TimeTable
from quotes.templatetags.display import shown

register = template.Library()

#: The height in pixels of the longest bar, and of the shortest.
HEIGHT, LEAST = 26, 2


@register.simple_tag
def time_table(table: TimeTable, of: str = "") -> SafeString:
    """Quotes over time: a number leads to the quotes, and its bar is as high as it is large."""
    head = "".join(
        f'<th scope="col"><abbr title="{escape(whole)}">{escape(short)}</abbr></th>'
        for short, whole in table.columns
    )
    rows = "\n".join(_row(row, table.most) for row in table.rows)
    style = f"months months--{of}" if of else "months"
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
