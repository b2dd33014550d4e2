"""Drawings of numbers, each with a table of the same."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

STEP, HEIGHT, FEWEST = 20, 100, 6


@register.simple_tag
def bars(years: Iterable[tuple[int, int]]) -> SafeString:
    """One bar a year, and the same as a table."""
    years = list(years)
    first, last = (years[0][0], years[-1][0]) if years else ("", "")
    width = max(len(years), FEWEST) * STEP
    ends = f"<span>{first}</span>" + (f"<span>{last}</span>" if first != last else "")
    rows = "".join(f'<tr><td>{y}</td><td class="num">{n:,}</td></tr>' for y, n in years)
    return mark_safe(  # noqa: S308 - numbers alone
        f'<div class="figure">\n<svg class="bars" viewBox="0 0 {width} {HEIGHT}"'
        f' preserveAspectRatio="none" role="img" aria-label="Quotes by year, {first} to {last};'
        f' the table has the numbers">\n<line x1="0" x2="{width}" y1="{HEIGHT}" y2="{HEIGHT}"/>\n'
        f"{_rects(years)}\n</svg>\n"
        f'<p class="ends num" aria-hidden="true">{ends}</p>\n'
        '<details><summary>As a table</summary><table><thead><tr><th scope="col">Year</th>'
        f'<th scope="col">Quotes</th></tr></thead><tbody>{rows}</tbody></table></details>\n</div>\n'
    )


def _rects(years: list[tuple[int, int]]) -> str:
    most = max((number for _, number in years), default=1) or 1
    return "".join(
        f'<rect x="{place * STEP + 1}" y="{round(HEIGHT - HEIGHT * number / most, 1)}"'
        f' width="{STEP - 2}" height="{round(HEIGHT * number / most, 1)}">'
        f"<title>{year}: {number}</title></rect>"
        for place, (year, number) in enumerate(years)
    )
