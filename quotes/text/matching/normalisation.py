"""Canonical forms of a text, one glyph for all its variants, with offsets mapped to the original."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from .boundaries import marks
from .coarse_form import lowered

_INVISIBLE = (
    "\u00ad\u0640\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff"
)
_JOINED = "\ufb00-\ufb17\ufb50-\ufdff\ufe70-\ufefc"  # ligatures and Arabic presentation forms
_DASHES = "\u2010-\u2015\u2212\u2e3a\u2e3b"
_DOUBLES = "“”„‟«»‹›「」『』〝〞〟＂"
_SINGLES = "\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4\uff07"
OPENING = "\"'\u201c\u201e\u201f\u00ab\u2039\u2018\u201a\u201b\u300c\u300e\u301d\uff02\u00bb\u203a"
CLOSING = "\"'\u201d\u201c\u00bb\u203a\u2019\u2018\u300d\u300f\u301e\u301f\uff02\u00ab\u2039"

_SPACES = r"\t-\r\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_alone = rf"{_SPACES}{_INVISIBLE}{_JOINED}{_DASHES}\[…"
_special = rf"{_alone} .\-'`\]\u00ab\u00bb\u2039\u203a"
# A first character from a set keeps the scan in C; single spaces, stops and hyphens pass untouched,
# and so does the stop and space between two sentences.
_RUN = re.compile(
    rf"[{_special}](?:(?<=[{_alone}])|(?!(?<=\.) [^{_special}])[{_special}])[{_special}]*"
)


_MOST_MARKS = 30  # on one letter: Unicode's stream-safe text format (UAX #15)


@dataclass(slots=True)
class Mapped:
    """A rewritten text that knows, for each of its offsets, the offset in the original."""

    text: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    origins: list[tuple[int, int]] = field(default_factory=list)
    under: "Mapped | None" = None

    def start(self, at: int) -> int:
        """The original's offset for something that begins here."""
        unit = bisect_right(self.ends, at) - 1
        if unit + 1 < len(self.starts) and self.starts[unit + 1] < at:
            found = self.origins[unit + 1][0]
        else:
            found = at if unit < 0 else self.origins[unit][1] + at - self.ends[unit]
        return self.under.start(found) if self.under else found

    def end(self, at: int) -> int:
        """The original's offset for something that ends here."""
        unit = bisect_left(self.starts, at) - 1
        found = at if unit < 0 else self.origins[unit][1] + max(0, at - self.ends[unit])
        return self.under.end(found) if self.under else found


def rewrite(
    text: str,
    pattern: re.Pattern[str],
    replacement: Callable[[re.Match[str]], str],
    under: Mapped | None = None,
) -> Mapped:
    """Replace each match, noting where lengths change."""
    pieces: list[str] = []
    mapped = Mapped("", under=under)
    last = length = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        new = replacement(match)
        length += start - last
        pieces += (text[last:start], new)
        if len(new) != end - start:
            mapped.starts.append(length)
            mapped.ends.append(length + len(new))
            mapped.origins.append((start, end))
        length += len(new)
        last = end
    pieces.append(text[last:])
    return Mapped("".join(pieces), mapped.starts, mapped.ends, mapped.origins, under)


_ASCII = bytes(range(128))


def _foreign(text: str) -> str:
    """Its characters beyond ASCII, in order."""
    coded = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return coded.decode("utf-8", "surrogatepass")


@cache
def _stirring() -> re.Pattern[str]:
    """Characters that canonical composition may change or join to others."""
    return re.compile(f"[{marks(0x10000)}\u1161-\u1175\u11a8-\u11c2{_singles(0x10000)}]")


_unsteady = re.compile(f"[{_INVISIBLE}{_JOINED}\u0130\u03a3]")


def is_steady(text: str) -> bool:
    """Whether letters and digits are in the text as in its canonical form, but for case."""
    if text.isascii():
        return True
    foreign = _foreign(text)
    return not _unsteady.search(foreign) and _is_composed(text, foreign)


def _is_composed(text: str, foreign: str) -> bool:
    """Whether canonical composition changes nothing; piles of marks count as if it did."""
    if not _stirring().search(foreign) and max(foreign) < "\U00010000":
        return True
    return not _piled().search(foreign) and unicodedata.is_normalized("NFC", text)


@cache
def _piled() -> re.Pattern[str]:
    return re.compile(f"[{marks()}]{{{_MOST_MARKS}}}")


def canonical(text: str) -> Mapped:
    """The text with one glyph for each of its variants; letters, digits and case stay."""
    under = None
    if not text.isascii() and not _is_composed(text, _foreign(text)):
        under = rewrite(text, _composing(), lambda m: unicodedata.normalize("NFC", m.group()))
        text = under.text
    mapped = rewrite(text, _RUN, _squeeze, under)
    return Mapped(
        _unify_marks(mapped.text), mapped.starts, mapped.ends, mapped.origins, mapped.under
    )


_SHORT = 4000  # characters up to which a form is kept for the next question about it


def glyphs(text: str) -> str:
    """The canonical form of some words, without the mapping of offsets."""
    return _glyphs(text) if len(text) <= _SHORT else canonical(text).text


@lru_cache(maxsize=256)
def _glyphs(text: str) -> str:
    return canonical(text).text


@cache
def _singles(beyond: int = 0x2FA20) -> str:
    """What composition writes otherwise by itself."""
    return "".join(
        re.escape(chr(code))
        for code in (*range(0xA0, 0x10000), *range(0x2F800, 0x2FA20))
        if code < beyond
        and not 0xD800 <= code < 0xE000
        and not unicodedata.is_normalized("NFC", chr(code))
    )


