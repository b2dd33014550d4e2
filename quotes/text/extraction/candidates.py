"""Quotes in the making: quoted spans and clauses gathered under one cue."""

import re
from dataclasses import dataclass, field

from quotes.text.extraction.clauses import Clauses
from quotes.text.extraction.cue_links import Link, link_quotes
from quotes.text.extraction.cues import Cue
from quotes.text.extraction.extent import Extent
from quotes.text.extraction.noun_phrases import Phrase, Phrases
from quotes.text.extraction.segments import Segments
from quotes.text.extraction.tagged_text import TaggedText

_SIGNATURE = re.compile(r"(¶?[—–―-])(?=N[NGI#n,D]{0,12}\.?(?:¶|$))")
_LONG = 10  # words
_SENTENCE_END = frozenset(".?!…")


@dataclass(slots=True)
class Candidate:
    """One quote being put together; `ranges` are its segments as ranges of words."""

    ranges: list[tuple[int, int]]
    quotes: list[int]
    cue: Cue | None
    why: str
    sentence: int
    side: str = ""
    subject: Phrase | None = None
    carried: bool = False  # over the end of a paragraph, with nothing said about who goes on

    @property
    def speaker(self) -> Phrase | None:
        """The words that name the voice, by the cue or without one."""
        if self.subject is not None or self.cue is None:
            return self.subject
        return self.cue.subject


@dataclass(slots=True)
class Sentence:
    """A sentence with its quotes and cues."""

    number: int
    first: int
    stop: int
    quotes: list[int]
    cues: list[Cue]
    paragraph: int
    links: dict[int, Link] = field(default_factory=dict)


