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
from quotes.text.extraction.namekinds import gender_of, same_first
from quotes.text.extraction.naming import GIVEN_NAMES, NameReader, Naming, Person
from quotes.text.extraction.page import Page

_HE = frozenset("he his him himself".split())
_SHE = frozenset("she her hers herself".split())
_SHARING = 12  # persons of one surname, or of one given name
_NEAR = 15  # words behind a name, for the pronoun that tells a gender


class People:
    """The namings of a page, in order, and the persons behind them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.persons: list[Person] = []
        self.by_last: dict[str, list[Person]] = {}
        self.by_first: dict[str, list[Person]] = {}
        self.namings = NameReader(page).read()
        self._introduce()
        self.speaking = self._speaking()
        self.squeezed = {_squeezed(last): last for last in self.by_last}
        self.starts = [n.run for n in self.namings]
        self.stops = [n.stop for n in self.namings]
        self._read_genders()
        self.addressed: dict[tuple[str, str], Person] = {}  # who is meant by “Ms. Kemp”
        self._resolve()
        for naming in self.namings:
            if naming.person is not None:
                naming.person.met += 1
        self.by_role = self._roles()
        self._read_genders()

    def within(self, start: int, stop: int) -> list[Naming]:
        """Namings that lie in a range of words."""
        low = bisect_left(self.starts, start)
        high = bisect_right(self.stops, stop)
        return self.namings[low:high]

    def before(self, word: int, back_to: int) -> list[Naming]:
        """Namings that end by `word` and begin at or after `back_to`."""
        return self.within(back_to, word)

    # -- introducing -------------------------------------------------------------------------

    def _introduce(self) -> None:
        """Take up the persons who are named in full."""
        alone = {n.words[0] for n in self.namings if len(n.words) == 1}
        shown: set[str] = set()
        for naming in self.namings:
            if naming.kind == "person" and len(naming.words) > 1 and naming.name not in shown:
                certain = naming.words[-1] in alone or not self._is_doubtful(naming)
                if certain or self._is_shown(naming):
                    shown.add(naming.name)
        for naming in self.namings:
            if naming.kind == "person" and len(naming.words) > 1:
                if naming.name in shown:
                    self._register(naming)
                else:
                    naming.kind = "unknown"

    def _is_doubtful(self, naming: Naming) -> bool:
        """Whether a word of a name is also a common one, as in “Pacific Command”."""
        small = self.page.lowercase
        shouted = naming.name.isupper()
        return shouted or any(word in COMMON or word in small for word in naming.words)

    def _is_shown(self, naming: Naming) -> bool:
        """Whether anything beside capitals tells that a person is named."""
        if naming.words[0] in GIVEN_NAMES or naming.titles & TITLES:
            return True
        page, stop = self.page, naming.stop
        after = page.tags[stop : stop + 2]
        if after[:1] in ("V", "W") or after in (",W", ",#", "(N", "AV", "RV"):
            return True
        before = page.tags[max(0, naming.run - 2) : naming.run]
        apposed = before == "n," and after[:1] == ","
        return apposed or before == "QV" or bool(self._apposed_roles(naming))

    def _register(self, naming: Naming) -> None:
        words, titles = naming.words, naming.titles
        while len(words) > 2 and words[-1] in SUFFIXES:
            words = words[:-1]
        first, last = words[0], words[-1]
        if len(first) == 1 and len(words) > 2:
            first = words[1]
        for known in self.by_last.get(last, ()):
            if same_first(known.first, first) or first in known.parts or known.first in words[:-1]:
                naming.person = known
                known.parts |= set(words[:-1])
                break
        else:
            person = Person(first=first, last=last, at=naming.run, parts=set(words[:-1]))
            self.persons.append(person)
            _keep(self.by_last, last, person)
            _keep(self.by_first, first, person)
            naming.person = person
        person = naming.person
        person.places.append(naming.run)
        person.names[naming.name] = person.names.get(naming.name, 0) + 1
        person.roles |= titles & ROLES
        person.gender = person.gender or naming.gender or gender_of(first)

    # -- resolving ---------------------------------------------------------------------------

    def _resolve(self) -> None:
        for naming in self.namings:
            if naming.person is not None or naming.kind == "body":
                continue
            word = naming.name.lower().replace("’", "'").rstrip(".")
            if naming.kind == "place" and naming.run == naming.first and word not in self.by_last:
                continue
            person = self.addressed.get((naming.gender, word)) if naming.gender else None
            person = person or self._latest(self.by_last.get(word, ()), naming)
            if person is None:
                person = self._latest(self.by_first.get(word, ()), naming)
            person = person or self._misspelt(word) or self._lone(naming, word)
            if person is not None:
                self._join(naming, person)
                if naming.gender:
                    self.addressed.setdefault((naming.gender, word), person)

    def _lone(self, naming: Naming, word: str) -> Person | None:
        """Somebody whom the text never names in full: “Ms. Kemp”, “Melanie”."""
        titled = naming.run < naming.first and naming.kind == "person"
        gender = naming.gender or ("" if titled else gender_of(word))
        given = naming.kind == "unknown" and gender and not self._is_where(naming)
        speaks = naming.kind == "unknown" and word in self.speaking
        if not titled and not given and not speaks:
            return None
        person = Person(last=word, at=naming.run, names={naming.name: 1}, gender=gender)
        person.guessed = not titled and not given
        self.persons.append(person)
        _keep(self.by_last, word, person)
        return person

    def _misspelt(self, word: str) -> Person | None:
        """“Labot” for Labott: a surname but for a doubled letter."""
        known = self.by_last.get(self.squeezed.get(_squeezed(word), ""), ())
        return known[0] if len(known) == 1 and len(word) > 4 else None

    def _is_where(self, naming: Naming) -> bool:
        """“in Marion”: a town that is called like somebody."""
        return naming.run > 0 and self.page.low[naming.run - 1] in ("in", "near", "from", "at")

    def _speaking(self) -> set[str]:
        """Single names that stand beside a verb of saying, and are no common words."""
        tags, found = self.page.tags, set()
        for naming in self.namings:
            word = naming.words[0]
            if len(naming.words) > 1 or naming.kind != "unknown" or naming.name.isupper():
                continue
            behind = naming.stop + (tags[naming.stop : naming.stop + 1] == "R")
            says = tags[behind : behind + 1] == "V"
            said = naming.run > 1 and tags[naming.run - 2 : naming.run] == "QV"
            if (says or said) and word not in COMMON and word not in self.page.lowercase:
                found.add(word)
        return found

    def _join(self, naming: Naming, person: Person) -> None:
        naming.person, naming.kind = person, "person"
        person.gender = person.gender or naming.gender
        titles = {w.rstrip(".") for w in self.page.low[naming.run : naming.first]}
        person.roles |= titles & ROLES

    @staticmethod
    def _latest(persons: "list[Person] | tuple[Person, ...]", naming: Naming) -> Person | None:
        fitting = [p for p in persons if not naming.gender or p.gender in ("", naming.gender)]
        before = [p for p in fitting if p.at <= naming.run]
        if len(before) > 1:
            return max(
                before, key=lambda p: (p.just_named(naming.run), sum(p.names.values()), -p.at)
            )
        if before:
            return before[0]
        return min(fitting, key=lambda p: p.at, default=None)

    def _roles(self) -> dict[str, list[tuple[int, Person]]]:
        """Who was introduced with which role, and where: for a later “the senator”."""
        by_role: dict[str, list[tuple[int, Person]]] = {}
        for naming in self.namings:
            person = naming.person
            if person is None or naming.kind != "person":
                continue
            person.roles |= self._apposed_roles(naming)
            person.gender = person.gender or self._apposed_gender(naming)
            for role in person.roles:
                places = by_role.setdefault(role, [])
                if len(places) < 500:
                    places.append((naming.run, person))
        return by_role

    def _read_genders(self) -> None:
        """“Ayo Kemp lost her seat”: the first he or she behind a name, met often enough."""
        votes: dict[int, int] = {}
        for at, naming in enumerate(self.namings):
            if naming.person is None or naming.person.gender:
                continue
            naming.person.gender = self._apposed_gender(naming)
            limit = naming.stop + _NEAR
            if at + 1 < len(self.starts):
                limit = min(limit, self.starts[at + 1])
            for i in range(naming.stop, min(limit, len(self.page.low))):
                if self.page.tags[i] in ".¶Q":
                    break
                if self.page.low[i] in _HE or self.page.low[i] in _SHE:
                    key = id(naming.person)
                    votes[key] = votes.get(key, 0) + (1 if self.page.low[i] in _HE else -1)
                    break
        for person in self.persons:
            if not person.gender and (vote := votes.get(id(person), 0)):
                person.gender = "m" if vote > 0 else "f"

    def _apposed_gender(self, naming: Naming) -> str:
        """“his wife, Ines”, “spokesman Tom Kemp”: the noun beside a name tells its gender."""
        low, at = self.page.low, naming.run - 1
        at -= at > 0 and low[at] == ","
        beside = low[max(at, 0)]
        return "m" if beside in MALE_NOUNS else "f" if beside in FEMALE_NOUNS else ""

    def _apposed_roles(self, naming: Naming) -> set[str]:
        page, stop = self.page, naming.stop
        found: set[str] = set()
        before = naming.run - 1
        if before >= 0 and page.tags[before] == "n" and page.low[before] in ROLES:
            found.add(page.low[before])
        if page.tags[stop : stop + 1] == "," and page.tags[stop + 1 : stop + 2] in ("D", "n"):
            for i in range(stop + 1, min(stop + 9, len(page.words))):
                if page.tags[i] in ",.IW":
                    break
                if page.low[i] in ROLES:
                    found.add(page.low[i])
        return found


def _keep(index: dict[str, list[Person]], word: str, person: Person) -> None:
    """Add a person under a word; of a crowd who share it, the latest are kept."""
    persons = index.setdefault(word, [])
    persons.append(person)
    if len(persons) > _SHARING:
        del persons[0]


def _squeezed(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)
