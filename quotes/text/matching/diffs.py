"""Word diffs between quoted words and the passage they are compared with."""

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

from .boundaries import SPACELESS, marks
from .normalisation import glyphs


class DiffPart(NamedTuple):
    """One part of a word diff.

    The `same` and `del` parts spell the quoted words; `same` and `ins` spell the passage, except
    for glyph variants, which count as the same.
    """

    op: Literal["same", "del", "ins"]
    text: str


@cache
def _chunk() -> re.Pattern[str]:
    """One word with its punctuation and the space after it; one character in scripts without spaces."""
    return re.compile(rf"[{SPACELESS}][{marks()}]*\s*|[^\s{SPACELESS}]+\s*|\s+")


def word_diff(quoted: str, passage: str) -> tuple[DiffPart, ...]:
    """What must be deleted from the quoted words and inserted to make the passage, word by word.

    Based on the longest common subsequence of words (Indel distance); deletions come before
    insertions. Words that differ only in glyphs count as the same and are shown as quoted.
    """
    ours, theirs = _chunk().findall(quoted), _chunk().findall(passage)
    parts: list[DiffPart] = []
    deleted, inserted = "", ""
    for op in Indel.opcodes([_form(c) for c in ours], [_form(c) for c in theirs]):
        if op.tag == "equal":
            parts += _replaced(deleted, inserted)
            deleted = inserted = ""
            parts.append(DiffPart("same", "".join(ours[op.src_start : op.src_end])))
        else:
            deleted += "".join(ours[op.src_start : op.src_end])
            inserted += "".join(theirs[op.dest_start : op.dest_end])
    return tuple(parts + _replaced(deleted, inserted))


def _replaced(deleted: str, inserted: str) -> list[DiffPart]:
    parts = [DiffPart("del", deleted)] if deleted else []
    return [*parts, DiffPart("ins", inserted)] if inserted else parts


@lru_cache(maxsize=8192)
def _form(chunk: str) -> str:
    return glyphs(chunk.strip())


def measure(quoted: str, passage: str) -> float:
    """The share of characters kept, 0 to 1; glyph variants count as the same."""
    kept = Indel.normalized_similarity(glyphs(quoted), glyphs(passage))
    return round(float(kept), 4)
