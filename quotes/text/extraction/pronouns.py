"""Who “he” or “she” is: the persons named before, weighed by learned features.

The features are those that news English gives: how far back a person was named, in which place of
the sentence, whether they spoke last, and whether the words that are quoted name them themselves.
"""

import re
from bisect import bisect_right
from collections.abc import Callable

from quotes.text.extraction.learned import Weights, total
from quotes.text.extraction.lexicon.words import FEMALE, MALE
from quotes.text.extraction.name_mentions import NameMention, Person
from quotes.text.extraction.noun_phrases import Phrase
from quotes.text.extraction.people import People
from quotes.text.extraction.tagged_text import TaggedText

_SENTENCES_BACK = 14
_WORDS_BACK = 700
_MENTIONS_BACK = 60
_PERSONS, _PERSONS_LATER = 8, 2  # who comes into question; the latter in a text of book length
_BOOK = 1000  # pronouns
_WORD = re.compile(r"[^\W\d_]+")
_SUBJECTS = ("opens", "led in", "acts", "said", "by comma")


class Pronouns:
    """Resolves he and she on one text; remembers who spoke where."""

    def __init__(self, tagged: TaggedText, people: People, weights: Weights) -> None:
        self.tagged, self.people, self.weights = tagged, people, weights
        self.margin = 0.0  # how clearly the last pronoun was resolved
        self.weighed: list[tuple[Person, list[str]]] = []  # those who came into question, and why
        self.spoke: dict[int, int] = {}  # where each person spoke last (a word)
        self.resolved = 0  # how many pronouns were resolved so far
        self.places: dict[int, str] = {}
        self.last_speaker: tuple[int, Person] | None = None
        self.sentence_of = _sentence_index(tagged)

    def note(self, phrase: Phrase, person: Person) -> None:
        """Remember that `person` spoke, named by `phrase`."""
        self.last_speaker = (phrase.start, person)
        self.spoke[id(person)] = phrase.start

    def resolve(self, phrase: Phrase, sentence: int, said: str = "") -> Person | None:
        """The person behind he or she, or None where nobody fits; `said` is what they say."""
        self.margin, self.weighed = 0.0, []
        self.resolved += 1
        gender = "m" if phrase.head in MALE else "f" if phrase.head in FEMALE else ""
        if not gender:
            return None
        named = self._named_before(phrase, sentence, gender)
        if not named:
            return self._named_later(phrase, gender)
        own = set(_WORD.findall(said[:600].lower()))
        context = self._context(phrase, sentence)
        self.weighed = [
            (person, self._features(person, mentions, phrase, sentence, gender, own, context))
            for person, mentions in named
        ]
        self._rank(named)
        scores = [total(self.weights, features) for _, features in self.weighed]
        best = max(range(len(scores)), key=lambda i: scores[i])
        self.margin = scores[best] - max(scores[:best] + scores[best + 1 :], default=-9.0)
        return self.weighed[best][0]

    def _named_before(
        self, phrase: Phrase, sentence: int, gender: str
    ) -> list[tuple[Person, list[NameMention]]]:
        """Persons of the gender with their mentions of names, the latest first."""
        floor = self.tagged.sentences[max(0, sentence - _SENTENCES_BACK)][0]
        floor = max(floor, phrase.start - _WORDS_BACK)
        found: dict[int, tuple[Person, list[NameMention]]] = {}
        most = _PERSONS if self.resolved < _BOOK else _PERSONS_LATER
        for mention in reversed(self.people.before(phrase.start, floor)[-_MENTIONS_BACK:]):
            person = mention.person
            if person is None or mention.kind != "person" or person.gender not in ("", gender):
                continue
            if id(person) not in found:
                if len(found) == most:
                    continue
                found[id(person)] = (person, [])
            found[id(person)][1].append(mention)
        last = self.last_speaker
        if last is not None and phrase.start - last[0] <= _WORDS_BACK:
            person = last[1]
            if person.gender in ("", gender):
                found.setdefault(id(person), (person, []))
        return list(found.values())

    def _named_later(self, phrase: Phrase, gender: str) -> Person | None:
        """“…,” he said. The speaker was Leo Brandt: named only after."""
        for mention in self.people.within(phrase.stop, phrase.stop + 60):
            if mention.person is not None and mention.person.gender in ("", gender):
                return mention.person
        return None

    # -- features -------------------------------------------------------------------------------

    def _context(self, phrase: Phrase, sentence: int) -> str:
        """Where the pronoun is: behind a quote, at the start of its sentence, or within it."""
        first = self.tagged.sentences[sentence][0]
        if "Q" in self.tagged.tags[first : phrase.start]:
            return "behind"
        return "first" if phrase.start - first < 2 else "within"

    def _features(
        self,
        person: Person,
        mentions: list[NameMention],
        phrase: Phrase,
        sentence: int,
        gender: str,
        own: set[str],
        context: str,
    ) -> list[str]:
        features = [
            "gender known" if person.gender == gender else "gender open",
            f"met {min(person.met, 12).bit_length()}",
            f"mentions {min(len(mentions), 4)}",
            "single name guessed" if person.guessed else f"names {min(len(person.parts), 2)}",
        ]
        if mentions:
            latest = mentions[0]
            far = _far(sentence - self.sentence_of(latest.run))
            place = self._place(latest)
            features += [f"far {far}", f"{place} far {far}", f"{place}", f"{context} far {far}"]
            features += self._subject_features(mentions, sentence)
            features.append(f"paragraphs {self._paragraphs(latest.run, phrase.start)}")
            features += self._opening_features(mentions, phrase.start, context)
        else:
            features.append("not named near")
        spoke = self.spoke.get(id(person), -1)
        far = _far(sentence - self.sentence_of(spoke)) if spoke >= 0 else "never"
        features.append(f"spoke {far}")
        if self.last_speaker is not None and self.last_speaker[1] is person:
            features += [f"spoke last {far}", f"spoke last {context}"]
        if person.last in own:
            features.append("is named in the words")
        if self._named_behind(person, phrase, sentence):
            features.append("is named behind")
        return features

    def _subject_features(self, mentions: list[NameMention], sentence: int) -> list[str]:
        """How far back they acted, and whether they were only spoken of by somebody else."""
        acting = [mention for mention in mentions if self._place(mention) in _SUBJECTS]
        own = next((mention for mention in acting if not self._is_within_speech(mention)), None)
        within = self._is_within_speech(mentions[0])
        return [
            f"subject {self._back(acting[0] if acting else None, sentence)}",
            f"free subject {self._back(own, sentence)}",
            f"within speech {within}",
            f"within speech {within} far {self._back(mentions[0], sentence)}",
        ]

    def _opening_features(self, mentions: list[NameMention], word: int, context: str) -> list[str]:
        """Whether they open this paragraph, or the one before."""
        opening = [n for n in mentions if n.run == 0 or self.tagged.tags[n.run - 1] == "¶"]
        breaks = {self._paragraphs(mention.run, word) for mention in opening}
        return [f"opens paragraph {0 in breaks}", f"opens before {1 in breaks} {context}"]

    def _back(self, mention: NameMention | None, sentence: int) -> str:
        return _far(sentence - self.sentence_of(mention.run)) if mention else "never"

    def _is_within_speech(self, mention: NameMention) -> bool:
        """“She said Kemp would go”: named behind a cue, within what somebody says."""
        first = self.tagged.sentences[self.sentence_of(mention.run)][0]
        return self.tagged.tags.find("V", first, mention.run) >= 0

    def _rank(self, named: list[tuple[Person, list[NameMention]]]) -> None:
        """Add who was named last of all, and who last in a subject's place."""
        order = sorted(
            range(len(named)), key=lambda i: -(named[i][1][0].run if named[i][1] else -1)
        )
        for rank, i in enumerate(order[:3]):
            self.weighed[i][1].append(f"named {rank}")
        subjects = [
            (next((n.run for n in mentions if self._place(n) in _SUBJECTS), -1), i)
            for i, (_, mentions) in enumerate(named)
        ]
        for rank, (run, i) in enumerate(sorted(subjects, reverse=True)[:3]):
            if run >= 0:
                self.weighed[i][1].append(f"acted {rank}")

    def _place(self, mention: NameMention) -> str:
        """The place of a name in its sentence, as far as its neighbours show it."""
        known = self.places.get(mention.run)
        if known is None:
            known = self.places[mention.run] = self._read_place(mention)
        return known

    def _read_place(self, mention: NameMention) -> str:
        tagged, tags = self.tagged, self.tagged.tags
        before = tags[mention.run - 1] if mention.run else "¶"
        after = tags[mention.stop : mention.stop + 1]
        if mention.genitive:
            return "of whom"
        if tags[mention.stop : mention.stop + 2] == "nN":
            return "beside another"  # “Ruiz spokesman Tom Kemp”: somebody else is meant
        if before == "V" and mention.run > 1 and tags[mention.run - 2] in "Q,":
            return "said"
        first = tagged.sentences[self.sentence_of(mention.run)][0]
        if mention.run - first <= 2 or before in "¶Q":
            return "opens"
        if after and after in "VARn" and before in ",—–-":
            return "led in"  # “In a speech on Monday, Ruiz told …”
        if before == "," and after == ",":
            return "by comma"
        if after and after in "VAR":
            return "acts"
        return "behind preposition" if before in "IO" else "object" if before in "VE" else "other"

    def _paragraphs(self, start: int, stop: int) -> int:
        return min(3, self.tagged.tags.count("¶", start, stop))

    def _named_behind(self, person: Person, phrase: Phrase, sentence: int) -> bool:
        """“he said of Kemp”: who is named behind the pronoun is somebody else."""
        stop = min(self.tagged.sentences[sentence][1], phrase.stop + 30)
        return any(mention.person is person for mention in self.people.within(phrase.stop, stop))


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


def _sentence_index(tagged: TaggedText) -> Callable[[int], int]:
    """A function from a word to the number of its sentence."""
    firsts = [first for first, _ in tagged.sentences]
    return lambda word: max(0, bisect_right(firsts, word) - 1)