@cache
def _composing() -> re.Pattern[str]:
    """Whatever canonical composition could change: a base with its marks, jamo, singletons."""
    followers = rf"{marks()}\u1161-\u1175\u11a8-\u11c2"
    # Normalising takes a time that grows with the square of a pile of marks, so piles are parted.
    pile = f"{{1,{_MOST_MARKS}}}"
    return re.compile(rf"[^{followers}]?[{followers}]{pile}|[{_singles()}]", re.DOTALL)


def _unify_marks(text: str) -> str:
    """Quotation marks become ", apostrophes inside a word '; offsets stay."""
    if not text.isascii():
        text = _VARIANT.sub(_unified, text)
    return _UNPAIRED.sub('"', text.replace("`", "'")) if "'" in text or "`" in text else text


_VARIANT = re.compile(f"[{_DOUBLES}{_SINGLES}]")


def _unified(match: re.Match[str]) -> str:
    return '"' if match.group() in _DOUBLES else "'"


_UNPAIRED = re.compile(r"'(?:(?!\w)|(?<!\w'))")


def _squeeze(match: re.Match[str]) -> str:
    text, (start, end) = match.string, match.span()
    before = text[start - 1] if start else ""
    return _squeezed(match.group(), _kind(before), _kind(text[end : end + 1]))


def _kind(char: str) -> str:
    """All that a run's canonical form needs to know of its neighbour."""
    return "1" if char.isdigit() else char and "a"


def _squeezed(run: str, before: str, after: str) -> str:
    return _kept_squeezed(run, before, after) if len(run) < 20 else _squeeze_run(run, before, after)


def _squeeze_run(run: str, before: str, after: str) -> str:
    run = re.sub(f"[{_INVISIBLE}]+", "", run)
    run = re.sub(f"[{_JOINED}]", _parts_of, run)
    run = _WIDE.sub(_narrowed, run)
    run = re.sub(r"''|``", '"', run)
    if _GUILLEMET.search(run):
        run = _hug(run, before, after)
    if "." in run or "…" in run:
        run = _ELLIPSIS.sub("…", run)
    if _DASHED.search(run):
        run = _DASH.sub(lambda m: _dash(m, before, after), run)
    return re.sub(r"\s+", " ", run)


_GUILLEMET = re.compile("[«»‹›]")
_DASHED = re.compile(f"[-{_DASHES}]")


def _parts_of(match: re.Match[str]) -> str:
    """A ligature's letters. Signs that stand for a whole phrase stay signs."""
    parts = _compatible(match.group())
    return parts if " " not in parts else match.group()


@cache
def _compatible(sign: str) -> str:
    return unicodedata.normalize("NFKC", sign)


_WIDE = re.compile(r"\s{4,}")


def _narrowed(match: re.Match[str]) -> str:
    """A wide space as a narrow one, in which the patterns here see the same, only sooner."""
    space = match.group()
    hugging = not space.strip("\u00a0\u202f")
    return space[:2] if hugging else f"{space[0]} {space[-1]}"


_ELLIPSIS = re.compile(
    r"\.?\s*(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|…|\.{3,}|\.(?:\s\.){2,})(?:\s*(?:…|\.))*\s*"
)
_DASH = re.compile(rf"(\s*)(-{{2,}}|[-{_DASHES}]+)(\s*)")


def _hug(run: str, before: str, after: str) -> str:
    """Guillemets without the space that French sets inside them."""
    opening = r"(?<=[\s(])([«‹])\s+" if before else r"(?<![^\s(])([«‹])\s+"
    run = re.sub(opening, r"\1", run)
    run = re.sub("([«‹])[\u00a0\u202f]+", r"\1", run)
    run = re.sub("[\u00a0\u202f]+([»›])", r"\1", run)
    closing = r"\s+([»›])(?=[\s.])" if after == "a" else r"\s+([»›])(?![^\s.])"
    return re.sub(closing, r"\1", run)


def _dash(match: re.Match[str], before: str, after: str) -> str:
    """A spaced dash of any length is one dash; an unspaced short one is a hyphen."""
    left, dash, right = match.groups()
    opened = bool(left) or (match.start() == 0 and not before)
    closed = bool(right) or (match.end() == len(match.string) and not after)
    if dash in ("-", "\u2010", "\u2011") and not (opened and closed):
        return f"{left}-{right}"
    if dash in ("\u2012", "\u2013", "\u2212"):
        if not left and not right and not (opened or closed):
            return "-"
        if opened and not right and after == "1" and match.end() == len(match.string):
            return f"{left}-"
    return "—"


_kept_squeezed = lru_cache(maxsize=4096)(_squeeze_run)


@cache
def _loose_run(marked: bool) -> re.Pattern[str]:
    other = rf"[^\w{marks()}]" if marked else r"\W"
    return re.compile(rf"(?! ){other}{other}*| {other}+")


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(f"[{marks()}]")


def loosened(form: Mapped) -> Mapped:
    """Words alone, in lower case with single spaces; an exact match is never based on it."""
    marked = not form.text.isascii() and _mark().search(_foreign(form.text)) is not None
    return rewrite(lowered(form.text), _loose_run(marked), _parted, form)


def _parted(match: re.Match[str]) -> str:
    """What parts two words; nothing inside a contraction or a number."""
    if match.group() == "'":
        return ""
    inside = match.group() in (".", ",") and match.string[match.start() - 1].isdigit()
    return "" if inside and match.string[match.end() : match.end() + 1].isdigit() else " "
