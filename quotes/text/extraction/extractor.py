"""From a text to proposals: reads sentence by sentence, then settles each quote's voice."""

from quotes.text.extraction.candidates import Candidate, CandidateReader, Sentence
from quotes.text.extraction.carriers import Carriers
from quotes.text.extraction.clauses import Clauses
from quotes.text.extraction.confidence import Confidence
from quotes.text.extraction.cue_reader import CueReader
from quotes.text.extraction.cues import Cue
from quotes.text.extraction.extent import Extent
from quotes.text.extraction.indirect_speech import IndirectSpeech
from quotes.text.extraction.learned import Learned, shipped
from quotes.text.extraction.noun_phrases import Phrases
from quotes.text.extraction.other_languages import bracketed, dialogue, unattributed_quotes
from quotes.text.extraction.people import People
from quotes.text.extraction.pronouns import Pronouns
from quotes.text.extraction.proposals import Proposal, Span
from quotes.text.extraction.tagged_text import TaggedText
from quotes.text.extraction.transcripts import read_transcript
from quotes.text.extraction.voices import Voices
from quotes.text.quotation_marks import Kind, is_led_into


class Extractor:
    """Reads one text and gives its proposals."""

    def __init__(self, text: str, language: str = "", learned: Learned | None = None) -> None:
        learned = learned or shipped()
        self.language = language.lower().partition("-")[0]
        self.tagged = TaggedText(text)
        self.people = People(self.tagged)
        self.phrases = Phrases(self.tagged, self.people)
        self.clauses = Clauses(self.tagged)
        self.reader = CueReader(self.tagged, self.phrases)
        self.candidate_reader = CandidateReader(
            self.tagged, self.clauses, self.phrases, Extent(self.tagged, learned)
        )
        self.indirect = IndirectSpeech(self.tagged, self.clauses)
        pronouns = Pronouns(self.tagged, self.people, learned.weights["pronoun"])
        self.voices = Voices(self.tagged, self.people, pronouns)
        self.confidence = Confidence(self.tagged, self.people, learned)
        self.carriers = Carriers(self.tagged, self.phrases)

    def proposals(self) -> list[Proposal]:
        """All proposals in the order of their first segments."""
        if self.language not in ("", "en") or not (self.language or self.tagged.is_english):
            text = self.tagged.text
            found = unattributed_quotes(text, self.tagged.quoted_spans, "not English")
            found += dialogue(text) + bracketed(text)
            return sorted(found, key=lambda proposal: proposal.segments[0])
        kept = [d for d in self.candidates() if not d.quotes or self.confidence.is_quotation(d)]
        found = [self._proposal(candidate) for candidate in kept] + self._unread()
        turns = read_transcript(self.tagged.text)
        return sorted(found + turns, key=lambda p: p.segments[0]) if turns else found

    def candidates(self) -> list[Candidate]:
        """Every quote that may be one, in the order of the text."""
        reported: list[Candidate] = []
        for sentence in self._sentences():
            self.candidate_reader.read(sentence)
            reported.extend(self._reported(sentence))
        return sorted(
            self.candidate_reader.candidates + reported,
            key=lambda d: (d.ranges[0], d.cue.word if d.cue else -1),
        )

    def _sentences(self) -> "list[Sentence]":
        tagged = self.tagged
        sentences: list[Sentence] = []
        paragraph, at = 0, 0
        for number, (first, stop) in enumerate(tagged.sentences):
            paragraph += tagged.tags.count("¶", at, first)
            at = first
            quotes = _positions(tagged.tags, "Q", first, stop)
            quotes = [quote for quote in quotes if self.confidence.is_possible(quote)]
            has_cue = (
                tagged.tags.find("V", first, stop) >= 0 or "according" in tagged.low[first:stop]
            )
            cues = self.reader.read(number) if has_cue or quotes else []
            sentences.append(Sentence(number, first, stop, quotes, cues, paragraph))
        return sentences

    def _reported(self, sentence: Sentence) -> list[Candidate]:
        """Indirect speech: cues of this sentence that no quotation marks answer to."""
        used = {id(link.cue) for link in sentence.links.values()}
        candidates: list[Candidate] = []
        taken = -1
        for cue in sentence.cues:
            if id(cue) in used or cue.citing or self._leads_to_colon(cue, sentence):
                continue
            found = self.indirect.content(cue, sentence.cues, sentence.first, sentence.stop)
            if found is None or found[0][0] < taken:
                continue
            (start, stop), construction = found
            if any(start <= quote < stop for quote in sentence.quotes):
                continue
            why = f"reported, {cue.how}, {construction}"
            candidates.append(Candidate([(start, stop)], [], cue, why, sentence.number))
        return candidates

    def _leads_to_colon(self, cue: Cue, sentence: Sentence) -> bool:
        return self.tagged.tags[sentence.stop - 1] == ":" and cue is sentence.cues[-1]

    # -- proposals ---------------------------------------------------------------------------

    def _proposal(self, candidate: Candidate) -> Proposal:
        tagged = self.tagged
        segments = tuple(self._span(start, stop) for start, stop in candidate.ranges)
        kind: Kind = "paraphrase"
        if candidate.quotes:
            alone = all(
                stop - start == 1 and tagged.tags[start] == "Q" for start, stop in candidate.ranges
            )
            led_into = is_led_into(tagged.text, segments[0][0])
            kind = "direct" if alone and not led_into else "partial"
        cue = candidate.cue
        voice = self.voices.of(candidate)
        cue_span = (
            (tagged.start[cue.verb_start], tagged.end[cue.word_stop - 1])
            if cue is not None
            else None
        )
        return Proposal(
            segments,
            kind,
            cue_span,
            voice,
            self.carriers.carriers(candidate),
            self.carriers.capacities(candidate),
            self.carriers.medium(candidate),
            voice is not None
            and self.confidence.is_sure(candidate, voice, self.voices.pronouns.margin),
            candidate.why,
        )

    def _span(self, start: int, stop: int) -> Span:
        return self.tagged.start[start], self.tagged.end[stop - 1]

    def _unread(self) -> list[Proposal]:
        """Quoted spans of an immense text beyond the words that were read: voice left open."""
        tagged = self.tagged
        rest = tagged.quoted_spans[len(tagged.span_at) :]
        return unattributed_quotes(tagged.text, rest, "not read")


def _positions(tags: str, wanted: str, first: int, stop: int) -> list[int]:
    found: list[int] = []
    at = tags.find(wanted, first, stop)
    while at >= 0:
        found.append(at)
        at = tags.find(wanted, at + 1, stop)
    return found
