"""The signs of a status as pictures draw them, by lines: no typeface that ships has them all."""

from PIL import ImageDraw

from quotes.public.presentation.palette import LIGHT

#: The side of a sign's square, in pixels.
SIGN = 32
INK, EDGE, PAPER, MARK, WARN, BAD = (
    LIGHT[name] for name in ("ink", "edge", "paper", "mark", "warn", "bad")
)
#: By class of the status: the ground of its square, its border, and the sign's own colour.
COLOURS = {
    "same": (MARK, MARK, INK),
    "differs": (PAPER, WARN, WARN),
    "disputed": (WARN, WARN, PAPER),
    "bad": (BAD, BAD, PAPER),
    "corrected": (PAPER, EDGE, INK),
    "none": (PAPER, PAPER, INK),
}
#: Strokes in a square of 32, each a list of points.
STROKES = {
    "✓": [[(8, 17), (14, 23), (24, 9)]],
    "✗": [[(9, 9), (23, 23)], [(23, 9), (9, 23)]],
    "≠": [[(8, 13), (24, 13)], [(8, 19), (24, 19)], [(20, 7), (12, 25)]],
    "!": [[(16, 7), (16, 19)], [(16, 23), (16, 25)]],
    "?": [[(11, 12), (13, 8), (19, 8), (21, 12), (16, 17), (16, 19)], [(16, 23), (16, 25)]],
}


def draw_sign(pen: ImageDraw.ImageDraw, sign: str, css: str, x: float, y: float) -> None:
    """The sign in its square, whose upper left corner is given."""
    ground, border, ink = COLOURS[css]
    pen.rounded_rectangle((x, y, x + SIGN, y + SIGN), 4, fill=ground, outline=border, width=2)
    for stroke in STROKES.get(sign, []):
        pen.line([(x + a, y + b) for a, b in stroke], fill=ink, width=3, joint="curve")
    if sign == "○":
        pen.ellipse((x + 8, y + 8, x + 24, y + 24), outline=ink, width=3)
    elif sign == "↻":
        pen.arc((x + 8, y + 8, x + 24, y + 24), -40, 260, fill=ink, width=3)
        pen.polygon([(x + 19, y + 12), (x + 26, y + 12), (x + 25, y + 5)], fill=ink)
