"""In each sentence, its cues with their subjects: who says something."""

from quotes.text.extraction.cues import Cue
from quotes.text.extraction.lexicon.verbs import FORMS, NOUNS, TRAITS
from quotes.text.extraction.lexicon.words import BE, SPEAKING_NOUNS
from quotes.text.extraction.noun_phrases import Phrase, Phrases
from quotes.text.extraction.subjects import Subjects
from quotes.text.extraction.tagged_text import TaggedText

_PARTICLES = {
    "point": ("out",), "call": ("for", "on", "out"), "go": ("on",), "shoot": ("back",),
    "fire": ("back", "off"), "refer": ("to",), "comment": ("on",), "hit": ("back",),
    "put": ("it",), "speak": ("out",), "sum": ("up",), "push": ("back",), "chime": ("in",),
}  # fmt: skip
_ONLY_WITH_PARTICLE = {"point": "out", "go": "on", "shoot": "back", "put": "it", "sum": "up",
                       "chime": "in", "refer": "to"}  # fmt: skip


class CueReader:
    """Reads the cues of each sentence of a text."""

    def __init__(self, tagged: TaggedText, phrases: Phrases) -> None:
        self.tagged, self.phrases = tagged, phrases
        self.tags, self.low = tagged.tags, tagged.low
        self.subjects = Subjects(tagged, phrases)

    def read(self, sentence: int) -> list[Cue]:
        """The cues of one sentence, in order."""
        first, stop = self.tagged.sentences[sentence]
        cues: list[Cue] = []
        at = self.tags.find("V", first, stop)
        accord = self._according(first, stop)
        while at >= 0:
            cue = self._cue(at, first, stop, sentence, cues)
            if cue is not None:
                cue.citing = cue.lemma == "cite" and any(f.how == "cited" for f in cues)
                cues.append(cue)
            at = self.tags.find("V", at + 1, stop)
        cues.extend(self._nouns(first, stop, sentence))
        cues.extend(self._unlisted(first, stop, sentence))
        for word in accord:
            found = self._according_cue(word, stop, sentence)
            if found is not None:
                cues.append(found)
        if accord or len(cues) > 1:
            cues.sort(key=lambda f: f.word)
        return cues

    # -- according to ------------------------------------------------------------------------

    def _according(self, first: int, stop: int) -> list[int]:
        low = self.low
        found: list[int] = []
        at = self.tags.find("O", first + 1, stop)
        while at >= 0:
            if low[at - 1] == "according":
                found.append(at - 1)
            at = self.tags.find("O", at + 1, stop)
        return found

    def _according_cue(self, word: int, stop: int, sentence: int) -> Cue | None:
        subject = self.phrases.starting_at(word + 2, stop)
        if subject is None:
            return None
        return Cue(
            word, word + 2, "according to", "past", "", subject, "according", sentence, subject.stop
        )

    # -- nouns of saying ---------------------------------------------------------------------

    def _nouns(self, first: int, stop: int, sentence: int) -> list[Cue]:
        """“her claim that …”, “Ruiz’s warning that “…””."""
        found: list[Cue] = []
        for i in range(first + 2, stop):
            if self.tags[i] not in "TQO" or self.tags[i - 1] != "n" or self.low[i - 1] not in NOUNS:
                continue
            owner = i - 2
            while owner > first and i - owner < 5 and self.tags[owner] in "nEN":
                owner -= 1
            subject = self._owner(owner)
            if subject is not None:
                found.append(
                    Cue(
                        i - 1, i, self.low[i - 1], "noun", "h", subject, "noun", sentence,
                        i + (self.tags[i] == "T"), self.tags[i] == "T",
                    )
                )  # fmt: skip
        return found

    def _unlisted(self, first: int, stop: int, sentence: int) -> list[Cue]:
        """“…,” she mused, “…,” beamed Ruiz: behind such a quote any past verb is one of saying."""
        found: list[Cue] = []
        quote = self.tags.find("Q", first, stop)
        while quote >= 0:
            if self.tagged.tail(self.tagged.span_at[quote]) in ",?!":
                cue = self._unlisted_behind(quote, stop, sentence)
                found += [cue] if cue is not None else []
            quote = self.tags.find("Q", quote + 1, stop)
        return found

    def _unlisted_behind(self, quote: int, stop: int, sentence: int) -> Cue | None:
        at, how = quote + 1, "inverted"
        subject = self.phrases.starting_at(at + 1, stop) if self._is_past(at, stop) else None
        if subject is None or not subject.speaks:
            subject, how = self.phrases.starting_at(at, stop), "subject"
            at = subject.stop if subject is not None else stop
        if subject is None or not self._is_past(at, stop):
            return None
        return Cue(at, at + 1, self.low[at], "past", "i", subject, how, sentence, at + 1)

    def _is_past(self, at: int, stop: int) -> bool:
        return at < stop and self.tags[at] == "E" and self.low[at].endswith("ed")

    def _owner(self, at: int) -> Phrase | None:
        """Whose claim it is: a possessive name or pronoun."""
        if self.tags[at] == "G":
            mentions = self.phrases.people.within(max(0, at - 6), at + 1)
            if mentions and mentions[-1].stop == at + 1:
                mention = mentions[-1]
                person = mention.person
                kind = "person" if person else "body"
                name = person.name if person else mention.name
                return Phrase(mention.run, at + 1, kind, mention.name, person, name)
        if self.tags[at] == "D" and self.low[at] in ("his", "her"):
            return Phrase(at, at + 1, "pronoun", self.low[at])
        return None

    # -- verbs -------------------------------------------------------------------------------

    def _cue(self, at: int, first: int, stop: int, sentence: int, earlier: list[Cue]) -> Cue | None:
        lemma, form = FORMS[self.low[at]]
        word_stop = at + 1
        particles = _PARTICLES.get(lemma)
        if particles and word_stop < stop and self.low[word_stop] in particles:
            word_stop += 1
        elif lemma in _ONLY_WITH_PARTICLE:
            return None
        if at > first and self.tags[at - 1] in "DGg" and self.low[at - 1] not in SPEAKING_NOUNS:
            return None  # “the two write”, but not “the report”
        cue = Cue(
            at,
            word_stop,
            lemma,
            form,
            "ih" if lemma in _ONLY_WITH_PARTICLE else TRAITS[lemma],
            None,
            "",
            sentence,
            word_stop,
        )
        left = self._skip_auxiliaries(cue, first)
        if cue.passive:
            return self._passive(cue, stop)
        self.subjects.find(cue, left, first, stop, earlier)
        if cue.subject is None:
            return None
        self._find_content_start(cue, stop)
        if cue.lemma == "report":
            self._cite(cue, stop)
        return cue

    def _cite(self, cue: Cue, stop: int) -> None:
        """“The Times reported, citing two people, that …”: the people speak, the Times carries."""
        at = cue.word_stop
        if self.tags[at : at + 1] == "," and self.low[at + 1 : at + 2] == ["citing"]:
            cited = self.phrases.starting_at(at + 2, stop)
            if cited is not None and cited.speaks:
                cue.reporter, cue.subject, cue.how = cue.subject, cited, "cited"
                cue.after = cited.stop
                if self.tags[cited.stop : cited.stop + 2] == ",T":
                    cue.after, cue.that = cited.stop + 2, True

    def _skip_auxiliaries(self, cue: Cue, first: int) -> int:
        """The word left of the cue's auxiliaries and adverbs; notes negation and the passive."""
        left = cue.word - 1
        tags, low = self.tags, self.low
        while left >= first and tags[left] in "AR":
            word = low[left]
            if word in ("not", "never", "cannot") or word.endswith("n't"):
                cue.negated = True
            if tags[left] == "A":
                cue.auxiliary = left
            if word in BE and cue.form in ("past", "participle"):
                cue.passive = True
            left -= 1
        return left

    def _passive(self, cue: Cue, stop: int) -> Cue | None:
        """“was first reported by X”; and “was quoted as saying” is read at “saying”."""
        at = cue.word_stop
        if at < stop and self.low[at] == "by":
            cue.subject = self.phrases.starting_at(at + 1, stop)
            if cue.subject is not None and cue.subject.speaks:
                cue.how, cue.after = "passive", cue.subject.stop
                return cue
        return None

    # -- what follows the cue ----------------------------------------------------------------

    def _find_content_start(self, cue: Cue, stop: int) -> None:
        """Skip subject, addressee, time and place behind the cue, up to “that” or the words."""
        at = cue.stop if cue.how == "inverted" else cue.word_stop
        cue.after = at
        if cue.how != "inverted" and ("t" in cue.traits or "a" in cue.traits):
            at = self._skip_addressee(cue, at, stop)
        cue.after = at
        tags = self.tags
        scan = at
        while scan < stop and scan - at < 14:
            if tags[scan] == "T":
                cue.after, cue.that = scan + 1, True
                return
            if tags[scan] not in "INnDG#gREC" or (tags[scan] == "E" and scan == at):
                return
            scan += 1

    def _skip_addressee(self, cue: Cue, at: int, stop: int) -> int:
        if at >= stop or self.tags[at] not in "NDPnGg":
            return at
        phrase = self.phrases.starting_at(at, min(stop, at + 10))
        if phrase is None:
            if self.tags[at] == "D" and self.low[at] == "her":
                return at + 1
            return at
        if cue.lemma == "tell" or (phrase.stop < stop and self.tags[phrase.stop] in "TSOQ:,"):
            cue.addressee = phrase
            return phrase.stop
        return at
