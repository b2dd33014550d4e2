"""Draw a quote as a picture for the networks that show one beside a link.

The picture never shows words without who said them, the source's cue and their status. It
is drawn with the site's own typeface; words in a script for which the server
has no typeface are left to the page.
"""

import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from quotes.public.presentation.palette import LIGHT

VERSION = "2"  # changes whenever the drawing does, so that cached pictures are drawn again
WIDTH, HEIGHT, EDGE = 1200, 630, 80
PAPER, INK, SOFT, MARK, WARN = (LIGHT[name] for name in ("paper", "ink", "soft", "mark", "warn"))
SIZES = (72, 62, 54, 47, 41, 36)
WORDS_BOTTOM = 360
LEADING = 1.26

FONTS = Path(settings.BASE_DIR) / "static" / "fonts"
SYSTEM = Path("/usr/share/fonts/truetype")
LATIN = (
    "\u0020-\u00ff\u0131\u0152\u0153\u02c6\u02da\u02dc\u2000-\u206f\u20ac\u2122\u2191\u2193\u2212"
)
#: A piece of text is drawn in the first of these that has its characters.
TYPEFACES = [
    (FONTS / "newsreader-latin-wght-normal.woff2", re.compile(f"[{LATIN}]")),
    (FONTS / "newsreader-latin-ext-wght-normal.woff2", re.compile("[\u0100-\u02ba\u1e00-\u1e9f]")),
    (SYSTEM / "noto/NotoSerif-Regular.ttf", re.compile("[\u0300-\u052f\u1e00-\u1fff→]")),
    (
        SYSTEM / "noto/NotoNaskhArabic-Regular.ttf",
        re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]"),
    ),
    (SYSTEM / "noto/NotoSerifHebrew-Regular.ttf", re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")),
]
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


