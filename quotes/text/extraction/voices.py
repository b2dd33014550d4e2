"""From a cue's subject to a voice: the mention as the text has it, and whom it means."""

from quotes.text.extraction.candidates import Candidate
from quotes.text.extraction.lexicon.words import DOCUMENT_NOUNS, GROUP_NOUNS
from quotes.text.extraction.name_mentions import Person
from quotes.text.extraction.noun_phrases import Phrase
from quotes.text.extraction.people import People
from quotes.text.extraction.pronouns import Pronouns
from quotes.text.extraction.proposals import Mention
from quotes.text.extraction.tagged_text import TaggedText

_BEGINNING = 600  # characters


class Voices:
    """Turns subjects into mentions, in the order of the text."""

    def __init__(self, tagged: TaggedText, people: People, pronouns: Pronouns) -> None:
        self.tagged, self.people, self.pronouns = tagged, people, pronouns

    def of(self, candidate: Candidate) -> Mention | None:
        """The speaker of a candidate, or None where nobody is named."""
        subject = candidate.speaker
        if subject is None:
            return None
        return self.mention(
            subject, self.pronouns.sentence_of(subject.start), self._words(candidate)
        )

    def _words(self, candidate: Candidate) -> str:
        """What is said, or its beginning."""
        first, stop = candidate.ranges[0]
        start, end = self.tagged.start[first], self.tagged.end[stop - 1]
        return self.tagged.text[start : min(end, start + _BEGINNING)]

    def _clause_of_unnamed(self, phrase: Phrase) -> int:
        """“a senior official who was not authorised to speak”: where such words end."""
        tags, at = self.tagged.tags, phrase.stop
        if tags[at : at + 1] != "W" or self.tagged.low[at] != "who":
            return phrase.stop
        while at < min(len(tags), phrase.stop + 25) and tags[at] not in ",.;:?!¶Q—–()":
            at += 1
        return at

    def mention(self, phrase: Phrase, sentence: int, said: str = "") -> Mention:
        """A phrase as a mention, resolved to a full name where the text gives one."""
        start, end = self.tagged.start[phrase.start], self.tagged.end[phrase.stop - 1]
        person = phrase.person
        if phrase.kind == "pronoun":
            person = self.pronouns.resolve(phrase, sentence, said)
        elif phrase.kind == "common":
            person = self._by_role(phrase)
        if person is not None:
            self.pronouns.note(phrase, person)
            return Mention(start, end, person.name, False, "" if person.guessed else "person")
        if phrase.kind in ("person", "body", "place"):
            kind = "person" if phrase.kind == "person" else "organisation"
            return Mention(start, end, phrase.name, False, kind)
        if phrase.kind == "pronoun":
            return Mention(start, end)
        return self._common(phrase, start, end)

    def _common(self, phrase: Phrase, start: int, end: int) -> Mention:
        text = self.tagged.text[start:end]
        if phrase.head in DOCUMENT_NOUNS:
            return Mention(start, end, text, False, "document")
        if (
            phrase.head in GROUP_NOUNS
            and self.tagged.tags[phrase.start] == "D"
            and self._has_name(phrase)
        ):
            return Mention(start, end, text.split(" ", 1)[-1], False, "group")
        end = self.tagged.end[self._clause_of_unnamed(phrase) - 1]
        return Mention(start, end, "", True, "")

    def _has_name(self, phrase: Phrase) -> bool:
        return "N" in self.tagged.tags[phrase.start : phrase.stop]

    def _by_role(self, phrase: Phrase) -> Person | None:
        """“the senator”: the person last introduced with that role."""
        low = self.tagged.low
        if low[phrase.start] not in ("the", "this") or phrase.stop - phrase.start > 3:
            return None
        introduced = self.people.by_role.get(phrase.head, ())
        before = [person for at, person in introduced if at < phrase.start]
        return before[-1] if before else None
