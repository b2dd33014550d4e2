"""Who “he” or “she” is: the persons named before, weighed by nearness, place and gender."""

from bisect import bisect_right
from collections.abc import Callable
from math import log

from quotes.text.extraction.lexicon.words import FEMALE, MALE
from quotes.text.extraction.nounphrases import Phrase
from quotes.text.extraction.page import Page
from quotes.text.extraction.people import Naming, People, Person

# How much each sign counts; settled on annotated news by trying values in turn.
NEARNESS, OPENS, SUBJECT, OBJECT, GENITIVE = 1.3, 2.2, 0.6, 0.3, 1.4
SPOKE, GENDER, LAST, LAST_FADES, PROMINENCE = 0.5, 1.2, 1.2, 0.8, 0.15
LED_IN = 1.5
_BESIDE_ANOTHER = ("nN",)
_SENTENCES_BACK = 14
_WORDS_BACK = 700
_NAMINGS_BACK = 60


class Pronouns:
    """Resolves he and she on one page; remembers who spoke where."""

    def __init__(self, page: Page, people: People) -> None:
        self.page, self.people = page, people
        self.spoke: set[int] = set()  # first words of the namings of those who spoke
        self.margin = 0.0  # how clearly the last pronoun was resolved
        self.last_speaker: tuple[int, Person] | None = None
        self.sentence_of = _sentence_index(page)

    def note(self, phrase: Phrase, person: Person) -> None:
        """Remember that `person` spoke, named by `phrase`."""
        self.last_speaker = (phrase.start, person)
        for naming in self.people.within(phrase.start, phrase.stop):
            if naming.person is person:
                self.spoke.add(naming.run)

    def resolve(self, phrase: Phrase, sentence: int) -> Person | None:
        """The person behind he or she, or None where nobody fits."""
        self.margin = 0.0
        gender = "m" if phrase.head in MALE else "f" if phrase.head in FEMALE else ""
        if not gender:
            return None
        floor = self.page.sentences[max(0, sentence - _SENTENCES_BACK)][0]
        floor = max(floor, phrase.start - _WORDS_BACK)
        candidates = self.people.before(phrase.start, floor)[-_NAMINGS_BACK:]
        scores: dict[int, float] = {}
        who: dict[int, Person] = {}
        for naming in candidates:
            person = naming.person
            if person is None or naming.kind != "person" or person.gender not in ("", gender):
                continue
            score = self._weigh(naming, sentence, person, gender)
            key = id(person)
            if score > scores.get(key, -99.0):
                scores[key], who[key] = score, person
        self._prefer_last_speaker(scores, who, phrase, gender)
        if not scores:
            return self._named_later(phrase, gender)
        best = max(scores, key=lambda k: scores[k])
        rivals = [score for key, score in scores.items() if key != best]
        self.margin = scores[best] - max(rivals, default=-9.0)
        return who[best]

    def _named_later(self, phrase: Phrase, gender: str) -> Person | None:
        """“…,” he said. The speaker was Leo Brandt: named only after."""
        for naming in self.people.within(phrase.stop, phrase.stop + 60):
            if naming.person is not None and naming.person.gender in ("", gender):
                return naming.person
        return None

    def _weigh(self, naming: Naming, sentence: int, person: Person, gender: str) -> float:
        page, tags = self.page, self.page.tags
        distance = sentence - self.sentence_of(naming.run)
        score = -NEARNESS * distance + PROMINENCE * log(person.met + 1)
        first = page.sentences[sentence - distance][0] if 0 <= distance <= sentence else 0
        before = tags[naming.run - 1] if naming.run else "¶"
        after = tags[naming.stop : naming.stop + 1]
        acts = after != "" and after in "VAR"
        if tags[naming.stop : naming.stop + 2] in _BESIDE_ANOTHER:
            score -= GENITIVE  # “Ruiz spokesman Tom Kemp”: somebody else is meant
        elif naming.run - first <= 2 or before in "¶Q":
            score += OPENS  # opens its sentence: most often the subject
        elif after and after in "VARn" and before in ",—–-":
            score += LED_IN  # “In a speech on Monday, Ruiz told …”
        elif acts:
            score += SUBJECT
        if before in "IO":
            score -= OBJECT
        if naming.genitive:
            score -= GENITIVE
        if naming.run in self.spoke:
            score += SPOKE
        if person.gender == gender:
            score += GENDER
        return score

    def _prefer_last_speaker(
        self, scores: dict[int, float], who: dict[int, Person], phrase: Phrase, gender: str
    ) -> None:
        if self.last_speaker is None:
            return
        word, person = self.last_speaker
        if person.gender not in ("", gender) or phrase.start - word > _WORDS_BACK:
            return
        distance = self.sentence_of(phrase.start) - self.sentence_of(word)
        key = id(person)
        who[key] = person
        scores[key] = max(
            scores.get(key, -99.0), LAST - LAST_FADES * distance + (person.gender == gender)
        )


def _sentence_index(page: Page) -> Callable[[int], int]:
    """Gives the number of the sentence that a word stands in."""
    firsts = [first for first, _ in page.sentences]
    return lambda word: max(0, bisect_right(firsts, word) - 1)