@dataclass(frozen=True)
class Picture:
    """What is drawn: words as (text, style) spans, and what must be shown with them.

    A style is `same`, proved by an original, and set in yellow; `differs`; `around`, the
    source's own words; or empty. `original` has the original's words where the status doesn't.
    """

    spans: tuple[tuple[str, str], ...]
    paraphrase: bool
    sentence: str
    label: str
    status: str = ""
    original: str = ""

    @property
    def key(self) -> str:
        """Names the drawing by its content."""
        content = repr((VERSION, *astuple(self)))
        return hashlib.sha256(content.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Word:
    text: str
    style: str
    width: float


def draw(picture: Picture) -> bytes:
    """The picture as a PNG of 1200 by 630 pixels."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    words = "".join(text for text, _ in picture.spans)
    if can_draw(words) and can_draw(picture.sentence):
        bottom = _draw_words(pen, picture)
    else:
        bottom = _draw_stand_in(pen, picture)
    bottom = _draw_sentence(pen, picture.sentence, bottom) if can_draw(picture.sentence) else bottom
    _draw_status(pen, picture, bottom)
    _draw_foot(pen, picture.label)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def can_draw(text: str) -> bool:
    """Whether there is a typeface on this server for every character."""
    return all(_typeface(c) is not None for c in set(text) if not c.isspace())


def _typeface(character: str) -> Path | None:
    for path, covered in TYPEFACES:
        if covered.match(character) and path.exists():
            return path
    return None


def _font(path: Path, size: int, weight: int = 400) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(path, size)
    if path.suffix == ".woff2":
        font.set_variation_by_axes([weight])
    return font


def _pieces(
    text: str, size: int, weight: int = 400
) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
    """The text in pieces that one typeface can draw; right-to-left words keep their marks."""
    if " " not in text and RIGHT_TO_LEFT.search(text):
        yield text, _font(_typeface(RIGHT_TO_LEFT.findall(text)[0]) or TYPEFACES[0][0], size)
        return
    here, path = "", None
    for character in text:
        wanted = path if character.isspace() else _typeface(character)
        if wanted != path and here:
            kept = here.rstrip()
            yield kept, _font(path or TYPEFACES[0][0], size, weight)
            here = here[len(kept) :]
        here, path = here + character, wanted
    if here:
        yield here, _font(path or TYPEFACES[0][0], size, weight)


def _width(text: str, size: int, weight: int = 400) -> float:
    return sum(font.getlength(piece) for piece, font in _pieces(text, size, weight))


def _write(
    pen: ImageDraw.ImageDraw, x: float, y: float, text: str, size: int, fill: str, weight=400
) -> float:
    """Write on the baseline `y` from `x`; returns where the text ends."""
    for piece, font in _pieces(text, size, weight):
        pen.text((x, y), piece, font=font, fill=fill, anchor="ls")
        x += font.getlength(piece)
    return x


def _draw_words(pen: ImageDraw.ImageDraw, picture: Picture) -> float:
    """The words as large as they fit; returns where they end."""
    sizes = SIZES[3:] if picture.paraphrase else SIZES
    size, lines = next(
        (
            (s, found)
            for s in sizes
            if _height(found := _lines(picture.spans, s), s) <= WORDS_BOTTOM - EDGE
        ),
        (sizes[-1], None),
    )
    if lines is None:
        lines = _cut(
            _lines(picture.spans, size), int((WORDS_BOTTOM - EDGE) // (size * LEADING)), size
        )
    rtl = bool(RIGHT_TO_LEFT.search("".join(t for t, _ in picture.spans)))
    y = EDGE + size * 0.86
    for line in lines:
        _draw_line(pen, line, y, size, rtl)
        y += size * LEADING
    return y


def _height(lines: list[list[Word]], size: int) -> float:
    return len(lines) * size * LEADING


def _lines(spans: Iterable[tuple[str, str]], size: int) -> list[list[Word]]:
    """Words set into lines that fit the width."""
    lines: list[list[Word]] = [[]]
    available = WIDTH - 2 * EDGE
    left = float(available)
    space = _width(" ", size)
    for word in _words(spans, size):
        if lines[-1] and word.width > left:
            lines.append([])
            left = float(available)
        lines[-1].append(word)
        left -= word.width + space
    return lines


def _words(spans: Iterable[tuple[str, str]], size: int) -> Iterator[Word]:
    for text, style in spans:
        for word in text.split():
            yield Word(word, style, _width(word, size))


def _cut(lines: list[list[Word]], count: int, size: int) -> list[list[Word]]:
    """The first `count` lines, with an ellipsis for the rest."""
    kept = [list(line) for line in lines[:count]]
    while True:
        last = kept[-1].pop()
        text = last.text.rstrip(",;:.") + " …"
        kept[-1].append(Word(text, last.style, _width(text, size)))
        width = sum(word.width for word in kept[-1]) + _width(" ", size) * (len(kept[-1]) - 1)
        if width <= WIDTH - 2 * EDGE or len(kept[-1]) == 1:
            return kept
        kept[-1].pop()


def _draw_line(pen: ImageDraw.ImageDraw, line: list[Word], y: float, size: int, rtl: bool) -> None:
    """What is behind the words first, then the words."""
    space = _width(" ", size)
    places = list(_places(line, space, rtl))
    for n, (word, at) in enumerate(zip(line, places, strict=True)):
        joined = space if n + 1 < len(line) and line[n + 1].style == word.style else 0
        left, right = (at - joined, at + word.width) if rtl else (at, at + word.width + joined)
        if word.style == "same":
            pen.rectangle((left - 4, y - size * 0.74, right + 4, y + size * 0.22), fill=MARK)
        elif word.style == "differs":
            _draw_dashes(pen, left, right, y + size * 0.19)
    for word, at in zip(line, places, strict=True):
        _write(pen, at, y, word.text, size, SOFT if word.style == "around" else INK)


def _draw_dashes(pen: ImageDraw.ImageDraw, left: float, right: float, y: float) -> None:
    while left < right:
        pen.rectangle((left, y, min(left + 12, right), y + 4), fill=WARN)
        left += 20


def _places(line: list[Word], space: float, rtl: bool) -> Iterator[float]:
    """The left edge of each word."""
    x = float(WIDTH - EDGE if rtl else EDGE)
    for word in line:
        yield x - word.width if rtl else x
        x += -(word.width + space) if rtl else word.width + space


def _draw_stand_in(pen: ImageDraw.ImageDraw, picture: Picture) -> float:
    """For words in a script without a typeface here: where they can be read."""
    size, y = 47, EDGE + 47.0
    for text in (picture.label, "Read it on Verbatim"):
        _write(pen, EDGE, y, text, size, INK)
        y += size * LEADING
    return y


def _draw_sentence(pen: ImageDraw.ImageDraw, sentence: str, below: float) -> float:
    return _draw_small(pen, sentence, below + 14, 30, most=2, fill=INK)


def _draw_status(pen: ImageDraw.ImageDraw, picture: Picture, below: float) -> None:
    """The status in words, and what the original has where that is too long for it."""
    differs = picture.status.startswith(("≠", "✗", "!"))
    words = [picture.status, f"The original: “{picture.original}”" if picture.original else ""]
    y = below + 8
    for text in filter(None, words):
        drawn = "".join(c for c in text if c.isspace() or _typeface(c) is not None).strip()
        y = _draw_small(pen, drawn, y, 26, most=2, fill=WARN if differs else SOFT)


def _draw_small(
    pen: ImageDraw.ImageDraw, text: str, y: float, size: int, most: int, fill: str
) -> float:
    """Text in at most so many lines; returns where the next line begins."""
    lines = _lines([(text, "")], size)
    if len(lines) > most:
        lines = _cut(lines, most, size)
    for line in lines:
        _write(pen, EDGE, y, " ".join(word.text for word in line), size, fill, 500)
        y += size * 1.24
    return y


def _draw_foot(pen: ImageDraw.ImageDraw, label: str) -> None:
    y = HEIGHT - 48
    end = EDGE + _width("Verbatim", 36, 600)
    pen.rectangle((EDGE - 4, y - 14, end + 4, y + 7), fill=MARK)
    _write(pen, EDGE, y, "Verbatim", 36, INK, 600)
    _write(pen, WIDTH - EDGE - _width(label, 26), y, label, 26, SOFT)
