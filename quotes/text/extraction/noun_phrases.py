"""Who a group of words means: the noun phrase before or behind a verb, and its head."""

from dataclasses import dataclass

from quotes.text.extraction.lexicon.words import (
    SPEAKING_NOUNS,
)
from quotes.text.extraction.name_mentions import NameMention, Person
from quotes.text.extraction.people import People
from quotes.text.extraction.tagged_text import TaggedText

_REACH = 24  # words a phrase may be long
_EMPTY = frozenset(("it", "you", "there"))
_SELF = frozenset(("himself", "herself"))  # “Kemp himself said” is Kemp
_BEHIND_NOUN = frozenset(
    ["close", "familiar", "briefed", "opposed", "loyal", "present", "involved"]
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A range of words that names a possible voice."""

    start: int
    stop: int
    kind: str  # person, body, pronoun, common, relative
    head: str = ""
    person: Person | None = None
    name: str = ""

    @property
    def speaks(self) -> bool:
        """Whether such a thing can say something."""
        return self.kind != "common" or self.head in SPEAKING_NOUNS


class Phrases:
    """Finds noun phrases in one text."""

    def __init__(self, tagged: TaggedText, people: People) -> None:
        self.tagged, self.people = tagged, people
        self.words, self.low, self.tags = tagged.words, tagged.low, tagged.tags

    # -- to the left -------------------------------------------------------------------------

    def nearest_before(self, stop: int, floor: int) -> Phrase | None:
        """The phrase before “who”: of “a talk with the mayor, who” the mayor."""
        phrase = self.ending_at(stop, floor)
        if phrase is None or phrase.speaks:
            return phrase
        cut = max(self.tags.rfind(tag, phrase.start, stop) for tag in "IO")
        return self.ending_at(stop, cut + 1) if cut >= 0 else phrase

    def ending_at(self, stop: int, floor: int) -> Phrase | None:
        """The noun phrase whose last word is `stop - 1`."""
        tags = self.tags
        last = stop - 1
        if last < floor:
            return None
        if tags[last] == "P":
            return Phrase(last, stop, "pronoun", self.low[last].split("'")[0])
        if tags[last] == "D" and self.low[last] in SPEAKING_NOUNS:
            first = last - (last > floor and tags[last - 1] == "D")
            return Phrase(first, stop, "common", self.low[last])
        start = self._walk_left(last, max(floor, stop - _REACH))
        if start >= stop:
            return None
        if (
            start < last
            and tags[last - 1] == "N"
            and (tags[last] == "." or self.low[last] in _SELF)
        ):
            return self.read(start, last)
        return self.read(start, stop)

    def _walk_left(self, i: int, floor: int) -> int:
        """The first word of the phrase that ends with word `i` (`i + 1` when there is none)."""
        tags = self.tags
        best = i + 1
        if tags[i] == "D":
            return best
        while i >= floor:
            tag = tags[i]
            if tag in "Nn#GgF":
                best = i
                i -= 1
            elif tag == "D":
                best = i
                i -= 1
                if i < floor or tags[i] not in "IOD":
                    break
                if tags[i] != "D":
                    if not self._attaches(i, floor):
                        break
                    i -= 1
            elif tag == "I" or (tag == "O" and best <= i + 1):
                if best > i + 1 or not self._attaches(i, floor):
                    break
                i -= 1
            elif tag in "ERv" and i > floor and tags[i - 1] in "DGgE" and best == i + 1:
                i -= 1
            elif tag == ")":
                opening = self.tagged.tags.rfind("(", max(floor, i - 8), i)
                if opening <= floor:
                    break
                i = opening - 1
            elif (
                (tag == "C" and self._joins_names(i, floor))
                or (tag == "Q" and i > floor and tags[i - 1] == "N" and tags[i + 1] == "N")
                or (tag in "&/-–" and i > floor and tags[i - 1] in "Nn" and best == i + 1)
                or (tag == "." and i > floor and tags[i - 1] == "N" and best == i + 1)
            ):
                i -= 1
            else:
                break
        return best

    def _attaches(self, i: int, floor: int) -> bool:
        """Whether a preposition hangs on a noun before it: “aides close to the talks”."""
        if i <= floor or self.low[i] in ("after", "as", "by", "during", "despite"):
            return False
        before = self.tags[i - 1]
        return before in "NnGg#" or (self.low[i] == "of" and before == "D") or before == ")"

    def _joins_names(self, i: int, floor: int) -> bool:
        """“Kemp and Ruiz”, and not “he left and officials …”."""
        if i <= floor or self.low[i] != "and":
            return False
        before, after = self.tags[i - 1], self.tags[i + 1]
        return (before == "N" and after in "ND") or before == after == "n"

    # -- to the right ------------------------------------------------------------------------

    def starting_at(self, start: int, limit: int) -> Phrase | None:
        """The noun phrase whose first word is `start`."""
        tags = self.tags
        if start >= limit:
            return None
        if tags[start] == "P":
            return Phrase(start, start + 1, "pronoun", self.low[start].split("'")[0])
        stop = self._walk_right(start, min(limit, start + _REACH))
        if stop <= start and self.low[start] in SPEAKING_NOUNS:
            return Phrase(start, start + 1, "common", self.low[start])
        if stop <= start or (
            stop == start + 1 and tags[start] == "D" and self.low[start] not in SPEAKING_NOUNS
        ):
            return None
        return self.read(start, self._without_verb(start, stop))

    def _names_rank(self, i: int) -> bool:
        """“Committee ranking Democrat Jo Lee”: a participle within a title."""
        return self.tags[i - 1] == "N" and self.low[i].endswith("ing") and self.tags[i + 1] == "N"

    def _without_verb(self, start: int, stop: int) -> int:
        """“Jo Lee left”: a small word behind a person’s name is a verb, unless it can speak."""
        if self.low[stop - 1] in SPEAKING_NOUNS:
            return stop
        for mention in self.people.within(start, stop):
            ends = mention.stop < stop and set(self.tags[mention.stop : stop]) == {"n"}
            if mention.kind == "person" and ends and not mention.genitive:
                return mention.stop
        return stop

    def _walk_right(self, i: int, limit: int) -> int:
        tags = self.tags
        start = i
        while i < limit:
            tag = tags[i]
            if tag in "Nn#Gg" or (
                tag in "DERv"
                and i + 1 < limit
                and tags[i + 1] in "DNn#EGgv"
                and (i == start or tags[i - 1] in "DIGgERO" or self._names_rank(i))
            ):
                i += 1
            elif (
                tag == "I"
                and i > start
                and i + 1 < limit
                and tags[i + 1] in "DNnGg#"
                and self.low[i] in ("of", "for", "with", "from", "at", "in", "close", "on")
            ):
                if self.low[i] != "of" and tags[i - 1] == "N":
                    return i
                i += 1
            elif (
                (tag == "O" and i > start and self.low[i - 1] in _BEHIND_NOUN)
                or (tag == "Q" and 0 < i + 1 < limit and tags[i - 1] == "N" and tags[i + 1] == "N")
                or (
                    tag == "."
                    and i + 1 < limit
                    and tags[i - 1] == "N"
                    and tags[i + 1] == "N"
                    and self.tagged.end[i - 1] == self.tagged.start[i]
                )
                or (
                    tag == "C"
                    and i + 1 < limit
                    and i > start
                    and tags[i - 1] == "N"
                    and tags[i + 1] == "N"
                )
            ):
                i += 1
            else:
                break
        return i

    def opening(self, first: int, stop: int) -> Phrase | None:
        """The first phrase of a clause that a verb follows and no preposition leads."""
        tags, i = self.tags, first
        stop = min(stop, first + _REACH)
        while i < stop:
            if tags[i] in "PNDn" and not (i > first and tags[i - 1] in "IO"):
                phrase = self.starting_at(i, stop)
                if phrase is None:
                    i += 1
                    continue
                if self._opens(phrase):
                    return phrase
                i = phrase.stop
            elif tags[i] in "IOES":
                skipped = self.starting_at(i + 1, stop)
                leads = skipped is not None and (
                    tags[i] in "IO"
                    or (tags[skipped.stop : skipped.stop + 1] == "," and skipped.kind != "person")
                )
                i = skipped.stop if skipped is not None and leads else i + 1
            else:
                i += 1
        return None

    def _opens(self, phrase: Phrase) -> bool:
        """Whether a phrase can be who a sentence is about: no place, no dateline, no empty “it”."""
        after = self.tags[phrase.stop : phrase.stop + 1]
        dateline = after in ("—", "–", "-", "(") and self.words[phrase.start].isupper()
        return (
            phrase.speaks and phrase.kind != "place" and not dateline and phrase.head not in _EMPTY
        )

    # -- the head ----------------------------------------------------------------------------

    def read(self, start: int, stop: int) -> Phrase:
        """What the words from `start` to `stop` name."""
        head_stop = self._head_stop(start, stop)
        mentions = self.people.within(start, stop)
        mention = self._mention_at_head(mentions, head_stop)
        if mention is not None and mention.person is not None:
            mention = self._first_of_several(mentions, mention)
        if (
            mention is None
            and mentions
            and mentions[-1].stop == stop
            and mentions[-1].kind == "person"
        ):
            only_titles = len(mentions) > 1 and all(n.kind == "title" for n in mentions[:-1])
            mention = mentions[-1] if only_titles and not mentions[-1].genitive else None
        if mention is not None:
            kind = {"person": "person", "place": "place"}.get(mention.kind, "body")
            name = mention.person.name if mention.person else mention.name
            if mention.kind == "title":
                return Phrase(start, stop, "common", mention.name.lower())
            return Phrase(start, stop, kind, mention.name, mention.person, name)
        head = head_stop - 1
        while head > start and (self.tags[head] not in "nNgG#D" or self.low[head] in _BEHIND_NOUN):
            head -= 1
        return Phrase(start, stop, "common", self.low[head])

    def _head_stop(self, start: int, stop: int) -> int:
        """Where the words of the head end: before the first preposition behind a noun."""
        for i in range(start + 1, stop):
            if self.tags[i] in "IO" or self.tags[i] == "(":
                if self._joins_body(i, start, stop):
                    return self._head_stop(i, stop)
                return i
        return stop

    def _joins_body(self, i: int, start: int, stop: int) -> bool:
        """“the University of Michigan” goes on behind “of”; “Gov. Kemp of Iowa” does not."""
        if self.low[i] != "of" or i + 1 >= stop or self.tags[i - 1] + self.tags[i + 1] != "NN":
            return False
        return not any(n.stop == i and n.person for n in self.people.within(start, i))

    def _first_of_several(self, mentions: list[NameMention], last: NameMention) -> NameMention:
        """“Jo Lee and Tom Kemp”: the person named first is taken for both."""
        at = mentions.index(last)
        while at > 0 and mentions[at - 1].person is not None and not mentions[at - 1].genitive:
            if self.low[mentions[at - 1].stop : last.run] != ["and"]:
                break
            last = mentions[at - 1]
            at -= 1
        return last

    def _mention_at_head(self, mentions: list[NameMention], head_stop: int) -> NameMention | None:
        for mention in reversed(mentions):
            if mention.stop == head_stop and not mention.genitive:
                return mention
        return None
