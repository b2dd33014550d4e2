"""Draw a quote as a picture for the networks that show one beside a link.

Who said it, where and when; the words; their status; whose picture it is. It is always light, and
never shows words without who said them, the source's cue and their status. Words in a script for
which no typeface ships are left to the page.
"""

import hashlib
import io
from dataclasses import astuple, dataclass

from PIL import Image, ImageDraw

from quotes.public.formats import picture_text as setting
from quotes.public.formats.picture_signs import SIGN, draw_sign
from quotes.public.formats.picture_text import Face, Line, Word, can_draw, words_of
from quotes.public.presentation.palette import LIGHT

VERSION = "3"  # changes whenever the drawing does, so that cached pictures are drawn again
WIDTH, HEIGHT, EDGE, BAR = 1200, 630, 66, 12
PAPER, INK, SOFT, MARK, WARN = (LIGHT[name] for name in ("paper", "ink", "soft", "mark", "warn"))
BAD = LIGHT["bad"]
SIZES = (76, 68, 61, 54, 48, 42, 37, 33)
PARAPHRASE = (42, 38, 34, 30)
LEADING, SMALL_LEADING = 1.22, 1.3
WHO, STATUS, FOOT = 30, 27, 23
TOP, BOTTOM = 100, HEIGHT - 44
AVAILABLE = WIDTH - 2 * EDGE
#: Left between the parts, one above the other.
APART = 26
ADDRESS = "Read it on Verbatim"
MOTTO = "Who said it, where, and how we know"

Spans = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Picture:
    """What is drawn: words as (text, style) spans, and what must be shown with them.

    A style is `same`, proved by an original, and set in yellow; `differs`; `around`, the
    source's own words; or empty. `who` is the attribution, its names in the style `name`.
    `original` has the original's words where the status doesn't.
    """

    spans: Spans
    paraphrase: bool
    who: Spans
    label: str
    sign: str = ""
    status: str = ""
    css: str = "none"
    original: str = ""
    rtl: bool = False

    @property
    def key(self) -> str:
        """Names the drawing by its content."""
        content = repr((VERSION, *astuple(self)))
        return hashlib.sha256(content.encode()).hexdigest()[:32]


