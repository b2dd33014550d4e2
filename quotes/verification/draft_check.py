"""Check a story before it is published: does the record have what it puts in quotation marks?"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet

from quotes.models import Quote
from quotes.text.extraction import extract
from quotes.text.matching import has_words, is_distinctive
from quotes.text.quotation_marks import QuotedSpan, quoted_spans
from quotes.verification.record_lookup import Occurrence, RecordLookup

VERBATIM, DIFFERS, IN_DOUBT, ALTERED, PARAPHRASE, OTHER, IN_SOURCE = (
    "verbatim",
    "differs_from_original",
    "in_doubt",
    "altered",
    "paraphrase",
    "said_by_somebody_else",
    "in_a_source",
)
NOT_TRACED, NOT_IN_RECORD, SHORT = "not_traced", "not_in_record", "too_short"
SENTENCES = {
    VERBATIM: "In the record, word for word.",
    DIFFERS: "As printed, but not word for word in the original.",
    IN_DOUBT: "In the record, but don’t repeat it unchecked.",
    ALTERED: "In the record with other words.",
    PARAPHRASE: "In the record as the source’s own words, not in quotation marks.",
    OTHER: "In the record, but said by someone else.",
    IN_SOURCE: "Word for word in a source, but no quote in the record has it yet.",
    NOT_TRACED: "Not traced: the record has quotes by this speaker, but nothing like these words.",
    NOT_IN_RECORD: "Not in the record.",
    SHORT: "Too short to look up.",
}


@dataclass(frozen=True)
class CheckedSpan:
    """One quoted span of the story, `[start, end)` in code points, and what the record has of it.

    `speaker` is whom the story quotes, as far as the program can tell; `known` names the speakers
    of the record who may be meant, each with the number of their published quotes.
    """

    start: int
    end: int
    words: str
    speaker: str
    finding: str
    occurrences: list[Occurrence] = field(default_factory=list)
    known: list[tuple[str, int]] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """What was found; of words that are doubted, where they are printed and why they are."""
        best = self.occurrences[0] if self.occurrences else None
        status = best.standing if best else None
        if best is None or status is None or self.finding not in (DIFFERS, IN_DOUBT, VERBATIM):
            return SENTENCES[self.finding]
        if self.finding == VERBATIM:
            unproved = status.phrase and not best.proved
            return SENTENCES[VERBATIM] + (f" {status.phrase}." if unproved else "")
        if self.finding == DIFFERS:
            return f"As printed in {_printed_in(best)}. {status.phrase}."
        return f"In the record, but: {status.said}"

    @property
    def proved(self) -> bool:
        """Whether the words may be repeated for what an original, or a person, says of them."""
        found = self.finding in (VERBATIM, IN_SOURCE)
        return found and bool(self.occurrences) and self.occurrences[0].proved


@dataclass(frozen=True)
class StoryCheck:
    """A story's quoted spans in order, each checked, and how many texts were read for it."""

    checked: list[CheckedSpan]
    texts_read: int

    def with_quotes(self, load: Callable[[QuerySet[Quote]], list[Quote]]) -> "StoryCheck":
        """The same check, its quotes loaded again by `load` with all that will be shown of them."""
        numbers = {o.quote.pk for span in self.checked for o in span.occurrences if o.quote}
        loaded = {quote.pk: quote for quote in load(Quote.objects.filter(pk__in=numbers))}
        checked = [
            replace(span, occurrences=[_with_quote(o, loaded) for o in span.occurrences])
            for span in self.checked
        ]
        return replace(self, checked=checked)


def _printed_in(occurrence: Occurrence) -> str:
    capture = occurrence.quote.capture if occurrence.quote else occurrence.capture
    source = capture.source if capture else None
    return "" if source is None else str(source.publisher or source.title)


def _with_quote(occurrence: Occurrence, loaded: dict[int, Quote]) -> Occurrence:
    if occurrence.quote is None:
        return occurrence
    return replace(occurrence, quote=loaded[occurrence.quote.pk])


def check_story(text: str, *, unpublished: bool = False) -> StoryCheck:
    """Look up each quoted span of a story, in order. Nothing of the story is stored.

    With `unpublished`, for people who may see them, drafts and quotes in review are searched too.
    """
    voices = list(_voices(text))
    record = RecordLookup((name for _, _, name in voices), unpublished=unpublished)
    checked = [
        _check(record, span.start, span.end, text, _speaker_at(voices, span.start))
        for span in spans_to_check(text)
    ]
    return StoryCheck(checked, record.texts_read)


def spans_to_check(text: str) -> list[QuotedSpan]:
    """The words of a story between quotation marks."""
    return [s for s in quoted_spans(text) if has_words(text[s.start : s.end])]


def _voices(text: str) -> Iterator[tuple[int, int, str]]:
    """Where the story quotes whom, as far as it says so itself."""
    for proposal in extract(text):
        if proposal.voice and proposal.voice.name and not proposal.voice.unnamed:
            for start, end in proposal.segments:
                yield start, end, proposal.voice.name


