"""From a text to proposals: reads sentence by sentence, then settles each quote's voice."""

from quotes.text.extraction.carriers import Carriers
from quotes.text.extraction.clauses import Clauses
from quotes.text.extraction.confidence import Confidence
from quotes.text.extraction.cues import Frame
from quotes.text.extraction.drafts import Draft, Drafter, Sentence
from quotes.text.extraction.frames import FrameReader
from quotes.text.extraction.indirect import Indirect
from quotes.text.extraction.learned import Learned, shipped
from quotes.text.extraction.nounphrases import Phrases
from quotes.text.extraction.page import Page
from quotes.text.extraction.people import People
from quotes.text.extraction.pronouns import Pronouns
from quotes.text.extraction.proposals import Proposal, Span
from quotes.text.extraction.reach import Reach
from quotes.text.extraction.transcripts import read_transcript
from quotes.text.extraction.unread import bracketed, dialogue, open_quotes
from quotes.text.extraction.voices import Voices
from quotes.text.quotation_marks import Kind


class Assembler:
    """Reads one text and gives its proposals."""

    def __init__(self, text: str, language: str = "", learned: Learned | None = None) -> None:
        learned = learned or shipped()
        self.language = language.lower().partition("-")[0]
        self.page = Page(text)
        self.people = People(self.page)
        self.phrases = Phrases(self.page, self.people)
        self.clauses = Clauses(self.page)
        self.reader = FrameReader(self.page, self.phrases)
        self.drafter = Drafter(self.page, self.clauses, self.phrases, Reach(self.page, learned))
        self.indirect = Indirect(self.page, self.clauses)
        pronouns = Pronouns(self.page, self.people, learned.weights["pronoun"])
        self.voices = Voices(self.page, self.people, pronouns)
        self.confidence = Confidence(self.page, self.people, learned)
        self.carriers = Carriers(self.page, self.phrases)

    def proposals(self) -> list[Proposal]:
        """All proposals in the order of their first segments."""
        if self.language not in ("", "en") or not (self.language or self.page.is_english):
            text = self.page.text
            found = open_quotes(text, self.page.stretches, "not English")
            found += dialogue(text) + bracketed(text)
            return sorted(found, key=lambda proposal: proposal.segments[0])
        kept = [d for d in self.drafts() if not d.quotes or self.confidence.is_quotation(d)]
        found = [self._proposal(draft) for draft in kept] + self._unread()
        turns = read_transcript(self.page.text)
        return sorted(found + turns, key=lambda p: p.segments[0]) if turns else found

    def drafts(self) -> list[Draft]:
        """Every quote that may be one, in the order of the text."""
        reported: list[Draft] = []
        for sentence in self._sentences():
            self.drafter.read(sentence)
            reported.extend(self._reported(sentence))
        return sorted(
            self.drafter.drafts + reported,
            key=lambda d: (d.ranges[0], d.frame.cue if d.frame else -1),
        )

    def _sentences(self) -> "list[Sentence]":
        page = self.page
        sentences: list[Sentence] = []
        paragraph, at = 0, 0
        for number, (first, stop) in enumerate(page.sentences):
            paragraph += page.tags.count("¶", at, first)
            at = first
            quotes = _positions(page.tags, "Q", first, stop)
            quotes = [quote for quote in quotes if self.confidence.is_possible(quote)]
            has_cue = page.tags.find("V", first, stop) >= 0 or "according" in page.low[first:stop]
            frames = self.reader.read(number) if has_cue or quotes else []
            sentences.append(Sentence(number, first, stop, quotes, frames, paragraph))
        return sentences

    def _reported(self, sentence: Sentence) -> list[Draft]:
        """Indirect speech: cues of this sentence that no quotation marks answer to."""
        used = {id(link.frame) for link in sentence.links.values()}
        drafts: list[Draft] = []
        taken = -1
        for frame in sentence.frames:
            if id(frame) in used or frame.citing or self._leads_to_colon(frame, sentence):
                continue
            found = self.indirect.content(frame, sentence.frames, sentence.first, sentence.stop)
            if found is None or found[0][0] < taken:
                continue
            (start, stop), construction = found
            if any(start <= quote < stop for quote in sentence.quotes):
                continue
            why = f"reported, {frame.how}, {construction}"
            drafts.append(Draft([(start, stop)], [], frame, why, sentence.number))
        return drafts

    def _leads_to_colon(self, frame: Frame, sentence: Sentence) -> bool:
        return self.page.tags[sentence.stop - 1] == ":" and frame is sentence.frames[-1]

    # -- proposals ---------------------------------------------------------------------------

    def _proposal(self, draft: Draft) -> Proposal:
        page = self.page
        segments = tuple(self._span(start, stop) for start, stop in draft.ranges)
        kind: Kind = "paraphrase"
        if draft.quotes:
            alone = all(
                stop - start == 1 and page.tags[start] == "Q" for start, stop in draft.ranges
            )
            kind = "direct" if alone else "partial"
        frame = draft.frame
        voice = self.voices.of(draft)
        cue = (
            (page.start[frame.cue_start], page.end[frame.cue_stop - 1])
            if frame is not None
            else None
        )
        return Proposal(
            segments,
            kind,
            cue,
            voice,
            self.carriers.carriers(draft),
            self.carriers.capacities(draft),
            self.carriers.medium(draft),
            voice is not None
            and self.confidence.is_sure(draft, voice, self.voices.pronouns.margin),
            draft.why,
        )

    def _span(self, start: int, stop: int) -> Span:
        return self.page.start[start], self.page.end[stop - 1]

    def _unread(self) -> list[Proposal]:
        """Stretches of an immense text beyond the words that were read: voice left open."""
        page = self.page
        rest = page.stretches[len(page.stretch_at) :]
        return open_quotes(page.text, rest, "not read")


def _positions(tags: str, wanted: str, first: int, stop: int) -> list[int]:
    found: list[int] = []
    at = tags.find(wanted, first, stop)
    while at >= 0:
        found.append(at)
        at = tags.find(wanted, at + 1, stop)
    return found
