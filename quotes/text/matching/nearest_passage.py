"""Find the passage nearest to words that a text doesn't have as given.

Phrases of the searched words, or single words where the text has no phrase, vote for the offset at
which the passage would begin, as seeds do in BLAST; rarer ones count more. Around the offsets with
most votes, words are aligned by their longest common subsequence, of which the best-scoring run is
kept (Kadane's maximal sub-array). Words are compared in their coarse form.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from rapidfuzz.distance import Indel, LCSseq

from .boundaries import is_boundary
from .coarse_form import spans_of, words_of
from .match_results import Place
from .prepared_text import PreparedText, scripts_of
from .searched_words import SearchedWords, tokens_of
from .verbatim import is_whole, most_places, occurrences

_WEIGHT = 64  # of a seed's votes, shared by its places
_VOTERS = 8  # words that vote where no phrase does
_BUCKET = 24  # characters that votes may be apart
_CANDIDATES = 8
_REGIONS = 3  # looked at in one window
_SENTENCE_END = re.compile(r"[.!?\u061f\u06d4\u0964]\W{0,100}\s|[\u3002\uff01\uff1f\n]")
_WIDEST = 100  # characters between two words of one sentence
_LONGEST = 300  # characters of one word
_GAP_COST = 0.5  # what a word without partner costs against one with


@dataclass(frozen=True, slots=True)
class Alike:
    """A place in the text as received, and the share of words it has in common, 0 to 1."""

    place: Place
    likeness: float
    words: int


class _Window(NamedTuple):
    """Part of the folded text: its words, and how many of the searched words it has in order."""

    low: int
    folded: str
    words: list[str]
    common: int


def same_words(searched: SearchedWords, text: PreparedText) -> tuple[Place, ...]:
    """Places that have the words in order, whatever their case and the punctuation between them."""
    pieces = text.pieces(searched)
    words = searched.loose if pieces else ""
    return tuple(place for piece in pieces if words for place in _same_words(words, piece))


def _same_words(words: str, text: PreparedText) -> Iterator[Place]:
    form = text.loose
    spans = ((at, at + len(words)) for at in occurrences(words, form.text))
    places = ((form.start(start), form.end(end)) for start, end in spans)
    standing = (text.whole(place) for place in places if is_whole(text.raw, *place))
    return islice(standing, most_places(len(words)))


def alike_passages(
    searched: SearchedWords, text: PreparedText, starts: Iterable[int] | None = None
) -> list[Alike]:
    """The passages most like the searched words, nearest first, none overlapping a nearer one.

    If `starts` are given, only passages around these offsets. Otherwise phrases vote first, since
    a passage with most of the words nearly always has some of the phrases too.
    """
    bucket = _bucket(searched)
    least = len(searched.words) // 2
    if starts is not None:
        return _passages({start // bucket: 1 for start in starts}, searched, text, least)
    votes = _votes(searched.long_phrases, searched, text, bucket)
    if votes and (passages := _passages(votes, searched, text, least)):
        return passages
    votes = _votes(searched.phrases, searched, text, bucket)
    return _passages(votes or _votes_of_words(searched, text), searched, text, least)


def nearest_passage(searched: SearchedWords, text: PreparedText) -> Alike | None:
    """The passage nearest to words that the text doesn't have."""
    votes = _votes_of_words(searched, text)
    for start, count in _votes(searched.phrases, searched, text, _bucket(searched)).items():
        votes[start] = votes.get(start, 0) + count
    return next(iter(_passages(votes, searched, text, 1)), None)


def shares_no_script(searched: SearchedWords, text: PreparedText) -> bool:
    """Whether comparing word for word says nothing, the two being written in other scripts."""
    if searched.is_ascii and re.search("[a-z]", text.folded(searched.is_ascii)):
        return False
    ours = scripts_of(searched.raw[:2000])
    return bool(ours and text.scripts) and not ours & text.scripts


def _passages(
    votes: dict[int, int], searched: SearchedWords, text: PreparedText, least: int
) -> list[Alike]:
    """The passages around the offsets with most votes that share so many words at least."""
    regions: dict[int, _Region] = {}
    for window in _promising(votes, searched, text, least):
        for region in _regions(searched.words, window, least):
            regions.setdefault(region.start, region)
    kept: list[Alike] = []
    found = (_alike(region, searched, text) for region in regions.values())
    for passage in sorted(
        filter(None, found), key=lambda passage: (-passage.likeness, passage.place)
    ):
        start, end = passage.place
        if all(start >= other.place[1] or end <= other.place[0] for other in kept):
            kept.append(passage)
    return kept


