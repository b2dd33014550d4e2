"""Check a story before it is published: does the record hold what it puts in quotation marks?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from quotes.comparing import stretches_of
from quotes.models import Quote
from quotes.search import Search, parse
from quotes.text.extraction import extract
from quotes.text.marks import quoted_stretches
from quotes.text.matching import Verdict, compare, distinctive, has_words
from quotes.text.matching.boundaries import token_pattern
from quotes.text.names import SAME, resemblance

VERBATIM, ALTERED, OTHER, NOT_HELD, SHORT = (
    "verbatim",
    "altered",
    "said_by_somebody_else",
    "not_held",
    "too_short",
)
SENTENCES = {
    VERBATIM: "Stands in the record, word for word.",
    ALTERED: "Stands in the record in other words.",
    OTHER: "Stands in the record, said by somebody else.",
    NOT_HELD: "The record holds no such words.",
    SHORT: "Too short to be looked up by itself.",
}
#: Quotes compared with one stretch, and phrases by which they are looked up.
MOST, PHRASES = 40, 16


@dataclass(frozen=True)
class Held:
    """A published quote in which a stretch stands, and how."""

    quote: Quote
    verdict: Verdict
    same_speaker: bool | None


@dataclass(frozen=True)
class Checked:
    """One stretch of the story, `[start, end)`, whom the story has say it, and what is held."""

    start: int
    end: int
    words: str
    speaker: str
    finding: str
    held: list[Held] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        return SENTENCES[self.finding]


def check_draft(text: str) -> list[Checked]:
    """Each quoted stretch of a story, in order. Nothing of the story is stored."""
    voices = list(_voices(text))
    return [
        _checked(stretch.start, stretch.end, text, _speaker_at(voices, stretch.start))
        for stretch in quoted_stretches(text)
        if has_words(text[stretch.start : stretch.end])
    ]


def _voices(text: str) -> Iterator[tuple[int, int, str]]:
    """Where the story quotes whom, as far as it says so itself."""
    for proposal in extract(text):
        if proposal.voice and proposal.voice.name and not proposal.voice.unnamed:
            for start, end in proposal.segments:
                yield start, end, proposal.voice.name


def _speaker_at(voices: Iterable[tuple[int, int, str]], at: int) -> str:
    return next((name for start, end, name in voices if start <= at < end), "")


def _checked(start: int, end: int, text: str, speaker: str) -> Checked:
    words = text[start:end]
    if not distinctive(words):
        return Checked(start, end, words, speaker, SHORT)
    held = sorted(_held(words, speaker), key=_nearness)
    return Checked(start, end, words, speaker, _finding(held), held)


def _nearness(held: Held) -> tuple:
    return held.same_speaker is False, not held.verdict.is_verbatim, -held.verdict.measure


def _finding(held: list[Held]) -> str:
    if not held:
        return NOT_HELD
    best = held[0]
    if best.same_speaker is False:
        return OTHER
    return VERBATIM if best.verdict.is_verbatim else ALTERED


def _held(words: str, speaker: str) -> Iterator[Held]:
    """Published quotes in which the words stand, exactly or altered."""
    for quote in candidates(words):
        said = "\n".join(s.words for s in stretches_of(quote) if s.verbatim)
        verdict = compare(words, said)
        if verdict.start is not None or (verdict.kind == "ambiguous" and verdict.measure == 1.0):
            yield Held(quote, verdict, _same_speaker(quote, speaker))


def candidates(words: str) -> list[Quote]:
    """Published quotes that share a few words in a row with the stretch."""
    tokens = token_pattern().findall(words)
    steps = max(1, (len(tokens) - 2) // PHRASES)
    phrases = [" ".join(tokens[n : n + 3]) for n in range(0, max(1, len(tokens) - 2), steps)]
    query = " OR ".join(f'"{phrase}"' for phrase in phrases[:PHRASES])
    found = Search(parse(query), size=MOST).page.quotes
    return list(Quote.objects.published().filter(pk__in=found).with_parts())


def _same_speaker(quote: Quote, speaker: str) -> bool | None:
    """Whether the story and the record have the same voice; None where either doesn't say."""
    names = [
        name
        for party in quote.attributions.all()
        if party.is_voice and party.speaker
        for name in (party.speaker.name, *(other.name for other in party.speaker.names.all()))
    ]
    if not speaker or not names:
        return None
    return max(resemblance(speaker, name) for name in names) >= SAME


def as_json(checked: Checked) -> dict:
    """One stretch as `manage.py check_draft` prints it."""
    return {
        "start": checked.start,
        "end": checked.end,
        "words": checked.words,
        "speaker": checked.speaker,
        "finding": checked.finding,
        "sentence": checked.sentence,
        "held": [
            {
                "quote": held.quote.pk,
                "words": held.quote.words,
                "voices": [
                    party.party_name for party in held.quote.attributions.all() if party.is_voice
                ],
                "match": held.verdict.kind,
                "measure": held.verdict.measure,
                "diff": [[part.op, part.text] for part in held.verdict.diff],
            }
            for held in checked.held
        ],
    }
