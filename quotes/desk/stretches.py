"""Stretches of a capture as they travel between page and server: `12-40,55-80`.

Offsets are code points, half-open, as everywhere in the record. A browser
counts UTF-16 units; the page converts before it sends.
"""

import re
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError

from quotes.text.quotation_marks import quoted_spans

Stretch = tuple[int, int]

_KEY = re.compile(r"[0-9]{1,8}-[0-9]{1,8}(?:,[0-9]{1,8}-[0-9]{1,8}){0,99}")


def key_of(stretches: Iterable[Sequence[int]]) -> str:
    return ",".join(f"{start}-{end}" for start, end in stretches)


def read_key(given: str, text: str) -> list[Stretch]:
    """The stretches that a page sent, in order, joined where they touch.

    Raises ValidationError for what is no key, or lies outside the text.
    """
    if not _KEY.fullmatch(given):
        raise ValidationError("Mark some words of the text first.", code="segments")
    pairs = sorted(tuple(map(int, pair.split("-"))) for pair in given.split(","))
    if any(not start < end <= len(text) for start, end in pairs):
        raise ValidationError(
            "These words lie outside the text. Reload the page and mark them again.",
            code="segments",
        )
    return _joined(_snapped(text, start, end) for start, end in pairs)


def _snapped(text: str, start: int, end: int) -> Stretch:
    """Without white space at the ends; with its quotation marks where all inside them is meant."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise ValidationError("There are no words in what you marked.", code="segments")
    for stretch in quoted_spans(text, max(0, start - 2), min(len(text), end + 2)):
        if (stretch.start, stretch.end) == (start, end) and stretch.closed:
            return stretch.outer_start, stretch.outer_end
    return start, end


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for start, end in stretches:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def overlap(some: Iterable[Stretch], others: Sequence[Stretch]) -> int:
    """How many characters two sets of stretches share."""
    return sum(
        max(0, min(end, other_end) - max(start, other_start))
        for start, end in some
        for other_start, other_end in others
    )


def size(stretches: Iterable[Stretch]) -> int:
    return sum(end - start for start, end in stretches)


def words_of(text: str, stretches: Iterable[Stretch]) -> str:
    """The words as a card shows them; an interruption is an ellipsis in brackets."""
    return " […] ".join(text[start:end] for start, end in stretches)
