"""Who passed the words on, whom the speaker spoke for or was led by, and where it was said."""

import re

from quotes.text.audiences import is_audience
from quotes.text.extraction.candidates import Candidate
from quotes.text.extraction.lexicon.words import MEDIA, OUTLET_NOUNS, OUTLET_WORDS
from quotes.text.extraction.noun_phrases import Phrase, Phrases
from quotes.text.extraction.proposals import Capacity, Carrier, Medium
from quotes.text.extraction.tagged_text import TaggedText

_MEDIUM = re.compile(
    r"\b(?:on|via|to|from) (?P<name>(?:his |her |their |its |the )?(?:official |personal |verified )?(?:"
    + "|".join(re.escape(name) for name in MEDIA)
    + r")(?: (?:account|page|feed|post))?)\b(?! (?:and|chief|executive|spokes))"
    r"|\b(?:in|at|during|on|by|via|through) (?P<form>(?:an?|his|her|its|their|the|another) "
    r"(?:[a-z-]+ ){0,3}(?:statement|tweet|post|letter|speech|interview|memo|video|e-?mail|"
    r"news conference|press conference|news release|press release|op-ed|essay|blog post|"
    r"text message|telegram|broadcast|podcast|message|testimony|filing))\b"
)


class Carriers:
    """Reads the surroundings of a candidate's cue."""

    def __init__(self, tagged: TaggedText, phrases: Phrases) -> None:
        self.tagged, self.phrases = tagged, phrases
        self.low, self.tags = tagged.low, tagged.tags
        self.media: dict[int, Medium | None] = {}  # by sentence

    def carriers(self, candidate: Candidate) -> tuple[Carrier, ...]:
        """The outlets that passed the words on, nearest to the speaker first."""
        cue = candidate.cue
        if cue is None:
            return ()
        found: list[Carrier] = []
        if cue.addressee is not None and cue.lemma == "tell":
            found.extend(self._outlet("told", cue.addressee))
        if cue.reporter is not None:
            found.extend(self._outlet("reported_by", cue.reporter))
        return tuple(found)

    def _outlet(self, relation: str, phrase: Phrase) -> list[Carrier]:
        """A carrier, if the phrase names an outlet. Reporters at large are an audience."""
        start, end = self.tagged.start[phrase.start], self.tagged.end[phrase.stop - 1]
        if phrase.kind == "common" and phrase.head in OUTLET_NOUNS:
            if is_audience(self.tagged.text[start:end]):
                return []
            name = "" if phrase.head == "reporter" else self._outlet_before(phrase.start)
            return [Carrier(relation, start, end, name)]
        words = set(phrase.name.lower().split()) | {phrase.head.lower().removesuffix("'s")}
        if phrase.kind != "person" and words & OUTLET_WORDS:
            return [Carrier(relation, start, end, phrase.name)]
        return []

    def _outlet_before(self, word: int) -> str:
        """“the outlet”: the outlet named last."""
        for mention in reversed(self.phrases.people.before(word, max(0, word - 300))):
            if mention.kind != "person" and set(mention.name.lower().split()) & OUTLET_WORDS:
                return mention.name
        return ""

    def capacities(self, candidate: Candidate) -> tuple[Capacity, ...]:
        """By whom the speaker is led, and on whose behalf they speak."""
        speaker = candidate.speaker
        if speaker is None:
            return ()
        found: list[Capacity] = []
        at = speaker.stop
        if self.tags[at : at + 1] == "," and self.low[at + 1 : at + 3] == ["led", "by"]:
            found.extend(self._capacity("led_by", at + 3))
        for i in range(at, min(at + 12, len(self.low) - 3)):
            if self.low[i : i + 3] == ["on", "behalf", "of"]:
                found.extend(self._capacity("on_behalf_of", i + 3))
            if self.tags[i] in "¶Q":
                break
        return tuple(found)

    def _capacity(self, relation: str, at: int) -> list[Capacity]:
        phrase = self.phrases.starting_at(at, min(len(self.low), at + 12))
        if phrase is None:
            return []
        start, end = self.tagged.start[phrase.start], self.tagged.end[phrase.stop - 1]
        name = phrase.person.name if phrase.person else phrase.name
        return [Capacity(relation, start, end, name)]

    def medium(self, candidate: Candidate) -> Medium | None:
        """“on Truth Social”, “in a letter”: looked for in the cue's sentence, outside quotes."""
        cue = candidate.cue
        if cue is None or (not candidate.quotes and cue.how == "according"):
            return None
        if cue.sentence not in self.media:
            self.media[cue.sentence] = self._read_medium(cue.sentence)
        return self.media[cue.sentence]

    def _read_medium(self, sentence: int) -> Medium | None:
        first, stop = self.tagged.sentences[sentence]
        found = _MEDIUM.search(
            self.tagged.masked, self.tagged.start[first], self.tagged.end[stop - 1]
        )
        if found is None:
            return None
        group = "name" if found.group("name") else "form"
        return Medium(found.start(group), found.end(group), found.group(group))
