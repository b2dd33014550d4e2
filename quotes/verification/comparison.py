"""Compare a quote's verbatim stretches with another text, each on its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.models import Match, Quote
from quotes.text.matching import (
    ENGINE_VERSION,
    Hint,
    MatchResult,
    PreparedText,
    compare,
    compare_many,
    has_words,
    is_distinctive,
    not_compared,
)
from quotes.text.quotation_marks import quoted_spans
from sources.models import Capture

#: Places of an ambiguous stretch that are kept; more than that says no more.
MOST_PLACES = 100
#: Share of characters that altered words must keep to suggest anything.
ALIKE = 0.8


@dataclass(frozen=True)
class QuotedSpan:
    """Words of a quote's capture, `[start, end)`; paraphrase is never compared word for word."""

    start: int
    end: int
    words: str
    verbatim: bool = True


@dataclass(frozen=True)
class Compared:
    """One stretch of a quote and what became of it in another text."""

    stretch: QuotedSpan
    verdict: MatchResult


def stretches_of(quote: Quote) -> list[QuotedSpan]:
    """What of a quote its source gives as verbatim; a paraphrase's segments, which it doesn't.

    Words inside quotation marks are verbatim; so is all of a direct quote
    without marks, such as a post or a line of a transcript.
    """
    text = quote.capture.text
    found: list[QuotedSpan] = []
    for segment in quote.segments.all():
        marked = quoted_spans(text, segment.start, segment.end)
        if quote.kind == Quote.Kind.PARAPHRASE or (not marked and quote.kind != Quote.Kind.DIRECT):
            spans = [] if quote.kind == Quote.Kind.PARTIAL else [(segment.start, segment.end)]
        elif quote.first_hand or not marked:
            spans = [(segment.start, segment.end)]
        else:
            spans = [(stretch.start, stretch.end) for stretch in marked]
        verbatim = quote.kind != Quote.Kind.PARAPHRASE
        found += [QuotedSpan(start, end, text[start:end], verbatim) for start, end in spans]
    return found


def segments_of(quote: Quote) -> list[QuotedSpan]:
    """A quote's segments, whose words are all its source's own."""
    return [QuotedSpan(s.start, s.end, s.words) for s in quote.segments.all()]


def compare_quote(
    quote: Quote, capture: Capture, text: PreparedText | None = None, *, at_its_place: bool = False
) -> list[Compared]:
    """A verdict for each stretch of the quote in the capture's text.

    `at_its_place` is for a later capture of the same source: all of the
    source's words that the quote is made of, paraphrase too, are looked for by
    the words around them. `text` may be given ready.
    """
    text = text or PreparedText(capture.text)
    stretches = segments_of(quote) if at_its_place else stretches_of(quote)
    if at_its_place:
        verdicts = [_at_its_place(quote, stretch, text) for stretch in stretches]
    elif in_other_language(quote.capture, capture):
        verdicts = [not_compared() for _ in stretches]
    else:
        verdicts = _verdicts(stretches, text, in_order=quote.kind == Quote.Kind.DIRECT)
    return [Compared(*pair) for pair in zip(stretches, verdicts, strict=True)]


def in_other_language(one: Capture, other: Capture) -> bool:
    """Whether two sources state languages that differ; region and script aside."""
    languages = {
        capture.source.language.lower().partition("-")[0].partition("_")[0]
        for capture in (one, other)
    }
    return len(languages - {""}) > 1


def _verdicts(
    stretches: Sequence[QuotedSpan], text: PreparedText, *, in_order: bool
) -> list[MatchResult]:
    compared = iter(
        compare_many([s.words for s in stretches if _comparable(s)], text, in_order=in_order)
    )
    return [next(compared) if _comparable(s) else not_compared() for s in stretches]


def _at_its_place(quote: Quote, stretch: QuotedSpan, text: PreparedText) -> MatchResult:
    if not _comparable(stretch):
        return not_compared()
    hint = Hint.of(quote.capture.text, stretch.start, stretch.end)
    return compare(stretch.words, text, hint=hint)


def _comparable(stretch: QuotedSpan) -> bool:
    return stretch.verbatim and has_words(stretch.words)


def stands(compared: Sequence[Compared]) -> bool:
    """Whether anything more than a few common words of a quote stands in the other text."""
    return any(is_distinctive(c.stretch.words) and _stands(c.verdict) for c in compared)


def _stands(verdict: MatchResult) -> bool:
    if verdict.kind in ("altered", "ambiguous"):
        return verdict.measure >= ALIKE
    return verdict.is_verbatim or verdict.kind == "elided"


def as_match(compared: Compared, position: int) -> Match:
    """The verdict as the record keeps it, not yet saved."""
    verdict = compared.verdict
    return Match(
        position=position,
        stretch_start=compared.stretch.start,
        stretch_end=compared.stretch.end,
        verdict=verdict.kind,
        place_start=verdict.start,
        place_end=verdict.end,
        detail={
            "diff": [[part.op, part.text] for part in verdict.diff],
            "measure": verdict.measure,
            "places": [list(place) for place in verdict.places[:MOST_PLACES]],
            "nearest": list(verdict.nearest) if verdict.nearest else None,
        },
        engine_version=ENGINE_VERSION,
    )
