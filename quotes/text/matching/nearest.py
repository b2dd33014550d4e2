"""The passage nearest to words that don't stand in a text as given.

Votes find where to look: the stretch's rarest words vote for the word at which it would begin, as
seeds do in BLAST. There, words are aligned by their longest common subsequence, of which the
best-scoring run is kept (Kadane's maximal sub-array).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from .boundaries import token_pattern
from .finding import occurrences, stands_whole
from .prepared import Text
from .verdicts import Place

_VOTERS = 24  # words of the stretch that vote, the rarest in the text first
_ENOUGH = 8  # voters after which common words need not vote
_COMMON = 32  # places of a common word
_PLACES = 400  # places of one word that are looked at
_CANDIDATES = 5
_REGIONS = 3  # looked at around each candidate
_PROMISING = 4  # regions looked at closely
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
    ours = token_pattern().findall(loose)
    regions: dict[int, _Region] = {}
    for start in _likely_starts(ours, text):
        for region in _regions(ours, text, start):
            regions.setdefault(region.first, region)
    promising = sorted(regions.values(), key=lambda region: -region.score)[:_PROMISING]
    found = [_passage(region, ours, text) for region in promising]
    kept: list[Passage] = []
    for passage in sorted(found, key=lambda passage: (-passage.likeness, passage.place)):
        start, end = passage.place
        if all(start >= other.place[1] or end <= other.place[0] for other in kept):
            kept.append(passage)
    return kept


def _likely_starts(ours: list[str], text: Text) -> list[int]:
    """Numbers of the words at which the stretch may begin, by votes of its words."""
    bucket = max(4, len(ours) // 4)
    votes: Counter[int] = Counter()
    held = [(text.index[word], number) for number, word in enumerate(ours) if word in text.index]
    held.sort(key=_rarity)
    for voted, (places, number) in enumerate(held[:_VOTERS]):
        if voted >= _ENOUGH and len(places) > _COMMON:
            break
        votes.update([(at - number) // bucket for at in places[:_PLACES]])
    kept: list[int] = []
    for start, _ in votes.most_common(3 * _CANDIDATES):
        if all(abs(start - other) > 1 for other in kept):  # a neighbour's window holds it
            kept.append(start)
    return [bucket * start for start in kept[:_CANDIDATES] if votes[start] * 3 > votes[kept[0]]]


def _rarity(held: tuple[list[int], int]) -> int:
    return len(held[0])


@dataclass(frozen=True, slots=True)
class _Region:
    """Words of the text, by number, that align with the stretch.

    `head` and `tail` count the stretch's own words before and behind the aligned ones.
    """

    score: float
    first: int
    last: int
    head: int
    tail: int


def _regions(ours: list[str], text: Text, start: int) -> Iterator[_Region]:
    """The best region around a word, then the best of what lies before and behind it."""
    slack = 12 + len(ours) // 2
    todo = [(max(0, start - slack), min(len(text.spelt), start + len(ours) + 2 * slack))]
    for _ in range(_REGIONS):
        if not todo:
            break
        low, high = todo.pop(0)
        if region := _best_region(ours, text.spelt[low:high], low):
            yield region
            todo += [(low, region.first), (region.last, high)]


def _best_region(ours: list[str], theirs: list[str], offset: int) -> _Region | None:
    """The run of their words that shares most with the stretch."""
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
    _, first, last, head, beyond = best
    return _Region(best[0], offset + first, offset + last, head, len(ours) - beyond)


def _passage(region: _Region, ours: list[str], text: Text) -> Passage:
    """The region with the words that stand where the stretch has others, and its likeness."""
    first = _widened(text, region.first, -region.head)
    last = _widened(text, region.last - 1, region.tail)
    place = text.loose.start(text.words[first][0]), text.loose.end(text.words[last][1])
    return Passage(place, _likeness(ours, text.spelt[first : last + 1]), len(ours))


def _widened(text: Text, at: int, by: int) -> int:
    """A word's number, moved by up to so many words without leaving its sentence."""
    step, form = 1 if by > 0 else -1, text.loose
    for _ in range(abs(by)):
        beyond = at + step
        if not 0 <= beyond < len(text.words):
            break
        left, right = text.words[min(at, beyond)], text.words[max(at, beyond)]
        if _SENTENCE_END.search(text.raw, form.end(left[1]), form.start(right[0])):
            break
        at = beyond
    return at


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
