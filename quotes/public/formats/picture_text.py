"""Text as pictures set it: typefaces, directions and lines. Lengths are pixels.

A piece of text is drawn in the first typeface that has its characters; all of them ship with the
program (static/fonts, under the Open Font License), so that a picture is the same on every
machine. Words are set by runs of one direction, so that a Latin name keeps its order among Hebrew.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from django.conf import settings
from PIL import ImageDraw, ImageFont

FONTS = Path(settings.BASE_DIR) / "static" / "fonts"
LATIN = (
    "\u0020-\u00ff\u0131\u0152\u0153\u02c6\u02da\u02dc\u2000-\u206f\u20ac\u2122\u2191\u2193\u2212"
)
_OTHERS = (
    ("newsreader-latin-ext", "\u0100-\u02ba\u1e00-\u1e9f"),
    ("noto-serif-cyrillic", "\u0301\u0400-\u045f\u0490\u0491\u04b0\u04b1\u2116"),
    ("noto-serif-greek", "\u0370-\u03ff"),
    ("noto-naskh-arabic-arabic", "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"),
    ("noto-serif-hebrew-hebrew", "\u0590-\u05ff\u20aa\u25cc\ufb1d-\ufb4f"),
)
#: By voice: the speaker's is set in serifs, everybody else's without.
TYPEFACES = {
    voice: tuple(
        (FONTS / f"{name}-wght-normal.woff2", re.compile(f"[{covered}]"))
        for name, covered in ((first, LATIN), *_OTHERS)
    )
    for voice, first in (("serif", "newsreader-latin"), ("sans", "noto-sans-latin"))
}
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
LEFT_TO_RIGHT = re.compile("[^\\W\\d_]")
ELLIPSIS = " …"
MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


@dataclass(frozen=True)
class Face:
    """How a word is set: the voice it is in, its size and weight, and its colour."""

    voice: str
    size: int
    fill: str
    weight: int = 400


@dataclass(frozen=True)
class Word:
    text: str
    face: Face
    width: float
    style: str = ""
    glued: bool = False
    """Whether it follows the word before without a space, as a closing mark does."""


Line = list[Word]


def can_draw(text: str) -> bool:
    """Whether there is a typeface for every character."""
    return all(_typeface(c, "serif") is not None for c in set(text) if not c.isspace())


def drawable(text: str) -> str:
    """The text without the characters that no typeface has."""
    return "".join(c for c in text if c.isspace() or _typeface(c, "serif")).strip()


def _typeface(character: str, voice: str) -> Path | None:
    for path, covered in TYPEFACES[voice]:
        if covered.match(character):
            return path
    return None


@lru_cache(maxsize=64)
def _font(path: Path, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(path, size)
    font.set_variation_by_axes([weight, 100] if len(font.get_variation_axes()) > 1 else [weight])
    return font


def _pieces(text: str, face: Face) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
    """A word from the left, in pieces that one typeface can draw."""
    default = TYPEFACES[face.voice][0][0]
    runs = [
        (path, "".join(characters))
        for path, characters in groupby(text, lambda c: _typeface(c, face.voice) or default)
    ]
    if RIGHT_TO_LEFT.search(text):
        runs = [(path, part) for path, run in reversed(runs) for part in _from_the_left(run)]
    for path, run in runs:
        yield run, _font(path, face.size, face.weight)


def _from_the_left(run: str) -> Iterator[str]:
    """A run inside a word that runs to the left, as it is seen: signs turn round, numbers don't."""
    if RIGHT_TO_LEFT.search(run):
        yield run  # the typeface's own shaping turns it
        return
    for part in reversed(re.findall(r"\d[\d.,:/]*(?<=\d)|[^\W\d_]+|.", run)):
        yield part.translate(MIRRORED)


def width(text: str, face: Face) -> float:
    return sum(font.getlength(piece) for piece, font in _pieces(text, face))


