"""Who “he” or “she” is: the persons named before, weighed by learned signs.

The signs are those that news English gives: how far back a person was named, in which place of
the sentence, whether they spoke last, and whether the words that are quoted name them themselves.
"""

import re
from bisect import bisect_right
from collections.abc import Callable

from quotes.text.extraction.learned import Weights, total
from quotes.text.extraction.lexicon.words import FEMALE, MALE
from quotes.text.extraction.naming import Naming, Person
from quotes.text.extraction.nounphrases import Phrase
from quotes.text.extraction.page import Page
from quotes.text.extraction.people import People

_SENTENCES_BACK = 14
_WORDS_BACK = 700
_NAMINGS_BACK = 60
_PERSONS, _PERSONS_LATER = 8, 2  # who comes into question; the latter in a text of book length
_BOOK = 1000  # pronouns
_WORD = re.compile(r"[^\W\d_]+")
_SUBJECTS = ("opens", "led in", "acts", "said", "by comma")


class Pronouns:
    """Resolves he and she on one page; remembers who spoke where."""

    def __init__(self, page: Page, people: People, weights: Weights) -> None:
        self.page, self.people, self.weights = page, people, weights
        self.margin = 0.0  # how clearly the last pronoun was resolved
        self.weighed: list[tuple[Person, list[str]]] = []  # those who came into question, and why
        self.spoke: dict[int, int] = {}  # where each person spoke last (a word)
        self.asked = 0  # how many pronouns were looked up
        self.places: dict[int, str] = {}
        self.last_speaker: tuple[int, Person] | None = None
        self.sentence_of = _sentence_index(page)

    def note(self, phrase: Phrase, person: Person) -> None:
        """Remember that `person` spoke, named by `phrase`."""
        self.last_speaker = (phrase.start, person)
        self.spoke[id(person)] = phrase.start

    def resolve(self, phrase: Phrase, sentence: int, said: str = "") -> Person | None:
        """The person behind he or she, or None where nobody fits; `said` is what they say."""
        self.margin, self.weighed = 0.0, []
        self.asked += 1
        gender = "m" if phrase.head in MALE else "f" if phrase.head in FEMALE else ""
        if not gender:
            return None
        named = self._named_before(phrase, sentence, gender)
        if not named:
            return self._named_later(phrase, gender)
        own = set(_WORD.findall(said[:600].lower()))
        context = self._context(phrase, sentence)
        self.weighed = [
            (person, self._signs(person, namings, phrase, sentence, gender, own, context))
            for person, namings in named
        ]
        self._rank(named)
        scores = [total(self.weights, signs) for _, signs in self.weighed]
        best = max(range(len(scores)), key=lambda i: scores[i])
        self.margin = scores[best] - max(scores[:best] + scores[best + 1 :], default=-9.0)
        return self.weighed[best][0]

    def _named_before(
        self, phrase: Phrase, sentence: int, gender: str
    ) -> list[tuple[Person, list[Naming]]]:
        """Persons of the gender with their namings, the latest first."""
        floor = self.page.sentences[max(0, sentence - _SENTENCES_BACK)][0]
        floor = max(floor, phrase.start - _WORDS_BACK)
        found: dict[int, tuple[Person, list[Naming]]] = {}
        most = _PERSONS if self.asked < _BOOK else _PERSONS_LATER
        for naming in reversed(self.people.before(phrase.start, floor)[-_NAMINGS_BACK:]):
            person = naming.person
            if person is None or naming.kind != "person" or person.gender not in ("", gender):
                continue
            if id(person) not in found:
                if len(found) == most:
                    continue
                found[id(person)] = (person, [])
            found[id(person)][1].append(naming)
        last = self.last_speaker
        if last is not None and phrase.start - last[0] <= _WORDS_BACK:
            person = last[1]
            if person.gender in ("", gender):
                found.setdefault(id(person), (person, []))
        return list(found.values())

    def _named_later(self, phrase: Phrase, gender: str) -> Person | None:
        """“…,” he said. The speaker was Leo Brandt: named only after."""
        for naming in self.people.within(phrase.stop, phrase.stop + 60):
            if naming.person is not None and naming.person.gender in ("", gender):
                return naming.person
        return None

    # -- signs -------------------------------------------------------------------------------

    def _context(self, phrase: Phrase, sentence: int) -> str:
        """Where the pronoun stands: behind a quote, at the start of its sentence, or within it."""
        first = self.page.sentences[sentence][0]
        if "Q" in self.page.tags[first : phrase.start]:
            return "behind"
        return "first" if phrase.start - first < 2 else "within"

    def _signs(
        self,
        person: Person,
        namings: list[Naming],
        phrase: Phrase,
        sentence: int,
        gender: str,
        own: set[str],
        context: str,
    ) -> list[str]:
        signs = [
            "gender known" if person.gender == gender else "gender open",
            f"met {min(person.met, 12).bit_length()}",
            f"namings {min(len(namings), 4)}",
            "single name guessed" if person.guessed else f"names {min(len(person.parts), 2)}",
        ]
        if namings:
            latest = namings[0]
            far = _far(sentence - self.sentence_of(latest.run))
            place = self._place(latest)
            signs += [f"far {far}", f"{place} far {far}", f"{place}", f"{context} far {far}"]
            signs += self._subject_signs(namings, sentence)
            signs.append(f"paragraphs {self._paragraphs(latest.run, phrase.start)}")
            signs += self._opening_signs(namings, phrase.start, context)
        else:
            signs.append("not named near")
        spoke = self.spoke.get(id(person), -1)
        far = _far(sentence - self.sentence_of(spoke)) if spoke >= 0 else "never"
        signs.append(f"spoke {far}")
        if self.last_speaker is not None and self.last_speaker[1] is person:
            signs += [f"spoke last {far}", f"spoke last {context}"]
        if person.last in own:
            signs.append("is named in the words")
        if self._named_behind(person, phrase, sentence):
            signs.append("is named behind")
        return signs

    def _subject_signs(self, namings: list[Naming], sentence: int) -> list[str]:
        """How far back they acted, and whether they were only spoken of by somebody else."""
        acting = [naming for naming in namings if self._place(naming) in _SUBJECTS]
        own = next((naming for naming in acting if not self._is_told_of(naming)), None)
        told = self._is_told_of(namings[0])
        return [
            f"subject {self._back(acting[0] if acting else None, sentence)}",
            f"free subject {self._back(own, sentence)}",
            f"told of {told}",
            f"told of {told} far {self._back(namings[0], sentence)}",
        ]

    def _opening_signs(self, namings: list[Naming], word: int, context: str) -> list[str]:
        """Whether they open this paragraph, or the one before."""
        opening = [n for n in namings if n.run == 0 or self.page.tags[n.run - 1] == "¶"]
        breaks = {self._paragraphs(naming.run, word) for naming in opening}
        return [f"opens paragraph {0 in breaks}", f"opens before {1 in breaks} {context}"]

    def _back(self, naming: Naming | None, sentence: int) -> str:
        return _far(sentence - self.sentence_of(naming.run)) if naming else "never"

    def _is_told_of(self, naming: Naming) -> bool:
        """“She said Kemp would go”: named behind a cue, within what somebody says."""
        first = self.page.sentences[self.sentence_of(naming.run)][0]
        return self.page.tags.find("V", first, naming.run) >= 0

    def _rank(self, named: list[tuple[Person, list[Naming]]]) -> None:
        """Add who was named last of all, and who last in a subject's place."""
        order = sorted(
            range(len(named)), key=lambda i: -(named[i][1][0].run if named[i][1] else -1)
        )
        for rank, i in enumerate(order[:3]):
            self.weighed[i][1].append(f"named {rank}")
        subjects = [
            (next((n.run for n in namings if self._place(n) in _SUBJECTS), -1), i)
            for i, (_, namings) in enumerate(named)
        ]
        for rank, (run, i) in enumerate(sorted(subjects, reverse=True)[:3]):
            if run >= 0:
                self.weighed[i][1].append(f"acted {rank}")

    def _place(self, naming: Naming) -> str:
        """Where a name stands in its sentence, as far as words beside it tell."""
        known = self.places.get(naming.run)
        if known is None:
            known = self.places[naming.run] = self._read_place(naming)
        return known

    def _read_place(self, naming: Naming) -> str:
        page, tags = self.page, self.page.tags
        before = tags[naming.run - 1] if naming.run else "¶"
        after = tags[naming.stop : naming.stop + 1]
        if naming.genitive:
            return "of whom"
        if tags[naming.stop : naming.stop + 2] == "nN":
            return "beside another"  # “Ruiz spokesman Tom Kemp”: somebody else is meant
        if before == "V" and naming.run > 1 and tags[naming.run - 2] in "Q,":
            return "said"
        first = page.sentences[self.sentence_of(naming.run)][0]
        if naming.run - first <= 2 or before in "¶Q":
            return "opens"
        if after and after in "VARn" and before in ",—–-":
            return "led in"  # “In a speech on Monday, Ruiz told …”
        if before == "," and after == ",":
            return "by comma"
        if after and after in "VAR":
            return "acts"
        return "behind preposition" if before in "IO" else "object" if before in "VE" else "other"

    def _paragraphs(self, start: int, stop: int) -> int:
        return min(3, self.page.tags.count("¶", start, stop))

    def _named_behind(self, person: Person, phrase: Phrase, sentence: int) -> bool:
        """“he said of Kemp”: who is named behind the pronoun is somebody else."""
        stop = min(self.page.sentences[sentence][1], phrase.stop + 30)
        return any(naming.person is person for naming in self.people.within(phrase.stop, stop))


def _far(sentences: int) -> str:
    """How many sentences back, in steps."""
    return (
        str(sentences)
        if sentences < 4
        else "4-5"
        if sentences < 6
        else "6-9"
        if sentences < 10
        else "10-"
    )


def _sentence_index(page: Page) -> Callable[[int], int]:
    """Gives the number of the sentence that a word stands in."""
    firsts = [first for first, _ in page.sentences]
    return lambda word: max(0, bisect_right(firsts, word) - 1)
