"""The names in a text: runs of capitalised words, cut free of titles and weekdays."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from quotes.text.extraction.lexicon.people import (
    BODY_WORDS,
    EPICENE,
    FEMALE_NAMES,
    HONORIFICS_FEMALE,
    HONORIFICS_MALE,
    MALE_NAMES,
    PARTICLES,
    PLACES,
    TITLES,
)
from quotes.text.extraction.lexicon.verbs import FORMS
from quotes.text.extraction.lexicon.words import CLASS, WEEKDAYS
from quotes.text.extraction.name_kinds import kind_of, same_first
from quotes.text.extraction.tagged_text import TaggedText

JUST = 25  # words
_HEADLINE = (4, 30)  # words
_FIRSTS = 12  # given names of one surname
GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES | EPICENE
_ADJECTIVES = frozenset("area based born backed led turned winning style wing elect".split())
_CAPITALS = 0.6  # of a headline’s words


@dataclass(slots=True)
class Person:
    """Somebody named in this text."""

    names: dict[str, int] = field(default_factory=dict)  # full forms, and how often each occurs
    first: str = ""
    last: str = ""
    gender: str = ""  # m, f or unknown
    at: int = 0  # first word of the first mention
    roles: set[str] = field(default_factory=set)
    met: int = 0  # how often the text names them
    places: list[int] = field(default_factory=list)  # where the full name occurs
    parts: set[str] = field(default_factory=set)  # the words before the surname
    guessed: bool = False  # a single name that speaks: it may be a body’s, too

    def just_named(self, word: int) -> bool:
        """Whether the full name occurs shortly before a word."""
        at = bisect_left(self.places, word)
        return at > 0 and word - self.places[at - 1] <= JUST

    @property
    def name(self) -> str:
        """The form met most often, as long as no other has more names before it; of two, the longer."""
        if len(self.names) == 1:
            return next(iter(self.names))
        often = max(self.names, key=lambda n: (self.names[n], len(n)), default="")
        return max((n for n in self.names if n.endswith(f" {often}")), key=len, default=often)


@dataclass(slots=True)
class NameMention:
    """One run of words that names somebody or something; `first`–`last` without titles."""

    run: int  # first word, titles included
    first: int
    stop: int
    kind: str  # person, body, place or unknown
    name: str
    words: list[str]
    titles: set[str]
    person: Person | None = None
    gender: str = ""
    genitive: bool = False


class NameReader:
    """Reads the mentions of names of a text, in order."""

    def __init__(self, tagged: TaggedText) -> None:
        self.tagged = tagged
        self.headlines = _headlines(tagged)

    def read(self) -> list[NameMention]:
        """All mentions of names of the text."""
        tags, size = self.tagged.tags, len(self.tagged.words)
        found: list[NameMention] = []
        i = tags.find("N")
        genitive = tags.find("G")
        while i >= 0 or genitive >= 0:
            at = min(x for x in (i, genitive) if x >= 0)
            stop = self._run_end(at, size)
            for start, end in self._within_headline(at, stop):
                found.extend(self._cut_run(start, end))
            if 0 <= i < stop:
                i = tags.find("N", stop)
            if 0 <= genitive < stop:
                genitive = tags.find("G", stop)
        self._part_from_headlines(found)
        return found

    def _part_from_headlines(self, mentions: list[NameMention]) -> None:
        """“Unhurried Kemp Rises”: in a headline, a surname that the text gives another first
        name loses the words before it."""
        full = [n for n in mentions if len(n.words) > 1]
        headed = [n for n in full if self._is_headed(n)]
        lost = {n.run for n in headed}
        result: dict[str, set[str]] = {}
        for mention in full:
            firsts = result.setdefault(mention.words[-1], set())
            if mention.run not in lost and len(firsts) < _FIRSTS:
                firsts.add(mention.words[0])
        for mention in headed:
            first, last = mention.words[0], mention.words[-1]
            known = any(same_first(first, other) for other in result[last])
            if result[last] and not known and first not in GIVEN_NAMES:
                mention.words, mention.kind = [last], "unknown"
                mention.first = mention.stop - 1
                mention.name = mention.name.split()[-1]

    def _is_headed(self, mention: NameMention) -> bool:
        """Whether a capital says little of the name's first word, as it does in “AG Kemp”."""
        tagged, first = self.tagged, mention.first
        if first == 0:
            line = tagged.tags[: _HEADLINE[1]].partition("¶")
            return bool(line[1]) and not set(line[0]) & set("QV,")
        return tagged.words[first].isupper() or self._headline_at(mention.run)

    def _headline_at(self, word: int) -> bool:
        at = bisect_right(self.headlines, (word, len(self.tagged.words))) - 1
        return at >= 0 and word < self.headlines[at][1]

    def _run_end(self, i: int, size: int) -> int:
        tags, low = self.tagged.tags, self.tagged.low
        limit = min(size, i + 12)
        while i < limit:
            if tags[i] == "G":
                return i + 1
            if tags[i] == "N" or (i + 1 < limit and tags[i + 1] in "NG" and self._joins(i)):
                i += 1
            elif tags[i] == "#" and tags[i - 1] == "N" and low[i].isdigit() and len(low[i]) <= 2:
                i += 1  # Channel 12
            else:
                return i
        return i

    def _joins(self, i: int) -> bool:
        """Whether a small word or a nickname holds two parts of a name together."""
        tagged = self.tagged
        if tagged.low[i] in PARTICLES:
            return tagged.low[i] not in ("la", "le", "st") or tagged.tags[i] != "D"
        if tagged.tags[i] == "Q":
            inner = tagged.quoted_spans[tagged.span_at[i]]
            text = tagged.text[inner.start : inner.end]
            return (
                len(text) < 20
                and text[:1].isupper()
                and text.isalpha()
                and tagged.tags[i - 1] == "N"
            )
        if tagged.tags[i] == "." and tagged.end[i - 1] == tagged.start[i]:
            return tagged._abbreviates(i)
        return tagged.tags[i] == "&"

    def _within_headline(self, start: int, stop: int) -> list[tuple[int, int]]:
        """In “Jo Lee Slams Mayor” the words that are verbs or small elsewhere end a name."""
        at = bisect_left(self.headlines, (start + 1, 0)) - 1
        if at < 0 or self.headlines[at][1] < stop:
            return [(start, stop)]
        pieces, first = [], start
        for i in range(start, stop):
            if self._is_common(i):
                pieces.append((first, i))
                first = i + 1
        return [(a, b) for a, b in [*pieces, (first, stop)] if b > a]

    def _is_common(self, i: int) -> bool:
        low = self.tagged.low[i]
        common = low in self.tagged.lowercase or low in FORMS or low in CLASS
        return common and low not in GIVEN_NAMES

    def _cut_run(self, start: int, stop: int) -> list[NameMention]:
        """Strip titles and weekdays, and tell a person from a body."""
        low = self.tagged.low
        if low[start] in WEEKDAYS and self.tagged.tags[start + 1 : start + 2] == ".":
            return []
        if low[start].rstrip(".") in WEEKDAYS and stop - start > 1:
            start += 1
        if low[stop - 1] in WEEKDAYS:
            if stop - start == 1:
                return []
            stop -= 1
        first = self._after_titles(start, stop)
        while first < stop - 1 and self.tagged.tags[first] in ".&Q":
            first += 1
        return [self._name(start, first, stop)]

    def _after_titles(self, start: int, stop: int) -> int:
        """The first word of the name proper: behind titles, or at a given name further on."""
        low, first = self.tagged.low, start
        for i in range(start, stop - 1):
            if self._is_title(i) and (i == first or stop - i > 2 or self._is_given(i + 1)):
                first = i + 1
        if not self._is_given(first) and not self._may_open(first, stop):
            for i in range(first + 1, stop - 1):
                if self._is_given(i) and low[i + 1] not in BODY_WORDS:
                    return i
        return first

    def _may_open(self, first: int, stop: int) -> bool:
        """Whether an unlisted word can be a given name itself: “C. Otto Kemp”, “Norva Leo Kemp”."""
        word = self.tagged.low[first]
        if len(word) == 2 and word[1] == ".":
            return True
        listed = word in PLACES or word in BODY_WORDS or word in self.tagged.lowercase
        return stop - first <= 3 and not listed and self.tagged.words[first][1:].islower()

    def _is_given(self, i: int) -> bool:
        return self.tagged.low[i] in GIVEN_NAMES

    def _is_title(self, i: int) -> bool:
        word = self.tagged.low[i].rstrip(".")
        if "-" in word and word.rpartition("-")[2] in _ADJECTIVES:
            return True  # “London-based Jo Lee”
        return word in TITLES or word.replace("'s", "") in TITLES or self.tagged.tags[i] in ".#"

    def _name(self, start: int, first: int, stop: int) -> NameMention:
        tagged = self.tagged
        text = tagged.text[tagged.start[first] : tagged.end[stop - 1]]
        genitive = tagged.tags[stop - 1] == "G"
        if genitive:
            text = text[:-2] if text[-1] in "sS" else text[:-1]
        words = [w.rstrip(".").replace("'s", "") for w in tagged.low[first:stop] if w != "."]
        titles = {w.rstrip(".") for w in tagged.low[start:first]}
        gender = "m" if titles & HONORIFICS_MALE else "f" if titles & HONORIFICS_FEMALE else ""
        kind = kind_of(words, titles, first == stop - 1 and self._is_title(first))
        name = " ".join(text.split())
        return NameMention(start, first, stop, kind, name, words, titles, None, gender, genitive)


def _headlines(tagged: TaggedText) -> list[tuple[int, int]]:
    """Paragraphs that are written with capitals throughout, as ranges of words."""
    found: list[tuple[int, int]] = []
    first, size = 0, len(tagged.tags)
    while first < size:
        stop = tagged.tags.find("¶", first)
        stop = size if stop < 0 else stop
        words = [w for w in tagged.words[first : min(stop, first + 40)] if w[0].isalpha()]
        if _HEADLINE[0] <= len(words) <= _HEADLINE[1]:
            capitals = sum(word[0].isupper() for word in words)
            if capitals >= _CAPITALS * len(words):
                found.append((first, stop))
        first = stop + 1
    return found
