"""Word diffs between a span and the passage it is compared with."""

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

from .boundaries import SPACELESS, marks
from .normalisation import glyphs


class DiffPart(NamedTuple):
    """One run of a word diff.

    `same` and `del` together spell the span; `same` and `ins` spell the passage, but for glyph
    variants, which count as the same.
    """

    op: Literal["same", "del", "ins"]
    text: str


@cache
def _chunk() -> re.Pattern[str]:
    """One word with what clings to it and the space behind; one character where none is written."""
    return re.compile(rf"[{SPACELESS}][{marks()}]*\s*|[^\s{SPACELESS}]+\s*|\s+")


def word_diff(quoted: str, passage: str) -> tuple[DiffPart, ...]:
    """What must be struck from and added to the span to make the passage, word by word.

    The longest common subsequence of words (Indel distance), a strike before its addition. Words
    that differ only in glyphs count as the same and are shown as the span has them.
    """
    ours, theirs = _chunk().findall(quoted), _chunk().findall(passage)
    parts: list[DiffPart] = []
    struck, added = "", ""
    for op in Indel.opcodes([_form(c) for c in ours], [_form(c) for c in theirs]):
        if op.tag == "equal":
            parts += _replaced(struck, added)
            struck = added = ""
            parts.append(DiffPart("same", "".join(ours[op.src_start : op.src_end])))
        else:
            struck += "".join(ours[op.src_start : op.src_end])
            added += "".join(theirs[op.dest_start : op.dest_end])
    return tuple(parts + _replaced(struck, added))


def _replaced(struck: str, added: str) -> list[DiffPart]:
    parts = [DiffPart("del", struck)] if struck else []
    return [*parts, DiffPart("ins", added)] if added else parts


@lru_cache(maxsize=8192)
def _form(chunk: str) -> str:
    return glyphs(chunk.strip())


def measure(quoted: str, passage: str) -> float:
    """The share of characters kept, 0 to 1, glyph variants counting as the same."""
    kept = Indel.normalized_similarity(glyphs(quoted), glyphs(passage))
    return round(float(kept), 4)
