"""In each sentence, its cues with their subjects: who is said to say something."""

from quotes.text.extraction.cues import Frame
from quotes.text.extraction.lexicon.verbs import FORMS, NOUNS, TRAITS
from quotes.text.extraction.lexicon.words import BE, SPEAKING_NOUNS
from quotes.text.extraction.nounphrases import Phrase, Phrases
from quotes.text.extraction.page import Page
from quotes.text.extraction.subjects import Subjects

_PARTICLES = {
    "point": ("out",), "call": ("for", "on", "out"), "go": ("on",), "shoot": ("back",),
    "fire": ("back", "off"), "refer": ("to",), "comment": ("on",), "hit": ("back",),
    "put": ("it",), "speak": ("out",), "sum": ("up",), "push": ("back",), "chime": ("in",),
}  # fmt: skip
_ONLY_WITH_PARTICLE = {"point": "out", "go": "on", "shoot": "back", "put": "it", "sum": "up",
                       "chime": "in", "refer": "to"}  # fmt: skip


class FrameReader:
    """Reads the frames of each sentence of a page."""

    def __init__(self, page: Page, phrases: Phrases) -> None:
        self.page, self.phrases = page, phrases
        self.tags, self.low = page.tags, page.low
        self.subjects = Subjects(page, phrases)

    def read(self, sentence: int) -> list[Frame]:
        """The frames of one sentence, in order."""
        first, stop = self.page.sentences[sentence]
        frames: list[Frame] = []
        at = self.tags.find("V", first, stop)
        accord = self._according(first, stop)
        while at >= 0:
            frame = self._frame(at, first, stop, sentence, frames)
            if frame is not None:
                frame.citing = frame.lemma == "cite" and any(f.how == "cited" for f in frames)
                frames.append(frame)
            at = self.tags.find("V", at + 1, stop)
        frames.extend(self._nouns(first, stop, sentence))
        frames.extend(self._unlisted(first, stop, sentence))
        for word in accord:
            found = self._according_frame(word, stop, sentence)
            if found is not None:
                frames.append(found)
        if accord or len(frames) > 1:
            frames.sort(key=lambda f: f.cue)
        return frames

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

    def _according_frame(self, word: int, stop: int, sentence: int) -> Frame | None:
        subject = self.phrases.starting_at(word + 2, stop)
        if subject is None:
            return None
        return Frame(
            word, word + 2, "according to", "past", "", subject, "according", sentence, subject.stop
        )

    # -- nouns of saying ---------------------------------------------------------------------

    def _nouns(self, first: int, stop: int, sentence: int) -> list[Frame]:
        """“her claim that …”, “Ruiz’s warning that “…””."""
        found: list[Frame] = []
        for i in range(first + 2, stop):
            if self.tags[i] not in "TQO" or self.tags[i - 1] != "n" or self.low[i - 1] not in NOUNS:
                continue
            owner = i - 2
            while owner > first and i - owner < 5 and self.tags[owner] in "nEN":
                owner -= 1
            subject = self._owner(owner)
            if subject is not None:
                found.append(
                    Frame(
                        i - 1, i, self.low[i - 1], "noun", "h", subject, "noun", sentence,
                        i + (self.tags[i] == "T"), self.tags[i] == "T",
                    )
                )  # fmt: skip
        return found

    def _unlisted(self, first: int, stop: int, sentence: int) -> list[Frame]:
        """“…,” she mused, “…,” beamed Ruiz: behind such a quote any past verb is one of saying."""
        found: list[Frame] = []
        quote = self.tags.find("Q", first, stop)
        while quote >= 0:
            if self.page.tail(self.page.stretch_at[quote]) in ",?!":
                frame = self._unlisted_behind(quote, stop, sentence)
                found += [frame] if frame is not None else []
            quote = self.tags.find("Q", quote + 1, stop)
        return found

    def _unlisted_behind(self, quote: int, stop: int, sentence: int) -> Frame | None:
        at, how = quote + 1, "inverted"
        subject = self.phrases.starting_at(at + 1, stop) if self._is_past(at, stop) else None
        if subject is None or not subject.speaks:
            subject, how = self.phrases.starting_at(at, stop), "subject"
            at = subject.stop if subject is not None else stop
        if subject is None or not self._is_past(at, stop):
            return None
        return Frame(at, at + 1, self.low[at], "past", "i", subject, how, sentence, at + 1)

    def _is_past(self, at: int, stop: int) -> bool:
        return at < stop and self.tags[at] == "E" and self.low[at].endswith("ed")

    def _owner(self, at: int) -> Phrase | None:
        """Whose claim it is: a possessive name or pronoun."""
        if self.tags[at] == "G":
            namings = self.phrases.people.within(max(0, at - 6), at + 1)
            if namings and namings[-1].stop == at + 1:
                naming = namings[-1]
                person = naming.person
                kind = "person" if person else "body"
                name = person.name if person else naming.name
                return Phrase(naming.run, at + 1, kind, naming.name, person, name)
        if self.tags[at] == "D" and self.low[at] in ("his", "her"):
            return Phrase(at, at + 1, "pronoun", self.low[at])
        return None

    # -- verbs -------------------------------------------------------------------------------

    def _frame(
        self, at: int, first: int, stop: int, sentence: int, earlier: list[Frame]
    ) -> Frame | None:
        lemma, form = FORMS[self.low[at]]
        cue_stop = at + 1
        particles = _PARTICLES.get(lemma)
        if particles and cue_stop < stop and self.low[cue_stop] in particles:
            cue_stop += 1
        elif lemma in _ONLY_WITH_PARTICLE:
            return None
        if at > first and self.tags[at - 1] in "DGg" and self.low[at - 1] not in SPEAKING_NOUNS:
            return None  # “the two write”, but not “the report”
        frame = Frame(
            at,
            cue_stop,
            lemma,
            form,
            "ih" if lemma in _ONLY_WITH_PARTICLE else TRAITS[lemma],
            None,
            "",
            sentence,
            cue_stop,
        )
        left = self._skip_auxiliaries(frame, first)
        if frame.passive:
            return self._passive(frame, stop)
        self.subjects.find(frame, left, first, stop, earlier)
        if frame.subject is None:
            return None
        self._find_content_start(frame, stop)
        if frame.lemma == "report":
            self._cite(frame, stop)
        return frame

    def _cite(self, frame: Frame, stop: int) -> None:
        """“The Times reported, citing two people, that …”: the people speak, the Times carries."""
        at = frame.cue_stop
        if self.tags[at : at + 1] == "," and self.low[at + 1 : at + 2] == ["citing"]:
            cited = self.phrases.starting_at(at + 2, stop)
            if cited is not None and cited.speaks:
                frame.reporter, frame.subject, frame.how = frame.subject, cited, "cited"
                frame.after = cited.stop
                if self.tags[cited.stop : cited.stop + 2] == ",T":
                    frame.after, frame.that = cited.stop + 2, True

    def _skip_auxiliaries(self, frame: Frame, first: int) -> int:
        """The word left of the cue's auxiliaries and adverbs; notes negation and the passive."""
        left = frame.cue - 1
        tags, low = self.tags, self.low
        while left >= first and tags[left] in "AR":
            word = low[left]
            if word in ("not", "never", "cannot") or word.endswith("n't"):
                frame.negated = True
            if tags[left] == "A":
                frame.auxiliary = left
            if word in BE and frame.form in ("past", "participle"):
                frame.passive = True
            left -= 1
        return left

    def _passive(self, frame: Frame, stop: int) -> Frame | None:
        """“was first reported by X”; and “was quoted as saying” is read at “saying”."""
        at = frame.cue_stop
        if at < stop and self.low[at] == "by":
            frame.subject = self.phrases.starting_at(at + 1, stop)
            if frame.subject is not None and frame.subject.speaks:
                frame.how, frame.after = "passive", frame.subject.stop
                return frame
        return None

    # -- what follows the cue ----------------------------------------------------------------

    def _find_content_start(self, frame: Frame, stop: int) -> None:
        """Skip subject, addressee, time and place behind the cue, up to “that” or the words."""
        at = frame.stop if frame.how == "inverted" else frame.cue_stop
        frame.after = at
        if frame.how != "inverted" and ("t" in frame.traits or "a" in frame.traits):
            at = self._skip_addressee(frame, at, stop)
        frame.after = at
        tags = self.tags
        scan = at
        while scan < stop and scan - at < 14:
            if tags[scan] == "T":
                frame.after, frame.that = scan + 1, True
                return
            if tags[scan] not in "INnDG#gREC" or (tags[scan] == "E" and scan == at):
                return
            scan += 1

    def _skip_addressee(self, frame: Frame, at: int, stop: int) -> int:
        if at >= stop or self.tags[at] not in "NDPnGg":
            return at
        phrase = self.phrases.starting_at(at, min(stop, at + 10))
        if phrase is None:
            if self.tags[at] == "D" and self.low[at] == "her":
                return at + 1
            return at
        if frame.lemma == "tell" or (phrase.stop < stop and self.tags[phrase.stop] in "TSOQ:,"):
            frame.addressee = phrase
            return phrase.stop
        return at
