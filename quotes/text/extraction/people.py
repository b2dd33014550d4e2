"""The persons of a text: the names that mean one and the same are gathered into one person.

A surname means the latest full name before it; Mr and Ms choose between two of one surname.
"""

import re
from bisect import bisect_left, bisect_right

from quotes.text.extraction.lexicon.people import (
    COMMON,
    FEMALE_NOUNS,
    MALE_NOUNS,
    ROLES,
    SUFFIXES,
    TITLES,
)
from quotes.text.extraction.name_kinds import gender_of, same_first
from quotes.text.extraction.name_mentions import GIVEN_NAMES, NameMention, NameReader, Person
from quotes.text.extraction.tagged_text import TaggedText

_HE = frozenset("he his him himself".split())
_SHE = frozenset("she her hers herself".split())
_SHARING = 12  # persons of one surname, or of one given name
_NEAR = 15  # words behind a name, for the pronoun that tells a gender


class People:
    """The mentions of names of a text, in order, and the persons behind them."""

    def __init__(self, tagged: TaggedText) -> None:
        self.tagged = tagged
        self.persons: list[Person] = []
        self.by_last: dict[str, list[Person]] = {}
        self.by_first: dict[str, list[Person]] = {}
        self.mentions = NameReader(tagged).read()
        self._introduce()
        self.speaking = self._speaking()
        self.squeezed = {_squeezed(last): last for last in self.by_last}
        self.starts = [n.run for n in self.mentions]
        self.stops = [n.stop for n in self.mentions]
        self._read_genders()
        self.addressed: dict[tuple[str, str], Person] = {}  # who is meant by “Ms. Kemp”
        self._resolve()
        for mention in self.mentions:
            if mention.person is not None:
                mention.person.met += 1
        self.by_role = self._roles()
        self._read_genders()

    def within(self, start: int, stop: int) -> list[NameMention]:
        """Namings that lie in a range of words."""
        low = bisect_left(self.starts, start)
        high = bisect_right(self.stops, stop)
        return self.mentions[low:high]

    def before(self, word: int, back_to: int) -> list[NameMention]:
        """Namings that end by `word` and begin at or after `back_to`."""
        return self.within(back_to, word)

    # -- introducing -------------------------------------------------------------------------

    def _introduce(self) -> None:
        """Take up the persons who are named in full."""
        alone = {n.words[0] for n in self.mentions if len(n.words) == 1}
        shown: set[str] = set()
        for mention in self.mentions:
            if mention.kind == "person" and len(mention.words) > 1 and mention.name not in shown:
                certain = mention.words[-1] in alone or not self._is_doubtful(mention)
                if certain or self._is_shown(mention):
                    shown.add(mention.name)
        for mention in self.mentions:
            if mention.kind == "person" and len(mention.words) > 1:
                if mention.name in shown:
                    self._register(mention)
                else:
                    mention.kind = "unknown"

    def _is_doubtful(self, mention: NameMention) -> bool:
        """Whether a word of a name is also a common one, as in “Pacific Command”."""
        small = self.tagged.lowercase
        shouted = mention.name.isupper()
        return shouted or any(word in COMMON or word in small for word in mention.words)

    def _is_shown(self, mention: NameMention) -> bool:
        """Whether anything besides capitals shows that a person is named."""
        if mention.words[0] in GIVEN_NAMES or mention.titles & TITLES:
            return True
        tagged, stop = self.tagged, mention.stop
        after = tagged.tags[stop : stop + 2]
        if after[:1] in ("V", "W") or after in (",W", ",#", "(N", "AV", "RV"):
            return True
        before = tagged.tags[max(0, mention.run - 2) : mention.run]
        apposed = before == "n," and after[:1] == ","
        return apposed or before == "QV" or bool(self._apposed_roles(mention))

    def _register(self, mention: NameMention) -> None:
        words, titles = mention.words, mention.titles
        while len(words) > 2 and words[-1] in SUFFIXES:
            words = words[:-1]
        first, last = words[0], words[-1]
        if len(first) == 1 and len(words) > 2:
            first = words[1]
        for known in self.by_last.get(last, ()):
            if same_first(known.first, first) or first in known.parts or known.first in words[:-1]:
                mention.person = known
                known.parts |= set(words[:-1])
                break
        else:
            person = Person(first=first, last=last, at=mention.run, parts=set(words[:-1]))
            self.persons.append(person)
            _keep(self.by_last, last, person)
            _keep(self.by_first, first, person)
            mention.person = person
        person = mention.person
        person.places.append(mention.run)
        person.names[mention.name] = person.names.get(mention.name, 0) + 1
        person.roles |= titles & ROLES
        person.gender = person.gender or mention.gender or gender_of(first)

    # -- resolving ---------------------------------------------------------------------------

    def _resolve(self) -> None:
        for mention in self.mentions:
            if mention.person is not None or mention.kind == "body":
                continue
            word = mention.name.lower().replace("’", "'").rstrip(".")
            if (
                mention.kind == "place"
                and mention.run == mention.first
                and word not in self.by_last
            ):
                continue
            person = self.addressed.get((mention.gender, word)) if mention.gender else None
            person = person or self._latest(self.by_last.get(word, ()), mention)
            if person is None:
                person = self._latest(self.by_first.get(word, ()), mention)
            person = person or self._misspelt(word) or self._lone(mention, word)
            if person is not None:
                self._join(mention, person)
                if mention.gender:
                    self.addressed.setdefault((mention.gender, word), person)

    def _lone(self, mention: NameMention, word: str) -> Person | None:
        """Somebody whom the text never names in full: “Ms. Kemp”, “Melanie”."""
        titled = mention.run < mention.first and mention.kind == "person"
        gender = mention.gender or ("" if titled else gender_of(word))
        given = mention.kind == "unknown" and gender and not self._is_where(mention)
        speaks = mention.kind == "unknown" and word in self.speaking
        if not titled and not given and not speaks:
            return None
        person = Person(last=word, at=mention.run, names={mention.name: 1}, gender=gender)
        person.guessed = not titled and not given
        self.persons.append(person)
        _keep(self.by_last, word, person)
        return person

    def _misspelt(self, word: str) -> Person | None:
        """“Labot” for Labott: a surname but for a doubled letter."""
        known = self.by_last.get(self.squeezed.get(_squeezed(word), ""), ())
        return known[0] if len(known) == 1 and len(word) > 4 else None

    def _is_where(self, mention: NameMention) -> bool:
        """“in Marion”: a town that is called like somebody."""
        return mention.run > 0 and self.tagged.low[mention.run - 1] in ("in", "near", "from", "at")

    def _speaking(self) -> set[str]:
        """Single names next to a verb of saying that are not common words."""
        tags, found = self.tagged.tags, set()
        for mention in self.mentions:
            word = mention.words[0]
            if len(mention.words) > 1 or mention.kind != "unknown" or mention.name.isupper():
                continue
            behind = mention.stop + (tags[mention.stop : mention.stop + 1] == "R")
            says = tags[behind : behind + 1] == "V"
            said = mention.run > 1 and tags[mention.run - 2 : mention.run] == "QV"
            if (says or said) and word not in COMMON and word not in self.tagged.lowercase:
                found.add(word)
        return found

    def _join(self, mention: NameMention, person: Person) -> None:
        mention.person, mention.kind = person, "person"
        person.gender = person.gender or mention.gender
        titles = {w.rstrip(".") for w in self.tagged.low[mention.run : mention.first]}
        person.roles |= titles & ROLES

    @staticmethod
    def _latest(
        persons: "list[Person] | tuple[Person, ...]", mention: NameMention
    ) -> Person | None:
        fitting = [p for p in persons if not mention.gender or p.gender in ("", mention.gender)]
        before = [p for p in fitting if p.at <= mention.run]
        if len(before) > 1:
            return max(
                before, key=lambda p: (p.just_named(mention.run), sum(p.names.values()), -p.at)
            )
        if before:
            return before[0]
        return min(fitting, key=lambda p: p.at, default=None)

    def _roles(self) -> dict[str, list[tuple[int, Person]]]:
        """Who was introduced with which role, and where: for a later “the senator”."""
        by_role: dict[str, list[tuple[int, Person]]] = {}
        for mention in self.mentions:
            person = mention.person
            if person is None or mention.kind != "person":
                continue
            person.roles |= self._apposed_roles(mention)
            person.gender = person.gender or self._apposed_gender(mention)
            for role in person.roles:
                places = by_role.setdefault(role, [])
                if len(places) < 500:
                    places.append((mention.run, person))
        return by_role

    def _read_genders(self) -> None:
        """“Ayo Kemp lost her seat”: the first he or she behind a name, met often enough."""
        votes: dict[int, int] = {}
        for at, mention in enumerate(self.mentions):
            if mention.person is None or mention.person.gender:
                continue
            mention.person.gender = self._apposed_gender(mention)
            limit = mention.stop + _NEAR
            if at + 1 < len(self.starts):
                limit = min(limit, self.starts[at + 1])
            for i in range(mention.stop, min(limit, len(self.tagged.low))):
                if self.tagged.tags[i] in ".¶Q":
                    break
                if self.tagged.low[i] in _HE or self.tagged.low[i] in _SHE:
                    key = id(mention.person)
                    votes[key] = votes.get(key, 0) + (1 if self.tagged.low[i] in _HE else -1)
                    break
        for person in self.persons:
            if not person.gender and (vote := votes.get(id(person), 0)):
                person.gender = "m" if vote > 0 else "f"

    def _apposed_gender(self, mention: NameMention) -> str:
        """“his wife, Ines”, “spokesman Tom Kemp”: the noun next to a name shows its gender."""
        low, at = self.tagged.low, mention.run - 1
        at -= at > 0 and low[at] == ","
        beside = low[max(at, 0)]
        return "m" if beside in MALE_NOUNS else "f" if beside in FEMALE_NOUNS else ""

    def _apposed_roles(self, mention: NameMention) -> set[str]:
        tagged, stop = self.tagged, mention.stop
        found: set[str] = set()
        before = mention.run - 1
        if before >= 0 and tagged.tags[before] == "n" and tagged.low[before] in ROLES:
            found.add(tagged.low[before])
        if tagged.tags[stop : stop + 1] == "," and tagged.tags[stop + 1 : stop + 2] in ("D", "n"):
            for i in range(stop + 1, min(stop + 9, len(tagged.words))):
                if tagged.tags[i] in ",.IW":
                    break
                if tagged.low[i] in ROLES:
                    found.add(tagged.low[i])
        return found


def _keep(index: dict[str, list[Person]], word: str, person: Person) -> None:
    """Add a person under a word; of a crowd who share it, the latest are kept."""
    persons = index.setdefault(word, [])
    persons.append(person)
    if len(persons) > _SHARING:
        del persons[0]


def _squeezed(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)
