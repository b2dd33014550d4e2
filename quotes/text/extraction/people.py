"""Who is named in a text: runs of capitalised words, gathered into persons.

A surname means the latest full name before it; Mr and Ms choose between two of one surname.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from quotes.text.extraction.lexicon.people import (
    BODY_WORDS,
    FEMALE_NAMES,
    HONORIFICS_FEMALE,
    HONORIFICS_MALE,
    MALE_NAMES,
    PARTICLES,
    ROLES,
    SUFFIXES,
    TITLES,
)
from quotes.text.extraction.lexicon.words import WEEKDAYS
from quotes.text.extraction.namekinds import gender_of, kind_of, same_first
from quotes.text.extraction.page import Page

JUST = 25  # words


@dataclass(slots=True)
class Person:
    """Somebody named in this text."""

    names: dict[str, int] = field(default_factory=dict)  # full forms and how often each stands
    first: str = ""
    last: str = ""
    gender: str = ""  # m, f or unknown
    at: int = 0  # first word of the first mention
    roles: set[str] = field(default_factory=set)
    met: int = 0  # how often the text names them
    places: list[int] = field(default_factory=list)  # where the full name stands

    def just_named(self, word: int) -> bool:
        """Whether the full name stands shortly before a word."""
        at = bisect_left(self.places, word)
        return at > 0 and word - self.places[at - 1] <= JUST

    @property
    def name(self) -> str:
        """The form met most often; of two, the longer."""
        return max(self.names, key=lambda n: (self.names[n], len(n)), default="")


@dataclass(slots=True)
class Naming:
    """One run of words that names somebody or something; `first`–`last` without titles."""

    run: int  # first word, titles included
    first: int
    stop: int
    kind: str  # person, body, place or unknown
    name: str
    person: Person | None = None
    gender: str = ""
    genitive: bool = False


class People:
    """The namings of a page, in order, and the persons behind them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.persons: list[Person] = []
        self.by_last: dict[str, list[Person]] = {}
        self.by_first: dict[str, list[Person]] = {}
        self.namings = self._read()
        self._resolve()
        for naming in self.namings:
            if naming.person is not None:
                naming.person.met += 1
        self.starts = [n.run for n in self.namings]
        self.stops = [n.stop for n in self.namings]
        self.by_role = self._roles()

    def within(self, start: int, stop: int) -> list[Naming]:
        """Namings that lie in a range of words."""
        low = bisect_left(self.starts, start)
        high = bisect_right(self.stops, stop)
        return self.namings[low:high]

    def before(self, word: int, back_to: int) -> list[Naming]:
        """Namings that end by `word` and begin at or after `back_to`."""
        return self.within(back_to, word)

    # -- reading -----------------------------------------------------------------------------

    def _read(self) -> list[Naming]:
        tags, size = self.page.tags, len(self.page.words)
        found: list[Naming] = []
        i = tags.find("N")
        genitive = tags.find("G")
        while i >= 0 or genitive >= 0:
            at = min(x for x in (i, genitive) if x >= 0)
            stop = self._run_end(at, size)
            found.extend(self._cut_run(at, stop))
            if 0 <= i < stop:
                i = tags.find("N", stop)
            if 0 <= genitive < stop:
                genitive = tags.find("G", stop)
        return found

    def _run_end(self, i: int, size: int) -> int:
        tags, low = self.page.tags, self.page.low
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
        page = self.page
        if page.low[i] in PARTICLES:
            return page.low[i] not in ("la", "le", "st") or page.tags[i] != "D"
        if page.tags[i] == "Q":
            inner = page.stretches[page.stretch_at[i]]
            text = page.text[inner.start : inner.end]
            return (
                len(text) < 20 and text[:1].isupper() and text.isalpha() and page.tags[i - 1] == "N"
            )
        if page.tags[i] == "." and page.end[i - 1] == page.start[i]:
            return page._abbreviates(i)
        return page.tags[i] == "&"

    def _cut_run(self, start: int, stop: int) -> list[Naming]:
        """Strip titles and weekdays, and tell a person from a body."""
        low = self.page.low
        if low[start] in WEEKDAYS and self.page.tags[start + 1 : start + 2] == ".":
            return []
        if low[start].rstrip(".") in WEEKDAYS and stop - start > 1:
            start += 1
        if low[stop - 1] in WEEKDAYS:
            if stop - start == 1:
                return []
            stop -= 1
        first = self._after_titles(start, stop)
        while first < stop - 1 and self.page.tags[first] in ".&Q":
            first += 1
        naming = self._name(start, first, stop)
        return [naming] if naming else []

    def _after_titles(self, start: int, stop: int) -> int:
        """The first word of the name proper: behind titles, or at a given name further on."""
        low, first = self.page.low, start
        for i in range(start, stop - 1):
            if self._is_title(i) and (i == first or stop - i > 2 or self._is_given(i + 1)):
                first = i + 1
        if not self._is_given(first):
            for i in range(first + 1, stop - 1):
                if self._is_given(i) and low[i + 1] not in BODY_WORDS:
                    return i
        return first

    def _is_given(self, i: int) -> bool:
        return self.page.low[i] in MALE_NAMES or self.page.low[i] in FEMALE_NAMES

    def _is_title(self, i: int) -> bool:
        word = self.page.low[i].rstrip(".")
        return word in TITLES or word.replace("'s", "") in TITLES or self.page.tags[i] in ".#"

    def _name(self, start: int, first: int, stop: int) -> Naming | None:
        page = self.page
        text = page.text[page.start[first] : page.end[stop - 1]]
        genitive = page.tags[stop - 1] == "G"
        if genitive:
            text = text[:-2] if text[-1] in "sS" else text[:-1]
        words = [w.rstrip(".").replace("'s", "") for w in page.low[first:stop] if w != "."]
        titles = {w.rstrip(".") for w in page.low[start:first]}
        gender = "m" if titles & HONORIFICS_MALE else "f" if titles & HONORIFICS_FEMALE else ""
        kind = kind_of(words, titles, first == stop - 1 and self._is_title(first))
        naming = Naming(start, first, stop, kind, " ".join(text.split()), None, gender, genitive)
        if kind == "person" and len(words) > 1:
            self._register(naming, words, titles)
        return naming

    def _register(self, naming: Naming, words: list[str], titles: set[str]) -> None:
        while len(words) > 2 and words[-1] in SUFFIXES:
            words = words[:-1]
        first, last = words[0], words[-1]
        if len(first) == 1 and len(words) > 2:
            first = words[1]
        for known in self.by_last.get(last, ()):
            if same_first(known.first, first):
                naming.person = known
                break
        else:
            person = Person(first=first, last=last, at=naming.run)
            self.persons.append(person)
            self.by_last.setdefault(last, []).append(person)
            self.by_first.setdefault(first, []).append(person)
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
            person = self._latest(self.by_last.get(word, ()), naming)
            if person is None:
                person = self._latest(self.by_first.get(word, ()), naming)
            person = person or self._lone(naming, word)
            if person is not None:
                self._join(naming, person)

    def _lone(self, naming: Naming, word: str) -> Person | None:
        """Somebody whom the text never names in full: “Ms. Kemp”, “Melanie”."""
        titled = naming.run < naming.first and naming.kind == "person"
        gender = naming.gender or ("" if titled else gender_of(word))
        if not titled and not (naming.kind == "unknown" and gender):
            return None
        person = Person(last=word, at=naming.run, names={naming.name: 1}, gender=gender)
        self.persons.append(person)
        self.by_last.setdefault(word, []).append(person)
        return person

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
                before, key=lambda p: (p.just_named(naming.run), sum(p.names.values()), p.at)
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
            for role in person.roles:
                places = by_role.setdefault(role, [])
                if len(places) < 500:
                    places.append((naming.run, person))
        return by_role

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
