"""Check a story before it is published: does the record hold what it puts in quotation marks?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from quotes.text.extraction import extract
from quotes.text.matching import has_words, is_distinctive
from quotes.text.quotation_marks import quoted_spans
from quotes.verification.record_lookup import Held, Record

VERBATIM, ALTERED, PARAPHRASE, OTHER, IN_SOURCE, NOT_TRACED, NOT_HELD, SHORT = (
    "verbatim",
    "altered",
    "paraphrase",
    "said_by_somebody_else",
    "in_a_source",
    "not_traced",
    "not_held",
    "too_short",
)
SENTENCES = {
    VERBATIM: "Stands in the record, word for word.",
    ALTERED: "Stands in the record in other words.",
    PARAPHRASE: "Stands in the record as its source’s own telling, not in quotation marks.",
    OTHER: "Stands in the record, said by somebody else.",
    IN_SOURCE: "Stands word for word in a source, though no quote of the record has it yet.",
    NOT_TRACED: "Not traced: the record knows this speaker, and holds nothing near these words.",
    NOT_HELD: "The record holds no such words.",
    SHORT: "Too short to be looked up by itself.",
}


@dataclass(frozen=True)
class Checked:
    """One stretch of the story, `[start, end)`, whom the story has say it, and what is held.

    `known` names the speakers of the record who may be meant, each with the number of their
    published quotes.
    """

    start: int
    end: int
    words: str
    speaker: str
    finding: str
    held: list[Held] = field(default_factory=list)
    known: list[tuple[str, int]] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        return SENTENCES[self.finding]


@dataclass(frozen=True)
class Draft:
    """A story as checked: each quoted stretch in order, and in how many texts it was looked for."""

    checked: list[Checked]
    texts_read: int


def check_draft(text: str, *, unpublished: bool = False) -> Draft:
    """Each quoted stretch of a story, in order. Nothing of the story is stored.

    With `unpublished`, for those who may see them, drafts and quotes in review are held too.
    """
    voices = list(_voices(text))
    record = Record((name for _, _, name in voices), unpublished=unpublished)
    checked = [
        _checked(record, stretch.start, stretch.end, text, _speaker_at(voices, stretch.start))
        for stretch in stretches(text)
    ]
    return Draft(checked, record.texts_read)


def stretches(text: str) -> list:
    """What of a story stands between quotation marks."""
    return [s for s in quoted_spans(text) if has_words(text[s.start : s.end])]


def _voices(text: str) -> Iterator[tuple[int, int, str]]:
    """Where the story quotes whom, as far as it says so itself."""
    for proposal in extract(text):
        if proposal.voice and proposal.voice.name and not proposal.voice.unnamed:
            for start, end in proposal.segments:
                yield start, end, proposal.voice.name


def _speaker_at(voices: Iterable[tuple[int, int, str]], at: int) -> str:
    return next((name for start, end, name in voices if start <= at < end), "")


def _checked(record: Record, start: int, end: int, text: str, speaker: str) -> Checked:
    words = text[start:end]
    if not is_distinctive(words):
        return Checked(start, end, words, speaker, SHORT)
    near = record.near(words)
    held = list(record.quotes(words, speaker, near))
    if not any(map(_settles, held)):
        standing = [one.quote for one in held if one.quote]
        held += record.texts(words, speaker, standing)
    held = _worth_showing(sorted(held, key=_nearness))
    known = [(offer.speaker.name, offer.quotes) for offer in record.known.get(speaker, [])]
    return Checked(start, end, words, speaker, _finding(held, bool(known)), held, known)


def _worth_showing(held: list[Held]) -> list[Held]:
    """One place of each source; beside words that stand as they are, no altered ones."""
    sources = [one.capture.source_id if one.capture else None for one in held]
    firsts = [one for n, one in enumerate(held) if not sources[n] or sources[n] not in sources[:n]]
    return [one for one in firsts if one.verbatim] if held and _settles(held[0]) else firsts


def _settles(held: Held) -> bool:
    """Whether no text of a source could say more."""
    return held.verbatim and not held.paraphrase and held.same_speaker is not False


def _nearness(held: Held) -> tuple:
    """What answers best first: who said it, then how the words stand.

    A text in which nobody is seen to say the words tells less than a quote of somebody else's.
    """
    unclear = held.quote is None and held.same_speaker is None
    other = held.same_speaker is False
    way = (other or unclear) + other * (not held.verbatim) + unclear
    return way, not held.verbatim, held.paraphrase, held.quote is None, -held.verdict.measure


def _finding(held: list[Held], known: bool) -> str:
    """What the nearest of it says.

    Nothing near, from a speaker whom the record knows, is kept apart from words of somebody
    whom it doesn't know: it may be new, and it may never have been said.
    """
    if not held:
        return NOT_TRACED if known else NOT_HELD
    best = held[0]
    if best.same_speaker is False:
        return OTHER
    if best.paraphrase:
        return PARAPHRASE
    if not best.verbatim:
        return ALTERED
    return VERBATIM if best.quote else IN_SOURCE


def as_json(checked: Checked) -> dict:
    """One stretch as `manage.py check_draft` prints it."""
    return {
        "start": checked.start,
        "end": checked.end,
        "words": checked.words,
        "speaker": checked.speaker,
        "finding": checked.finding,
        "sentence": checked.sentence,
        "known_speakers": [{"name": name, "quotes": number} for name, number in checked.known],
        "held": [_held_as_json(held) for held in checked.held],
    }


def _quote_as_json(quote) -> dict:
    """With what reviewers said of it, and how it stands in its own primary source."""
    return {
        "quote": quote.pk,
        "status": quote.status,
        "words": quote.words,
        "review": quote.review.verdict if quote.review else "unchecked",
        "against_source": quote.compared or None,
    }


def _source_as_json(capture) -> dict:
    return {"source": capture.source_id, "title": capture.source.title}


def _held_as_json(held: Held) -> dict:
    return (_quote_as_json(held.quote) if held.quote else _source_as_json(held.capture)) | {
        "voices": held.voices,
        "match": held.verdict.kind,
        "measure": held.verdict.measure,
        "diff": [[part.op, part.text] for part in held.verdict.diff],
    }
