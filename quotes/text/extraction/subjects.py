"""Who a cue's subject is, by the places news English keeps for it.

The subject is left of the verb, or right of a verb of saying behind its quote (“…,” said Jo);
an apposition closes with a comma before the verb; “who” takes the noun before it; a participle
(“, adding”) takes the subject of its sentence.
"""

from quotes.text.extraction.cues import Cue
from quotes.text.extraction.lexicon.words import BE, SPEAKING_NOUNS, WEEKDAYS
from quotes.text.extraction.noun_phrases import Phrase, Phrases
from quotes.text.extraction.tagged_text import TaggedText

_ANYBODY = ("subject", "inverted")  # places where grammar alone makes a phrase the voice
_TIMES = WEEKDAYS - {"march", "may"} | frozenset(
    "week month year night morning afternoon evening day weekend".split()
)
_ADDRESSED = frozenset("asked pressed told questioned challenged quoted".split())
_APPOSITION = "DNn#IWSEGg(R"


class Subjects:
    """Finds the subjects of cues on one text."""

    def __init__(self, tagged: TaggedText, phrases: Phrases) -> None:
        self.tagged, self.phrases = tagged, phrases
        self.tags, self.low = tagged.tags, tagged.low

    def find(self, cue: Cue, left: int, first: int, stop: int, earlier: list[Cue]) -> None:
        left = self._before_time(left, first)
        tag = self.tags[left] if left >= first else "^"
        if self._inverts(cue, tag, left, first, stop):
            return
        if cue.form == "ing" and not self._is_progressive(cue, left):
            if tag in "NP" and self._take_absolute(cue, left, first):
                return
            self._take_clause_subject(cue, first, stop, earlier)
        elif tag == "T" or (tag == "W" and self.low[left] in ("who", "which")):
            self._take_relative(cue, left, first)
        elif tag in "PNnG#)D" or (
            tag == "Q" and left == cue.word - 1 and left > first and self.tags[left - 1] == "N"
        ):
            phrase = self.phrases.ending_at(left + 1, first)
            self._take(cue, self._named_before(phrase, first) or phrase, "subject")
        elif tag == ",":
            self._take_before_comma(cue, left, first, stop, earlier)
        elif tag == "O":
            self._take_matrix(cue, left, first, stop, earlier)
        elif tag in "CVES—–-":
            self._take_clause_subject(cue, first, stop, earlier)

    def _before_time(self, left: int, first: int) -> int:
        """“Ruiz this week published”, “Ruiz later Thursday told”: a time is nobody."""
        if left <= first or self.low[left].rstrip(".") not in _TIMES:
            return left
        while left > first and (self.low[left].rstrip(".") in _TIMES or self.tags[left] in "DRI"):
            left -= 1
        return left

    def _take_absolute(self, cue: Cue, left: int, first: int) -> bool:
        """“…, and Kemp calling it “mad””, “with Ruiz saying”: the participle has a subject of its own."""
        phrase = self.phrases.ending_at(left + 1, first)
        if phrase is None or phrase.start <= first:
            return False
        before = phrase.start - 1
        if self.tags[before] not in ",C—–S" and self.low[before] != "with":
            return False
        return self._take(cue, phrase, "subject")

    def _is_progressive(self, cue: Cue, left: int) -> bool:
        """“is saying”: an auxiliary is between subject and participle."""
        return any(self.low[i] in BE or self.low[i].endswith(("'s", "'re", "'m"))
                   for i in range(max(0, left), cue.word) if self.tags[i] in "AP")  # fmt: skip

    def _take(self, cue: Cue, phrase: Phrase | None, how: str) -> bool:
        if phrase is None or (
            phrase.kind == "common" and not phrase.speaks and how not in _ANYBODY
        ):
            return False
        cue.subject, cue.how = phrase, how
        return True

    def _inverts(self, cue: Cue, tag: str, left: int, first: int, stop: int) -> bool:
        """“…,” said Jo: the verb is right behind the quote, its subject behind it."""
        if "i" not in cue.traits or cue.word + 1 >= stop or left != cue.word - 1:
            return False
        if tag not in "^Q,—–-:" or self.tags[cue.word + 1] not in "NDnPGgE#":
            return False
        if tag == "^" and not self._follows_quote(first):
            return False
        if cue.lemma == "put":  # “As Jo Ruiz put it”: what is behind is its object
            return False
        phrase = self.phrases.starting_at(cue.word + 1, stop)
        if phrase is None or (phrase.kind == "common" and not phrase.speaks and tag != "Q"):
            return False
        if tag != "Q" and not self._closes(cue, phrase, stop):
            return False
        if tag == "Q" and phrase.stop < stop and self.tags[phrase.stop] in "AV":
            return False
        return self._take(cue, self._apposed_name(phrase, stop), "inverted")

    def _closes(self, cue: Cue, phrase: Phrase, stop: int) -> bool:
        """Whether a subject behind its verb ends the clause, as in “…, said Jo.”"""
        if self.low[phrase.start] in ("its", "his", "their", "her"):
            return False
        if phrase.stop >= stop or self.tags[phrase.stop] in ".,;:?!W—–(":
            return True
        return cue.lemma in ("say", "add", "write", "note") and self.tags[phrase.stop] in "ISOER"

    def _follows_quote(self, first: int) -> bool:
        return first > 0 and self.tags[first - 1] == "Q"

    def _apposed_name(self, phrase: Phrase, stop: int) -> Phrase:
        """“said Morant’s spokeswoman, Ines Falk”: the name closes an apposition."""
        at = phrase.stop
        if phrase.kind != "common" or at + 1 >= stop or self.tags[at] != ",":
            return phrase
        named = self.phrases.starting_at(at + 1, stop)
        if named is None or named.kind != "person" or named.person is None:
            return phrase
        if named.stop < stop and self.tags[named.stop] in "AV":
            return phrase
        return Phrase(phrase.start, named.stop, "person", named.head, named.person, named.name)

    def _named_before(self, phrase: Phrase | None, first: int) -> Phrase | None:
        """“…,” Jo Lee, a spokesman for the mayor said: the comma behind the role is missing."""
        if phrase is None or phrase.kind in ("person", "pronoun"):
            return None
        at = phrase.start - 1
        while at > first and phrase.start - at < 4 and self.tags[at] in "WAnCD":
            at -= 1
        if at <= first or self.tags[at] != ",":
            return None
        named = self.phrases.ending_at(at, first)
        if named is None or named.person is None:
            return None
        opens = named.start == first or self.tags[named.start - 1] in "Q"
        return named if opens else None

    def _take_relative(self, cue: Cue, left: int, first: int) -> None:
        at = left
        while at > first and self.tags[at - 1] in ",I":
            at -= 1
        written = self.tags[left] == "T" and cue.lemma in ("say", "read", "state", "declare")
        self._take(cue, self.phrases.nearest_before(at, first), "subject" if written else "who")

    def _take_before_comma(
        self, cue: Cue, comma: int, first: int, stop: int, earlier: list[Cue]
    ) -> None:
        """Walk back over appositions: “X, the city’s engineer, said”, “X, in a statement, said”."""
        inner: Phrase | None = self.phrases.ending_at(comma, first)
        if self._is_alone(inner, comma, first) and self._take(cue, inner, "subject"):
            return
        body: Phrase | None = None
        common: Phrase | None = None
        at = comma
        for _ in range(6):
            previous = self._comma_before(at, first)
            if previous < 0:
                break
            opening = self.tags[previous + 1]
            beside = self.low[previous + 1]
            participle = opening == "V" and (beside.endswith("ing") or beside in _ADDRESSED)
            if opening not in _APPOSITION and not participle:
                break
            phrase = self.phrases.ending_at(previous, first)
            if phrase is not None and (phrase.person is not None or phrase.kind == "pronoun"):
                if self._take(cue, phrase, "apposition"):
                    self._widen(cue, inner, comma)
                    return
            elif phrase is not None and phrase.kind in ("person", "body"):
                body = phrase
            elif phrase is not None and phrase.speaks and common is None:
                common = phrase
            at = previous
        fallback = body or common
        if fallback is not None and self._take(cue, fallback, "apposition"):
            self._widen(cue, inner, comma)
            return
        self._take_clause_subject(cue, first, stop, earlier)

    def _is_alone(self, inner: Phrase | None, comma: int, first: int) -> bool:
        """“After the vote, Gov. Jo Lee (R-Ohio), said”: a needless comma behind the subject."""
        if inner is None or inner.person is None or inner.stop != comma:
            return False
        if inner.start == first:
            return True
        before = inner.start - 1
        if self.tags[before] != "," or self.tags[inner.stop - 1] != ")":
            return False
        apposed = self.phrases.ending_at(before, first)
        return apposed is None or not apposed.speaks or apposed.kind in ("place", "body")

    def _widen(self, cue: Cue, inner: Phrase | None, comma: int) -> None:
        """“her spokesman, Tom Kemp, said”: the name between the commas is the voice."""
        subject = cue.subject
        if subject is None or inner is None or inner.person is None or inner.stop != comma:
            return
        if subject.kind == "common" and self.tags[inner.start - 1] == ",":
            cue.subject = Phrase(
                subject.start, inner.stop, "person", inner.head, inner.person, inner.name
            )

    def _comma_before(self, at: int, first: int) -> int:
        return max(self.tags.rfind(",", first, at), -1)

    def _take_matrix(self, cue: Cue, left: int, first: int, stop: int, earlier: list[Cue]) -> None:
        """“went on to say”, “declined to say”: the subject of the verb before “to”."""
        at = left - 1
        while at >= first and left - at < 7 and self.tags[at] in "VRAEnvOI":
            if self.low[at] in ("declined", "refused", "failed"):
                cue.negated, cue.auxiliary = True, at
            if self.tags[at] == "n" and self.low[at] in SPEAKING_NOUNS:
                break
            at -= 1
        if (at >= first and self.tags[at] in "PN)") or (at >= first and self.tags[at] in "n"):
            self._take(cue, self.phrases.ending_at(at + 1, first), "to say")
        else:
            self._take_clause_subject(cue, first, stop, earlier)

    def _take_clause_subject(self, cue: Cue, first: int, stop: int, earlier: list[Cue]) -> None:
        """The subject of the verb before, else the first noun phrase of the sentence."""
        known = self._main_cue(cue, first, earlier)
        if known is not None:
            self._take(cue, known.subject, "clause")
            return
        near = self._clause_before(cue, first)
        if not self._take(cue, near or self.phrases.opening(first, cue.word), "clause"):
            self._take(cue, self._subject_behind(cue, first, stop), "clause")

    def _clause_before(self, cue: Cue, first: int) -> Phrase | None:
        """The subject of the nearest clause before: “…, she rose and said”."""
        at = cue.word - 1
        for _ in range(4):
            at = self.tags.rfind(",", first, at)
            start = max(at + 1, first)
            while start < cue.word and self.tags[start] in "CR":
                start += 1
            phrase = self.phrases.starting_at(start, cue.word)
            if phrase is not None and self._acts(phrase, cue.word):
                return phrase
            if at < 0:
                return None
        return None

    def _acts(self, phrase: Phrase, stop: int) -> bool:
        """Whether a verb seems to follow a phrase that can speak."""
        if not phrase.speaks or phrase.kind == "place" or phrase.head in ("it", "you", "there"):
            return False
        after = self.tags[phrase.stop] if phrase.stop < stop else ""
        named = phrase.kind in ("person", "pronoun")
        return after in "AVE" or (named and after in "nR") if after else False

    def _subject_behind(self, cue: Cue, first: int, stop: int) -> Phrase | None:
        """“In calling it “mad,” Ruiz went on …”: the subject follows the opening participle."""
        if cue.form != "ing" or cue.word - first > 4:
            return None
        for i in range(cue.word, min(stop - 2, cue.word + 30)):
            if self.tags[i] == "," or (
                self.tags[i] == "Q" and self.tagged.tail(self.tagged.span_at[i]) == ","
            ):
                phrase = self.phrases.starting_at(i + 1, stop)
                if phrase is not None and phrase.stop < stop and self.tags[phrase.stop] in "AVREn,":
                    return phrase
        return None

    def _main_cue(self, cue: Cue, first: int, earlier: list[Cue]) -> Cue | None:
        """The cue whose subject goes on speaking: the sentence's first, or the one just before."""
        joined = self.tags[cue.word - 1] in "CR" and cue.form != "ing"
        fitting = [
            known
            for known in earlier
            if known.subject is not None
            and known.subject.speaks
            and known.subject.head not in ("it", "there")
            and known.how not in ("according", "who", "noun")
            and ("w" not in known.traits or joined)
            and not (known.how in ("inverted", "passive") and known.subject.stop > cue.word)
        ]
        if not fitting:
            return None
        apart = cue.form == "ing" and self.tags[cue.word - 1] == ","
        return fitting[0] if apart and self.tags[first] not in "SEI" else fitting[-1]