def _promising(
    votes: dict[int, int], searched: SearchedWords, text: PreparedText, least: int
) -> list[_Window]:
    """The windows that share nearly as many words with the searched ones as the best does."""
    windows = _windows(votes, searched, text)
    most = max((window.common for window in windows), default=0)
    least = max(1, least, most - 1 - len(searched.words) // 5)
    return [window for window in windows if window.common >= least]


def _bucket(searched: SearchedWords) -> int:
    """How far votes may be apart, in characters."""
    return max(_BUCKET, len(searched.folded) // 4)


def _windows(votes: dict[int, int], searched: SearchedWords, text: PreparedText) -> list[_Window]:
    """Where the searched words may be, the likeliest window first."""
    size, whole = len(searched.folded), text.folded(searched.is_ascii)
    bucket = _bucket(searched)
    slack = _BUCKET + size // 4
    windows = []
    for start in sorted(votes, key=lambda start: (-votes[start], start))[:_CANDIDATES]:
        low, high = bucket * start - slack, bucket * (start + 1) + size + slack
        low, high = _on_spaces(whole, max(0, low), min(len(whole), high))
        words = words_of(whole[low:high])
        windows.append(
            _Window(low, whole[low:high], words, LCSseq.similarity(searched.words, words))
        )
    return windows


def _on_spaces(folded: str, low: int, high: int) -> Place:
    """A window that parts no word, unless it is without end."""
    if low > 0:
        low = max(low, folded.find(" ", low, low + _LONGEST))
    if high < len(folded):
        high = max(high, folded.find(" ", high, high + _LONGEST))
    return low, high


def _votes_of_words(searched: SearchedWords, text: PreparedText) -> dict[int, int]:
    seeds = [(word, searched.folded.index(word)) for word in searched.rare[:_VOTERS]]
    return _votes(seeds, searched, text, _bucket(searched))


def _votes(
    seeds: list[tuple[str, int]], searched: SearchedWords, text: PreparedText, bucket: int
) -> dict[int, int]:
    """The seeds' votes for where the searched words begin, by offset divided by `bucket`."""
    votes: dict[int, int] = {}
    for seed, offset in seeds:
        hits = text.hits(seed, searched.is_ascii)
        weight = _WEIGHT // len(hits) if hits else 0
        for at in hits if weight else ():
            start = (at - offset) // bucket
            votes[start] = votes.get(start, 0) + weight
    return votes


@dataclass(slots=True)
class _Region:
    """Words of a window, by number, that align with the searched words.

    `head` and `tail` count the searched words before and after the aligned ones.
    """

    low: int
    spans: list[Place]
    first: int
    last: int
    head: int
    tail: int

    @property
    def start(self) -> int:
        """Its offset in the text."""
        return self.low + self.spans[self.first][0]


def _regions(ours: list[str], window: _Window, least: int) -> Iterator[_Region]:
    """The best region of a window, then the best of what lies before and behind it."""
    spans = spans_of(window.folded)
    todo = [(0, len(spans))]
    for _ in range(_REGIONS):
        if not todo:
            break
        low, high = todo.pop(0)
        run = _best_run(ours, window.words[low:high])
        if run is None:
            continue
        first, last = low + run.first, low + run.last
        yield _Region(window.low, spans, first, last, run.head, run.tail)
        rests = ((low, first), (last, high))
        todo += [rest for rest in rests if _shares(ours, window.words[slice(*rest)], least)]


def _shares(ours: list[str], theirs: list[str], least: int) -> bool:
    return len(theirs) >= least and LCSseq.similarity(ours, theirs) >= max(1, least)


class _Run(NamedTuple):
    """Words by number, and how many of the searched words are before and after the aligned ones."""

    first: int
    last: int
    head: int
    tail: int


def _best_run(ours: list[str], theirs: list[str]) -> _Run | None:
    """The run of their words that shares most with ours."""
    best = (0.0, 0, 0, 0, 0)
    score, start, ours_start, ours_end, end = 0.0, 0, 0, 0, 0
    for block in Indel.editops(ours, theirs).as_matching_blocks():
        a, b, size = block.a, block.b, block.size
        score -= _GAP_COST * (a - ours_end + b - end)
        if score <= 0.0:
            score, start, ours_start = 0.0, b, a
        score += size
        ours_end, end = a + size, b + size
        if score > best[0]:
            best = (score, start, end, ours_start, ours_end)
    _, first, last, head, beyond = best
    return _Run(first, last, head, len(ours) - beyond) if best[0] else None


def _alike(region: _Region, searched: SearchedWords, text: PreparedText) -> Alike | None:
    """The region, widened by words that replace searched ones, and its likeness."""
    low, spans = region.low, region.spans
    first = _widened(text.raw, region, region.first, -region.head)
    last = _widened(text.raw, region, region.last - 1, region.tail)
    place = _on_boundaries(text.raw, low + spans[first][0], low + spans[last][1])
    if place is None:
        return None
    likeness = _likeness(searched.tokens, tokens_of(text.raw[slice(*place)]))
    return Alike(place, likeness, len(searched.tokens))


def _widened(raw: str, region: _Region, at: int, by: int) -> int:
    """A word's number, moved by up to so many words without leaving its sentence."""
    step, low, spans = 1 if by > 0 else -1, region.low, region.spans
    for _ in range(abs(by)):
        beyond = at + step
        if not 0 <= beyond < len(spans):
            break
        gap = low + spans[min(at, beyond)][1], low + spans[max(at, beyond)][0]
        if gap[1] - gap[0] > _WIDEST or _SENTENCE_END.search(raw, *gap):
            break
        at = beyond
    return at


def _on_boundaries(raw: str, start: int, end: int) -> Place | None:
    """The place widened to whole words as the text has them; None where they have no end."""
    lowest, highest = max(0, start - _LONGEST), min(len(raw), end + _LONGEST)
    begin = next((at for at in range(start, lowest - 1, -1) if is_boundary(raw, at)), None)
    close = next((at for at in range(end, highest + 1) if is_boundary(raw, at)), None)
    return None if begin is None or close is None else (begin, close)


def _likeness(ours: list[str], theirs: list[str]) -> float:
    """The share of words in common; a word spelt differently counts for what it keeps."""
    common = 0.0
    ours_end = theirs_end = 0
    for block in Indel.editops(ours, theirs).as_matching_blocks():
        common += block.size
        common += _respelt(ours[ours_end : block.a], theirs[theirs_end : block.b])
        ours_end, theirs_end = block.a + block.size, block.b + block.size
    return common / max(len(ours), len(theirs))


def _respelt(struck: list[str], added: list[str]) -> float:
    """What words that changed places keep of each other's letters, where it is most of them."""
    if len(struck) != len(added):
        return 0.0
    kept = (float(Indel.normalized_similarity(a, b)) for a, b in zip(struck, added, strict=True))
    return sum(share for share in kept if share >= 0.7)