def draw(picture: Picture) -> bytes:
    """The picture as a PNG of 1200 by 630 pixels."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, BAR), fill=INK)
    above = _draw_status(pen, picture)
    names = "".join(text for text, _ in picture.who)
    below = TOP
    if can_draw(names):
        below = _draw_who(pen, picture)
    if can_draw(names) and can_draw("".join(text for text, _ in picture.spans)):
        _draw_words(pen, picture, below, above)
    else:
        _draw_instead(pen, picture, below)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw_who(pen: ImageDraw.ImageDraw, picture: Picture) -> float:
    """Who, where and when, in at most three lines; returns where they end."""
    bold, plain = Face("sans", WHO, INK, 650), Face("sans", WHO, SOFT)
    words = setting.words_in(
        (text, bold if style == "name" else plain, "") for text, style in picture.who
    )
    lines = setting.cut(setting.lines_of(words, AVAILABLE), 3, AVAILABLE)
    return _write_lines(pen, lines, TOP, WHO)


def _draw_words(pen: ImageDraw.ImageDraw, picture: Picture, below: float, above: float) -> None:
    """The words as large as they fit between the lines above and below them."""
    space = above - below - 2 * APART
    lines: list[Line] = []
    sizes = PARAPHRASE if picture.paraphrase else SIZES
    for size in sizes:
        lines = setting.lines_of(_styled(picture, size), AVAILABLE)
        if len(lines) * size * LEADING <= space:
            break
    lines = setting.cut(lines, max(int(space // (size * LEADING)), 1), AVAILABLE)
    y = below + APART + size * 0.8
    for line in lines:
        _draw_marks(pen, line, y, size, picture.rtl)
        setting.write_line(pen, line, EDGE, WIDTH - EDGE, y, picture.rtl)
        y += size * LEADING


def _styled(picture: Picture, size: int) -> list[Word]:
    voice = "sans" if picture.paraphrase else "serif"
    return setting.words_in(
        (text, Face(voice, size, SOFT if style == "around" else INK), style)
        for text, style in picture.spans
    )


def _draw_marks(pen: ImageDraw.ImageDraw, line: Line, y: float, size: int, rtl: bool) -> None:
    """The highlighter behind proved words, dashes under those that differ; joined between words."""
    placed = setting.placed(line, EDGE, WIDTH - EDGE, rtl)
    for n, (word, left) in enumerate(placed):
        right = left + word.width
        if n + 1 < len(placed) and placed[n + 1][0].style == word.style:
            right = placed[n + 1][1]
        if word.style == "same":
            pen.rectangle((left - 5, y - size * 0.76, right + 5, y + size * 0.24), fill=MARK)
        elif word.style == "differs":
            _draw_dashes(pen, left, right, y + size * 0.17, 4)


def _draw_dashes(pen: ImageDraw.ImageDraw, left: float, right: float, y: float, thick: int) -> None:
    while left < right:
        pen.rectangle((left, y, min(left + 14, right), y + thick), fill=WARN)
        left += 22


def _draw_instead(pen: ImageDraw.ImageDraw, picture: Picture, below: float) -> None:
    """For words in a script without a typeface here: what they are, and where they can be read."""
    face = Face("serif", 48, INK)
    lines = [list(words_of(text, face)) for text in (picture.label, ADDRESS)]
    _write_lines(pen, lines, below + APART + 48, 48)


def _draw_status(pen: ImageDraw.ImageDraw, picture: Picture) -> float:
    """From the bottom: whose picture it is, the status, and a rule above; returns where that is."""
    foot = _draw_foot(pen)
    colour = {"differs": WARN, "disputed": WARN, "bad": BAD}.get(picture.css, INK)
    strong = Face("sans", STATUS, colour, 650 if picture.css != "none" else 400)
    words = list(words_of(setting.drawable(picture.status), strong))
    original = setting.drawable(picture.original)
    if original:
        words += words_of(f"The original: “{original}”", Face("sans", STATUS, SOFT))
    indent = SIGN + 12 if picture.sign else 0
    lines = setting.cut(setting.lines_of(words, AVAILABLE - indent), 3, AVAILABLE - indent)
    first = foot - 52 - (len(lines) - 1) * STATUS * SMALL_LEADING
    _write_lines(pen, lines, first, STATUS, EDGE + indent)
    if picture.sign:
        draw_sign(pen, picture.sign, picture.css, EDGE, first - STATUS * 0.86)
    rule = first - STATUS - 24
    if picture.css in ("differs", "disputed"):
        _draw_dashes(pen, EDGE, WIDTH - EDGE, rule, 5)
    else:
        pen.rectangle((EDGE, rule, WIDTH - EDGE, rule + 2), fill=INK)
    return rule


def _draw_foot(pen: ImageDraw.ImageDraw) -> float:
    face, motto = Face("serif", 34, INK, 600), Face("sans", FOOT, SOFT)
    end = EDGE + setting.width("Verbatim", face)
    pen.rectangle((EDGE - 4, BOTTOM - 24, end + 4, BOTTOM + 6), fill=MARK)
    setting.write(pen, EDGE, BOTTOM, "Verbatim", face)
    line = list(words_of(MOTTO, motto))
    setting.write_line(pen, line, WIDTH - EDGE - setting.line_width(line), WIDTH - EDGE, BOTTOM)
    return BOTTOM


def _write_lines(
    pen: ImageDraw.ImageDraw, lines: list[Line], y: float, size: int, left: float = EDGE
) -> float:
    """Lines one under another from the baseline `y`; returns the last baseline."""
    for n, line in enumerate(lines):
        setting.write_line(pen, line, left, WIDTH - EDGE, y + n * size * SMALL_LEADING)
    return y + (len(lines) - 1) * size * SMALL_LEADING