def words_of(text: str, face: Face, style: str = "", glued: bool = False) -> Iterator[Word]:
    """The words of a text; the first is `glued` if what is before it ends without a space."""
    for n, word in enumerate(text.split()):
        follows = glued and n == 0 and not text[0].isspace()
        yield Word(word, face, width(word, face), style, follows)


def words_in(parts: Iterable[tuple[str, Face, str]]) -> list[Word]:
    """The words of several texts one after another, each in its own face and style."""
    words: list[Word] = []
    glued = False
    for text, face, style in parts:
        words += words_of(text, face, style, glued)
        glued = bool(text) and not text[-1].isspace()
    return words


def lines_of(words: Iterable[Word], available: float) -> list[Line]:
    """Words set into lines that fit the width; what is glued together stays on one."""
    lines: list[Line] = [[]]
    for together in _together(words):
        if lines[-1] and line_width([*lines[-1], *together]) > available:
            lines.append([])
        lines[-1] += together
    return lines


def _together(words: Iterable[Word]) -> Iterator[Line]:
    found: Line = []
    for word in words:
        if found and not word.glued:
            yield found
            found = []
        found.append(word)
    if found:
        yield found


def cut(lines: list[Line], most: int, available: float) -> list[Line]:
    """At most so many lines, with an ellipsis for the rest."""
    if len(lines) <= most:
        return lines
    kept = [list(line) for line in lines[:most]]
    while True:
        last = kept[-1].pop()
        text = last.text.rstrip(",;:.") + ELLIPSIS
        kept[-1].append(replace(last, text=text, width=width(text, last.face)))
        if line_width(kept[-1]) <= available or len(kept[-1]) == 1:
            return kept
        kept[-1].pop()


def line_width(line: Line) -> float:
    return sum(word.width for word in line) + sum(map(_space_before, line[1:]))


def _space_before(word: Word) -> float:
    return 0 if word.glued else width("\u00a0", word.face)


def placed(line: Line, left: float, right: float, rtl: bool) -> list[tuple[Word, float]]:
    """Each word with its left edge; runs of the other direction keep their own order."""
    x = right - line_width(line) if rtl else left
    result: list[tuple[Word, float]] = []
    ordered = _in_order(line, rtl)
    if not ordered:
        return []
    for (word, to_left), (after, next_to_left) in zip(
        ordered, [*ordered[1:], ordered[-1]], strict=True
    ):
        result.append((word, x))
        inner = word if to_left and next_to_left else after
        x += word.width + _space_before(inner)
    return result


def _in_order(line: Line, rtl: bool) -> list[tuple[Word, bool]]:
    """The words as they follow each other from the left, each with whether it runs to the left."""
    runs = [list(run) for _, run in groupby(_directed(line, rtl), lambda directed: directed[0])]
    ordered = reversed(runs) if rtl else runs
    return [
        (word, to_left)
        for run in ordered
        for to_left, word in (reversed(run) if run[0][0] else run)
    ]


def _directed(line: Line, rtl: bool) -> Sequence[tuple[bool, Word]]:
    """Each word with whether it runs to the left; numbers and signs go with what is around them."""
    found, last = [], rtl
    for word in line:
        if RIGHT_TO_LEFT.search(word.text):
            last = True
        elif LEFT_TO_RIGHT.search(word.text):
            last = False
        else:
            last = last and rtl
        found.append((last, word))
    return found


def write(pen: ImageDraw.ImageDraw, x: float, y: float, text: str, face: Face) -> float:
    """Write one word on the baseline `y` from `x`; returns where it ends."""
    for piece, font in _pieces(text, face):
        pen.text((x, y), piece, font=font, fill=face.fill, anchor="ls")
        x += font.getlength(piece)
    return x


def write_line(
    pen: ImageDraw.ImageDraw, line: Line, left: float, right: float, y: float, rtl: bool = False
) -> None:
    for word, x in placed(line, left, right, rtl):
        write(pen, x, y, word.text, word.face)