class CandidateReader:
    """Walks through the sentences and gathers the quotes in quotation marks."""

    def __init__(
        self, tagged: TaggedText, clauses: Clauses, phrases: Phrases, extent: Extent
    ) -> None:
        self.tagged, self.clauses, self.phrases = tagged, clauses, phrases
        self.segments = Segments(tagged, clauses, extent)
        self.tags = tagged.tags
        self.candidates: list[Candidate] = []
        self.previous: Sentence | None = None

    def read(self, sentence: Sentence) -> None:
        """Find the candidates of one sentence."""
        sentence.links = link_quotes(self.tagged, sentence.quotes, sentence.cues)
        by_cue: dict[int, Candidate] = {}
        linked: list[Candidate] = []
        for quote in sentence.quotes:
            link = sentence.links.get(quote)
            if link is None:
                self._unlinked(quote, sentence)
                continue
            known = by_cue.get(id(link.cue))
            if known is not None and self._resumes(quote, known):
                known.quotes.append(quote)
                continue
            candidate = self._linked(quote, link, sentence)
            if known is not None:
                candidate.side, candidate.why = "beyond", f"{link.cue.how}, beyond"
            by_cue.setdefault(id(link.cue), candidate)
            linked.append(candidate)
            self.candidates.append(candidate)
        for candidate in linked:
            assert candidate.cue is not None  # noqa: S101 - a linked candidate has one
            bounds = (sentence.first, sentence.stop)
            candidate.ranges = self.segments.of(
                candidate.cue, candidate.side, candidate.quotes, sentence.cues, bounds
            )
        self.previous = sentence

    def _resumes(self, quote: int, known: Candidate) -> bool:
        """“We go,” she said, “now”: a speech goes on behind its cue only after a mark.

        In “We go,” she said of the “old guard” the later words are not of that speech.
        """
        cue = known.cue
        if cue is None or known.side != "right" or known.quotes[-1] > cue.word:
            return True
        return (
            quote <= max(cue.word, cue.after)
            or self.tags[quote - 1] in ",:;—–-CQ"
            or self.tagged.words[quote - 1].endswith(".")
        )

    def _linked(self, quote: int, link: Link, sentence: Sentence) -> Candidate:
        why = f"{link.cue.how}, {link.side}"
        return Candidate([], [quote], link.cue, why, sentence.number, link.side)

    # -- quotes without a cue of their own ---------------------------------------------------

    def _unlinked(self, quote: int, sentence: Sentence) -> None:
        """A quote whose sentence has no cue for it: look at what comes before."""
        last = self._speech_before()
        whole = self._is_sentence(quote, sentence) or self._is_led_in(quote, sentence)
        if self._after_colon(sentence.first) and quote - sentence.first < 2:
            self._from_colon(quote, sentence)
        elif last is not None and self._goes_on(last, quote, sentence, whole):
            self._continue(last, quote)
        else:
            self._cueless(quote, sentence, whole)

    def _speech_before(self) -> Candidate | None:
        """The candidate that a quote without a cue may continue.

        “We go,” said Ruiz, who is called “the old man.” “Soon.” goes on with the speech, not with
        what is behind its cue.
        """
        for candidate in reversed(self.candidates):
            if candidate.sentence != self.candidates[-1].sentence:
                break
            if candidate.side == "right":
                return candidate
        return self.candidates[-1] if self.candidates else None

    def _cueless(self, quote: int, sentence: Sentence, whole: bool) -> None:
        """No cue at all: a label (“HOLM: “No.””), a sentence that leads in, or nobody."""
        first, tags = sentence.first, self.tags
        previous = self.previous
        subject, why, cue, side = None, "alone" if whole else "fragment", None, ""
        if quote > first and tags[quote - 1] == ":":
            subject, why = self.phrases.ending_at(quote - 1, first), "label"
            if subject is None or not self._labels(subject, first):
                subject = self._source(first, quote) or self.phrases.opening(first, quote)
                why = "subject, colon"
        elif (name := self._signed(quote)) > 0:
            subject, why = self.phrases.starting_at(name, len(tags)), "signed"
        elif whole and self._inherits(quote, sentence):
            subject, why = self.candidates[-1].speaker, "carried"
        elif whole and previous and "¶" not in tags[previous.stop - 1 : quote]:
            known = [f for f in previous.cues if f.subject and f.how not in ("who", "according")]
            if known and previous.number == sentence.number - 1:
                cue, why, side = known[0], "after report", "before"
        elif not whole:
            subject = self.phrases.opening(first, quote)
            why = "fragment, subject" if subject else "fragment"
        self.candidates.append(
            Candidate([(quote, quote + 1)], [quote], cue, why, sentence.number, side, subject)
        )

    def _labels(self, subject: Phrase, first: int) -> bool:
        """“HOLM: “…””, “Still no deal - Jo Ruiz: “…””."""
        if subject.start == first:
            return subject.kind != "common"
        return self.tags[subject.start - 1] in "-—–" and subject.kind == "person"

    def _source(self, first: int, quote: int) -> Phrase | None:
        """“More from the report: “…””."""
        for at in range(first, min(first + 3, quote)):
            if self.tagged.low[at] == "from":
                return self.phrases.starting_at(at + 1, quote)
        return None

    def _goes_on(self, last: Candidate, quote: int, sentence: Sentence, whole: bool) -> bool:
        """Whether a quote without a cue goes on with the one before it."""
        if self._runs_on(last, quote):
            return True
        if last.why == "signed" or self._signed(quote):
            return False
        if whole and self._inherits(quote, sentence) and self._is_long(quote):
            last.carried = True
            return True
        opens = quote == sentence.first and not sentence.cues and last.cue is not None
        return (whole or opens) and self._beside(last, quote, sentence)

    def _is_long(self, quote: int) -> bool:
        """Whether a quoted span is long enough to continue a speech; a short one may be a reply."""
        quoted = self.tagged.quoted_spans[self.tagged.span_at[quote]]
        return self.tagged.text.count(" ", quoted.start, quoted.end) + 1 >= _LONG

    def _inherits(self, quote: int, sentence: Sentence) -> bool:
        """A paragraph that is only a quote, behind one that ends with a quote: one speech."""
        last = self._speech_before()
        if last is None or last.speaker is None or quote != sentence.first:
            return False
        previous = self.previous
        if (
            previous is None
            or previous.number != sentence.number - 1
            or self.tags[quote - 1] != "¶"
        ):
            return False
        if last.quotes[0] < previous.first and last.quotes[-1] < previous.first:
            return False
        return self.tagged.tail(self.tagged.span_at[quote]) in _SENTENCE_END

    def _signed(self, quote: int) -> int:
        """Where the name of “…” — Name begins, at the end of the line or on the next; else 0."""
        found = _SIGNATURE.match(self.tags, quote + 1)
        return found.end(1) if found else 0

    def _continue(self, last: Candidate, quote: int) -> None:
        last.quotes.append(quote)
        last.ranges.append((quote, quote + 1))

    def _is_led_in(self, quote: int, sentence: Sentence) -> bool:
        """“Instead, “…”” and “But “…””: a sentence with nothing but a small word before."""
        lead = self.tags[sentence.first : quote]
        return len(lead) <= 3 and set(lead) <= set("CRSEIn,") and self._at_end(quote, sentence)

    def _at_end(self, quote: int, sentence: Sentence) -> bool:
        return not self.clauses.has_words(quote + 1, sentence.stop)

    def _is_sentence(self, quote: int, sentence: Sentence) -> bool:
        """Whether the quoted span is a sentence of its own."""
        if quote > sentence.first and self.tags[quote - 1] not in "Q.?!:":
            return False
        quoted = self.tagged.quoted_spans[self.tagged.span_at[quote]]
        if not quoted.closed or self.tagged.tail(self.tagged.span_at[quote]) in _SENTENCE_END:
            return True
        return quote + 1 >= sentence.stop and quote == sentence.first

    def _after_colon(self, first: int) -> bool:
        at = first - 1
        while at > 0 and self.tags[at] == "¶":
            at -= 1
        return at >= 0 and self.tags[at] == ":"

    def _from_colon(self, quote: int, sentence: Sentence) -> None:
        previous = self.previous
        cues = [f for f in previous.cues if f.how != "according"] if previous else []
        cue = cues[-1] if cues else None
        last = self.candidates[-1] if self.candidates else None
        if cue is not None and last is not None and last.cue is cue and last.ranges:
            self._continue(last, quote)
            return
        subject = None
        if cue is None and previous is not None:
            subject = self.phrases.opening(previous.first, previous.stop)
        why = f"{cue.how}, colon" if cue else "subject, colon" if subject else "colon"
        alone = [(quote, quote + 1)]
        self.candidates.append(
            Candidate(alone, [quote], cue, why, sentence.number, "left", subject)
        )

    def _runs_on(self, last: Candidate, quote: int) -> bool:
        """A quoted span left open at its paragraph's end continues where the next paragraph reopens."""
        before = last.quotes[-1]
        quoted = self.tagged.quoted_spans[self.tagged.span_at[before]]
        if quoted.closed or self.tagged.span_at[quote] != self.tagged.span_at[before] + 1:
            return False
        return set(self.tags[before + 1 : quote]) <= {"¶"}

    def _beside(self, last: Candidate, quote: int, sentence: Sentence) -> bool:
        """Whether the quote before is in the same paragraph, with nothing else between."""
        between = self.tags[last.quotes[-1] + 1 : quote]
        if "¶" in between or sentence.number - self._sentence_of(last) > 3:
            return False
        if last.cue is None:
            return not between.strip("Q.")
        return True

    def _sentence_of(self, candidate: Candidate) -> int:
        return (
            self.previous.number
            if self.previous and candidate.sentence == self.candidates[-1].sentence
            else candidate.sentence
        )
