"""The passage nearest to words that don't stand in a text as given.

Seeds and votes find where to look: runs of the stretch's words that stand in the text vote for the
offset at which it would begin (as BLAST does for sequences). There, words are aligned by their
longest common subsequence, of which the best-scoring run is kept (Kadane's maximal sub-array).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from rapidfuzz.distance import Indel

from .boundaries import is_spaceless, token_pattern
from .finding import occurrences, stands_whole
from .prepared import Text
from .verdicts import Place

_RUNS = (6, 4, 3, 2, 1)  # lengths of seeds in words, the surest first
_SEEDS = 24  # seeds tried of each length
_COMMON = 48  # a seed that stands oftener says nothing
_CANDIDATES = 6
_REGIONS = 5  # looked at around each candidate
_SENTENCE_END = re.compile(r"[.!?\u061f\u06d4\u0964]\W*\s|[\u3002\uff01\uff1f\n]")
_GAP_COST = 0.5  # what a word without partner costs against one with


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in the text as received, and the share of words it has in common, 0 to 1."""

    place: Place
    likeness: float
    words: int


def same_words(loose: str, text: Text) -> tuple[Place, ...]:
    """Where the stretch's words stand, whatever their case and the punctuation between them."""
    words, form = loose.strip(), text.loose
    spans = ((at, at + len(words)) for at in occurrences(words, form.text))
    places = ((form.start(start), form.end(end)) for start, end in spans)
    return tuple(place for place in places if stands_whole(text.raw, *place))


def nearest_passages(loose: str, text: Text) -> list[Passage]:
    """The passages most like the stretch, the nearest first, none overlapping a nearer one."""
    found = sorted(
        (p for at in _likely_starts(loose, text.loose.text) for p in _aligned(loose, text, at)),
        key=lambda passage: (-passage.likeness, passage.place),
    )
    kept: list[Passage] = []
    for passage in found:
        start, end = passage.place
        if all(start >= other.place[1] or end <= other.place[0] for other in kept):
            kept.append(passage)
    return kept


def _likely_starts(loose: str, text: str) -> list[int]:
    """Offsets of the loose text at which the stretch may begin, by votes of its seeds."""
    bucket = max(24, len(loose) // 4)
    votes: Counter[int] = Counter()
    for run in _RUNS:
        tried = 0
        for offset, seed in _seeds(loose, run):
            tried += len(seed)
            places = list(islice(occurrences(seed, text), _COMMON + 1))
            if len(places) <= _COMMON:
                votes.update({(at - offset) // bucket: len(seed) for at in places})
        if votes and max(votes.values()) * 3 > tried:
            break
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    return [bucket * number for number, _ in ranked[:_CANDIDATES]]


def _seeds(loose: str, run: int) -> Iterator[tuple[int, str]]:
    """Up to so many runs of the stretch's words, evenly spread, each with its offset."""
    spans = [match.span() for match in token_pattern().finditer(loose)]
    count = len(spans) - run + 1
    for first in range(0, max(0, count), max(1, -(-count // _SEEDS))):
        start, end = spans[first][0], spans[first + run - 1][1]
        if run > 1 or end - start > 3 or is_spaceless(loose[start]):
            yield start, loose[start:end]


def _aligned(loose: str, text: Text, at: int) -> Iterator[Passage]:
    """The best passages around this offset of the loose text."""
    form, ours = text.loose, token_pattern().findall(loose)
    spans = _words_around(form.text, at, len(loose))
    theirs = [form.text[start:end] for start, end in spans]
    received = [(form.start(start), form.end(end)) for start, end in spans]
    for first, last, head, tail in _regions(ours, theirs):
        begin = _widened(text.raw, received, first, -head)
        close = _widened(text.raw, received, last - 1, tail) + 1
        place = received[begin][0], received[close - 1][1]
        yield Passage(place, _likeness(ours, theirs[begin:close]), len(ours))


def _words_around(loose: str, at: int, length: int) -> list[Place]:
    """The places of the words from well before an offset to well behind a stretch from there."""
    slack = max(80, length // 2)
    low = max(0, at - slack)
    low = max(low, loose.find(" ", low, low + 40)) if low else 0
    return [m.span() for m in token_pattern().finditer(loose, low, at + length + 2 * slack)]


def _regions(ours: list[str], theirs: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """The best region of their words, then the best of what lies before and behind it."""
    todo = [(0, len(theirs))]
    for _ in range(_REGIONS):
        if not todo:
            break
        low, high = todo.pop(0)
        if region := _best_region(ours, theirs[low:high]):
            first, last, head, tail = region
            yield low + first, low + last, head, tail
            todo += [(low, low + first), (low + last, high)]


def _widened(raw: str, words: list[Place], at: int, by: int) -> int:
    """A word's number, moved by up to so many words without leaving its sentence."""
    step = 1 if by > 0 else -1
    for _ in range(abs(by)):
        beyond = at + step
        if not 0 <= beyond < len(words):
            break
        left, right = sorted((words[at], words[beyond]))
        if _SENTENCE_END.search(raw, left[1], right[0]):
            break
        at = beyond
    return at


def _best_region(ours: list[str], theirs: list[str]) -> tuple[int, int, int, int] | None:
    """The run of their words that shares most with ours; the number of ours before and behind."""
    best = (0.0, 0, 0, 0, 0)
    score, start, ours_start = 0.0, 0, 0
    for op in Indel.opcodes(ours, theirs):
        if op.tag != "equal":
            width = op.src_end - op.src_start + op.dest_end - op.dest_start
            score = max(0.0, score - _GAP_COST * width)
            continue
        if score == 0.0:
            start, ours_start = op.dest_start, op.src_start
        score += op.src_end - op.src_start
        if score > best[0]:
            best = (score, start, op.dest_end, ours_start, op.src_end)
    if best[0] == 0.0:
        return None
    _, first, last, ours_first, ours_last = best
    return first, last, ours_first, len(ours) - ours_last


def _likeness(ours: list[str], theirs: list[str]) -> float:
    """The share of words in common; a word spelt differently counts for what it keeps."""
    common = 0.0
    struck: list[str] = []
    added: list[str] = []
    for op in Indel.opcodes(ours, theirs):
        if op.tag == "equal":
            common += op.src_end - op.src_start + _respelt(struck, added)
            struck, added = [], []
        struck += ours[op.src_start : op.src_end] if op.tag == "delete" else []
        added += theirs[op.dest_start : op.dest_end] if op.tag == "insert" else []
    return (common + _respelt(struck, added)) / max(len(ours), len(theirs))


def _respelt(struck: list[str], added: list[str]) -> float:
    """What words that changed places keep of each other's letters, where it is most of them."""
    if len(struck) != len(added):
        return 0.0
    kept = (float(Indel.normalized_similarity(a, b)) for a, b in zip(struck, added, strict=True))
    return sum(share for share in kept if share >= 0.7)