def _speaker_at(voices: Iterable[tuple[int, int, str]], at: int) -> str:
    return next((name for start, end, name in voices if start <= at < end), "")


def _check(record: RecordLookup, start: int, end: int, text: str, speaker: str) -> CheckedSpan:
    words = text[start:end]
    if not is_distinctive(words):
        return CheckedSpan(start, end, words, speaker, SHORT)
    found = record.in_quotes(words, speaker, record.similar_quotes(words))
    if not any(map(_settles, found)):
        quotes = [one.quote for one in found if one.quote]
        found += record.in_sources(words, speaker, quotes)
    found = _worth_showing(sorted(found, key=_rank_beside(found)))
    known = [
        (suggestion.speaker.name, suggestion.quotes) for suggestion in record.known.get(speaker, [])
    ]
    return CheckedSpan(start, end, words, speaker, _finding(found, bool(known)), found, known)


def _worth_showing(found: list[Occurrence]) -> list[Occurrence]:
    """One occurrence for each source; and no altered words where the exact ones were found."""
    sources = [one.capture.source_id if one.capture else None for one in found]
    firsts = [one for n, one in enumerate(found) if not sources[n] or sources[n] not in sources[:n]]
    return [one for one in firsts if one.verbatim] if found and _settles(found[0]) else firsts


def _settles(occurrence: Occurrence) -> bool:
    """Whether searching the texts of sources could add nothing."""
    return (
        occurrence.verbatim and not occurrence.paraphrase and occurrence.same_speaker is not False
    )


def _rank_beside(found: list[Occurrence]) -> Callable[[Occurrence], tuple]:
    """The order of these; a quote comes after the one found that replaced it."""
    replaced = {
        one.quote.replaces_id
        for one in found
        if one.quote and one.quote.status == Quote.Status.PUBLISHED and one.verbatim
    } - {None}
    return lambda one: (one.quote is not None and one.quote.pk in replaced, *_rank(one))


def _rank(occurrence: Occurrence) -> tuple:
    """The order of occurrences, best answer first: who said it, then how the words match.

    A text in which nobody is seen to say the words tells less than somebody else's quote.
    """
    unclear = occurrence.quote is None and occurrence.same_speaker is None
    other = occurrence.same_speaker is False
    who = (other or unclear) + other * (not occurrence.verbatim) + unclear
    how = (not occurrence.verbatim, occurrence.paraphrase, occurrence.quote is None)
    return who, *how, _doubt(occurrence), -occurrence.result.measure


def _doubt(occurrence: Occurrence) -> int:
    """Words that an original has before those that it has differently, and both before unproved ones."""
    if occurrence.original and occurrence.verbatim:
        return 0
    css = occurrence.standing.css if occurrence.standing else "none"
    return {"same": 0, "none": 2, "corrected": 2}.get(css, 1)


def _finding(found: list[Occurrence], known: bool) -> str:
    """The finding that the best occurrence gives.

    Where there is none, it matters whether the record knows the speaker: the words may be new, or
    may never have been said.
    """
    if not found:
        return NOT_TRACED if known else NOT_IN_RECORD
    best = found[0]
    if best.same_speaker is False:
        return OTHER
    if best.paraphrase:
        return PARAPHRASE
    if not best.verbatim:
        return ALTERED
    if best.standing is None or not best.doubted:
        return IN_SOURCE if best.quote is None else VERBATIM
    return DIFFERS if best.standing.code in ("altered", "not_found") else IN_DOUBT


def as_json(checked: CheckedSpan) -> dict:
    """One span as `manage.py check_draft` prints it; its quotes must be loaded for display."""
    return {
        "start": checked.start,
        "end": checked.end,
        "words": checked.words,
        "speaker": checked.speaker,
        "finding": checked.finding,
        "sentence": checked.sentence,
        "proved": checked.proved,
        "known_speakers": [{"name": name, "quotes": number} for name, number in checked.known],
        "found": [_occurrence_as_json(one) for one in checked.occurrences],
    }


def _occurrence_as_json(occurrence: Occurrence) -> dict:
    where = (
        _quote_as_json(occurrence.quote)
        if occurrence.quote
        else _source_as_json(occurrence.capture)
    )
    return where | {
        "voices": occurrence.voices,
        "match": occurrence.result.kind,
        "measure": occurrence.result.measure,
        "diff": [[part.op, part.text] for part in occurrence.result.diff],
        "against_original": occurrence.standing.match or None if occurrence.standing else None,
        "standing_of_words": occurrence.standing.said if occurrence.standing else None,
    }


def _quote_as_json(quote) -> dict:
    """A quote with its newest review and how it matches its own primary source."""
    return {
        "quote": quote.pk,
        "status": quote.status,
        "words": quote.words,
        "review": quote.review.verdict if quote.review else "unchecked",
        "against_source": quote.standing.match or None,
        "standing": quote.standing.said,
    }


def _source_as_json(capture) -> dict:
    return {"source": capture.source_id, "title": capture.source.title}
