"""Compare a quote with another text: each of its verbatim spans by itself."""

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
from quotes.text.matching.match_results import Passage
from quotes.text.quotation_marks import quoted_spans
from sources.models import Capture

#: Places of an ambiguous span that are stored; a longer list would tell nobody more.
MOST_PLACES = 100
#: Share of characters that altered words must keep to suggest anything.
LEAST_ALIKE = 0.8
#: The same of a few words of which the engine finds no passage.
LEAST_NEAR = 0.75


@dataclass(frozen=True)
class Span:
    """Words of a quote's capture, `[start, end)` in code points.

    Spans that aren't `verbatim` are paraphrase and never compared word for word.
    """

    start: int
    end: int
    words: str
    verbatim: bool = True


@dataclass(frozen=True)
class SpanResult:
    """One span of a quote and how it matches another text."""

    span: Span
    result: MatchResult


def spans_of(quote: Quote) -> list[Span]:
    """The spans that the quote's source gives as verbatim; of a paraphrase, its segments.

    Words inside quotation marks are verbatim; so is all of a direct quote without marks, such
    as a post or a line of a transcript.
    """
    text = quote.capture.text
    found: list[Span] = []
    for segment in quote.segments.all():
        marked = quoted_spans(text, segment.start, segment.end)
        if quote.kind == Quote.Kind.PARAPHRASE or (not marked and quote.kind != Quote.Kind.DIRECT):
            bounds = [] if quote.kind == Quote.Kind.PARTIAL else [(segment.start, segment.end)]
        elif quote.first_hand or not marked:
            bounds = [(segment.start, segment.end)]
        else:
            bounds = [(span.start, span.end) for span in marked]
        verbatim = quote.kind != Quote.Kind.PARAPHRASE
        found += [Span(start, end, text[start:end], verbatim) for start, end in bounds]
    return found


def whole_segments(quote: Quote) -> list[Span]:
    """The quote's segments as spans: every word in them is the source's own."""
    return [Span(s.start, s.end, s.words) for s in quote.segments.all()]


def compare_quote(
    quote: Quote, capture: Capture, text: PreparedText | None = None, *, by_context: bool = False
) -> list[SpanResult]:
    """Compare each span of the quote with the capture's text.

    `by_context` is for a later capture of the same source: whole segments, paraphrase too, are
    then searched for with the help of the words around them. Pass `text` if the capture's text
    is prepared already.
    """
    text = text or PreparedText(capture.text)
    if by_context:
        spans = whole_segments(quote)
        results = [_compare_by_context(quote, span, text) for span in spans]
    else:
        spans = spans_of(quote)
        if in_other_language(quote.capture, capture):
            results = [not_compared() for _ in spans]
        else:
            results = _compare(spans, text, in_order=quote.kind == Quote.Kind.DIRECT)
    return [SpanResult(*pair) for pair in zip(spans, results, strict=True)]


def in_other_language(one: Capture, other: Capture) -> bool:
    """Whether two sources state languages that differ; region and script don't count."""
    languages = {
        capture.source.language.lower().partition("-")[0].partition("_")[0]
        for capture in (one, other)
    }
    return len(languages - {""}) > 1


def _compare(spans: Sequence[Span], text: PreparedText, *, in_order: bool) -> list[MatchResult]:
    compared = iter(
        compare_many([s.words for s in spans if _is_comparable(s)], text, in_order=in_order)
    )
    return [next(compared) if _is_comparable(s) else not_compared() for s in spans]


def _compare_by_context(quote: Quote, span: Span, text: PreparedText) -> MatchResult:
    if not _is_comparable(span):
        return not_compared()
    hint = Hint.of(quote.capture.text, span.start, span.end)
    return compare(span.words, text, hint=hint)


def _is_comparable(span: Span) -> bool:
    return span.verbatim and has_words(span.words)


def nearly(words: str, text: str | PreparedText) -> MatchResult:
    """As `compare`, but a passage that keeps nearly all the letters is found, altered.

    Few words are often too few for the engine to call a passage the same: “hid a thing” shares
    half its words with “hid anything”, and nearly all its letters.
    """
    text = text if isinstance(text, PreparedText) else PreparedText(text)
    result = compare(words, text)
    place = result.nearest
    if place is None or result.measure < LEAST_NEAR:
        return result
    passage = Passage(place, text.raw[slice(*place)])
    return MatchResult("altered", *place, places=(place,), quoted=words, look=lambda: passage)


def is_found(compared: Sequence[SpanResult]) -> bool:
    """Whether the other text has more of the quote than a few common words."""
    return any(is_distinctive(one.span.words) and _is_found(one.result) for one in compared)


def _is_found(result: MatchResult) -> bool:
    if result.kind in ("altered", "ambiguous"):
        return result.measure >= LEAST_ALIKE
    return result.is_verbatim or result.kind == "elided"


def as_match(compared: SpanResult, position: int) -> Match:
    """The result as the record stores it, not saved yet."""
    result = compared.result
    return Match(
        position=position,
        stretch_start=compared.span.start,
        stretch_end=compared.span.end,
        verdict=result.kind,
        place_start=result.start,
        place_end=result.end,
        detail={
            "diff": [[part.op, part.text] for part in result.diff],
            "measure": result.measure,
            "places": [list(place) for place in result.places[:MOST_PLACES]],
            "nearest": list(result.nearest) if result.nearest else None,
        },
        engine_version=ENGINE_VERSION,
    )
