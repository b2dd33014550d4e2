"""The capture's text as the workspace shows it: paragraphs whose runs know their place."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotes.text.text_layout import paragraph_bounds

from .stretches import Stretch


@dataclass(frozen=True)
class Run:
    """Words of a paragraph that belong to the same cards, or to none."""

    text: str
    keys: str = ""
    state: str = ""


@dataclass(frozen=True)
class Paragraph:
    """`[start, end)` of the text, which the paragraph shows to the letter."""

    start: int
    runs: list[Run]


def lay_out(text: str, marked: Sequence[tuple[str, str, list[Stretch]]]) -> list[Paragraph]:
    """Paragraphs of a text with what is marked in it: (key, state, stretches), in order."""
    pieces = sorted(
        (start, end, key, state) for key, state, stretches in marked for start, end in stretches
    )
    longest = max((end - start for start, end, *_ in pieces), default=0)
    starts = [piece[0] for piece in pieces]
    paragraphs = []
    for first, last in paragraph_bounds(text):
        near = pieces[bisect_right(starts, first - longest - 1) : bisect_left(starts, last)]
        here = [piece for piece in near if piece[1] > first]
        paragraphs.append(Paragraph(first, _runs(text, first, last, here)))
    return paragraphs


def _runs(text: str, first: int, last: int, pieces: Sequence[tuple[int, int, str, str]]):
    cuts = {first, last}
    for start, end, *_ in pieces:
        cuts |= {max(first, start), min(last, end)}
    runs = []
    for start, end in pairwise(sorted(cuts)):
        over = [piece for piece in pieces if piece[0] <= start and end <= piece[1]]
        keys = " ".join(dict.fromkeys(key for *_, key, _ in over))
        runs.append(Run(text[start:end], keys, over[0][3] if over else ""))
    return runs
