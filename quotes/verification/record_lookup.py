"""Look up some words in the record: in quotes, published or not, and in the texts of sources.

One `RecordLookup` serves one story. Whatever the size of the record, it makes a fixed number of
queries for each quoted span of the story and reads a fixed amount of text.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property

from quotes import search, visibility
from quotes.models import Attribution, Evidence, Quote
from quotes.search.speakers import find_by_name
from quotes.text.extraction import Proposal, extract
from quotes.text.matching import MatchResult, PreparedText, compare
from quotes.text.matching.boundaries import token_pattern
from quotes.text.names import SAME, resemblance
from quotes.text.quotation_marks import quoted_spans
from quotes.text.standing import FOR_EARLIER
from quotes.text.standing_facts import PROVED, Standing
from quotes.verification.comparison import LEAST_ALIKE, nearly, spans_of
from quotes.verification.originals import READ, Originals, primary, standing_in
from sources.models import Capture, Source

#: Quotes compared with one span, and words by which the index is asked for them.
MOST_QUOTES, PROBED = 20, 8
#: Unpublished quotes whose words are read: the newest.
MOST_UNPUBLISHED = 500
#: Texts read: those that quote or prove the story's speakers first, then the newest.
MOST_TEXTS, MOST_READ = 1000, 3_000_000  # texts; code points
#: Texts compared word by word with one span.
MOST_COMPARED = 8
#: Originals of one source's quotes that a span is compared with: those linked last.
MOST_ORIGINALS = 40
_SIGNED = (Source.Kind.POST, Source.Kind.STATEMENT)


@dataclass(frozen=True)
class Occurrence:
    """Where the words of a span occur: in a quote, or in a source of which no quote has them.

    `voices` names who says it there: of a text, whoever signed it or whom the program reads it
    to quote. `same_speaker` is None where the story or the record doesn't say. `paraphrase` is
    true where the source has these words outside its quotation marks. `standing` is the status of
    these words of a quote, compared with its originals, or of a text, compared with the originals
    of its quotes; `original` is true of a text that is one.
    """

    result: MatchResult
    voices: list[str]
    same_speaker: bool | None
    quote: Quote | None = None
    capture: Capture | None = None
    paraphrase: bool = False
    standing: Standing | None = None
    original: bool = False

    @property
    def verbatim(self) -> bool:
        """Whether the words occur exactly so, in one place or in several."""
        return self.result.is_verbatim or _in_several_places(self.result)

    @property
    def proved(self) -> bool:
        """Whether an original, or a person who confirmed it, speaks for these words."""
        status = self.standing
        if status is None:
            return self.original and self.verbatim
        confirmed = status.code == "confirmed" and not status.phrase.endswith(FOR_EARLIER)
        first_hand = status.code == "first_hand"
        return not self.doubted and (status.match in PROVED or confirmed or first_hand)

    @property
    def doubted(self) -> bool:
        """Whether an original or a verdict speaks against these words of the quote."""
        return self.standing is not None and self.standing.css in ("bad", "disputed", "differs")


class RecordLookup:
    """The part of the record that one story needs, with or without unpublished quotes."""

    def __init__(self, names: Iterable[str], *, unpublished: bool) -> None:
        self.unpublished = unpublished
        self.known = {name: find_by_name(name, 3) for name in dict.fromkeys(names)}
        self._prepared: dict[int, PreparedText] = {}
        self._proposals: dict[int, list[Proposal]] = {}

    def similar_quotes(self, words: str) -> list[Quote]:
        """Quotes that share rare words with the span, loaded to be compared."""
        sharing = search.quotes_sharing_words(words, probed=PROBED)[:MOST_QUOTES]
        chosen = Quote.objects.filter(pk__in=[*sharing, *self._similar_unpublished(words)])
        if not self.unpublished:
            chosen = chosen.exclude(status=Quote.Status.WITHDRAWN)
        chosen = chosen.order_by("pk")
        quotes = list(chosen.with_parts().prefetch_related("attributions__speaker__names"))
        parties = [party for quote in quotes for party in quote.attributions.all()]
        visibility.give_outlets([party.document for party in parties if party.document])
        return quotes

    def in_quotes(self, words: str, speaker: str, similar: Iterable[Quote]) -> list[Occurrence]:
        """Occurrences in these quotes: exact, altered or as paraphrase, and what originals have."""
        found = [one for quote in similar if (one := _in_quote(words, speaker, quote))]
        if not any(one.verbatim for one in found):
            return found
        originals = Originals([one.quote for one in found if one.quote], self._prepared)
        return [_with_standing(one, words, originals) for one in found]

    def in_sources(self, words: str, speaker: str, found: Iterable[Quote]) -> Iterator[Occurrence]:
        """Occurrences in texts of sources, except the texts that the quotes found are from."""
        covered = {quote.capture_id for quote in found}
        linked = Evidence.objects.filter(quote__in=list(found), unlinked_at=None)
        proving = (
            Capture.objects.filter(pk__in=linked.values("capture"))
            .select_related("source__publisher")
            .order_by("-pk")[:MOST_COMPARED]
        )
        captures = {capture.pk: capture for capture in (*proving, *self._similar_texts(words))}
        originals = set(
            Evidence.objects.filter(primary(), capture__in=list(captures)).values_list(
                "capture", flat=True
            )
        )
        for capture in captures.values():
            if capture.pk in covered:
                continue
            text = self._prepared.setdefault(capture.pk, PreparedText(capture.text))
            result = compare(words, text)
            if _is_similar(result):
                voices = self._voices_in(capture, result)
                same = _same_speaker(speaker, voices)
                original = capture.pk in originals
                paraphrase = not original and _is_paraphrase(capture, result)
                one = Occurrence(result, voices, same, capture=capture, original=original)
                one = replace(one, paraphrase=paraphrase)
                unclear = one.verbatim and not original and not paraphrase
                standing = self._standing_in(capture, words) if unclear else None
                yield replace(one, standing=standing)

    def _standing_in(self, capture: Capture, words: str) -> Standing | None:
        """What the originals of this source's other quotes have of words that no quote has."""
        linked = Evidence.objects.filter(primary(), quote__capture__source=capture.source_id)
        if not self.unpublished:
            linked = linked.filter(quote__status=Quote.Status.PUBLISHED)
        chosen = linked.select_related(*READ).order_by("-pk")[:MOST_ORIGINALS]
        return standing_in(capture.source, words, chosen, self._prepared)

    def _similar_unpublished(self, words: str) -> list[int]:
        if not self.unpublished:
            return []
        searched = _longest_words(words)
        similar = (pk for pk, text in self._unpublished_words.items() if _has_half(searched, text))
        return list(similar)[:MOST_QUOTES]

    @cached_property
    def _unpublished_words(self) -> dict[int, str]:
        """The words of the newest quotes that aren't public, or no longer, in lower case."""
        newest = (
            Quote.objects.exclude(status=Quote.Status.PUBLISHED)
            .order_by("-pk")
            .prefetch_related("segments")
            .only("pk")[:MOST_UNPUBLISHED]
        )
        return {quote.pk: quote.words.lower() for quote in newest}

    @cached_property
    def _texts(self) -> list[tuple[Capture, str]]:
        """The texts read, each with its words in lower case."""
        chosen, left = [], MOST_READ
        for pk, length in self._captures_to_read()[:MOST_TEXTS]:
            left -= length
            if left < 0:
                break
            chosen.append(pk)
        found = Capture.objects.filter(pk__in=chosen).select_related("source__publisher")
        return [(capture, capture.text.lower()) for capture in found.order_by("-pk")]

    def _captures_to_read(self):
        """Ids and lengths of captures: those of the story's speakers first, then the newest."""
        speakers = [
            suggestion.speaker.pk
            for suggestions in self.known.values()
            for suggestion in suggestions
        ]
        theirs = Attribution.objects.filter(speaker__in=speakers)
        quoting = Exists(theirs.filter(quote__capture=OuterRef("pk")))
        proving = Exists(
            Evidence.objects.filter(
                capture=OuterRef("pk"), unlinked_at=None, quote__attributions__speaker__in=speakers
            )
        )
        return (
            Capture.objects.annotate(theirs=Q(quoting) | Q(proving))
            .order_by("-theirs", "-pk")
            .values_list("pk", "length")
        )

    @property
    def texts_read(self) -> int:
        """How many texts were read; none where quotes answered for the whole story."""
        return len(self.__dict__.get("_texts", ()))

    def _similar_texts(self, words: str) -> list[Capture]:
        searched = _longest_words(words)
        similar = (capture for capture, text in self._texts if _has_half(searched, text))
        return [capture for capture, _ in zip(similar, range(MOST_COMPARED), strict=False)]

    def _voices_in(self, capture: Capture, result: MatchResult) -> list[str]:
        """Who says it in a text: whoever signed it, else whom the text quotes with the words."""
        if capture.source.kind in _SIGNED and capture.source.author:
            return [capture.source.author]
        if capture.pk not in self._proposals:
            self._proposals[capture.pk] = extract(capture.text, capture.source.language)
        starts = [place[0] for place in result.places] or [result.start]
        voices = [
            proposal.voice.name
            for proposal in self._proposals[capture.pk]
            if proposal.voice and proposal.voice.name and not proposal.voice.unnamed
            if any(a <= start < b for a, b in proposal.segments for start in starts)
        ]
        return list(dict.fromkeys(voices))


def _in_quote(words: str, speaker: str, quote: Quote) -> Occurrence | None:
    verbatim = "\n".join(span.words for span in spans_of(quote) if span.verbatim)
    in_marks = compare(words, verbatim)
    whole = in_marks if _is_found(in_marks) else compare(words, quote.words)
    paraphrase = whole is not in_marks and _is_similar(whole)
    result = whole if paraphrase or _is_found(in_marks) else nearly(words, verbatim)
    if not _is_found(result):
        return None
    voices = [a.party_name for a in quote.attributions.all() if a.is_voice]
    same = _same_speaker(speaker, _voice_names(quote))
    return Occurrence(result, voices, same, quote=quote, paraphrase=paraphrase)


def _with_standing(found: Occurrence, words: str, originals: Originals) -> Occurrence:
    """Words that the speaker's own original has are theirs, with or without marks there."""
    if found.quote is None or not found.verbatim:
        return found
    standing = originals.standing(found.quote, words)
    paraphrase = found.paraphrase and standing.match not in PROVED
    return replace(found, standing=standing, paraphrase=paraphrase)


def _is_paraphrase(capture: Capture, result: MatchResult) -> bool:
    """Whether an article has the words outside its quotation marks, wherever it has them."""
    if capture.source.kind != Source.Kind.ARTICLE:
        return False
    marked = quoted_spans(capture.text)
    return not any(
        span.start <= start and end <= span.end for start, end in result.places for span in marked
    )


def _is_found(result: MatchResult) -> bool:
    return result.start is not None or _in_several_places(result)


def _is_similar(result: MatchResult) -> bool:
    return _is_found(result) and result.measure >= LEAST_ALIKE


def _in_several_places(result: MatchResult) -> bool:
    return result.kind == "ambiguous" and result.measure == 1.0


def _longest_words(words: str, most: int = 4) -> list[str]:
    tokens = dict.fromkeys(token.lower() for token in token_pattern().findall(words))
    return sorted(tokens, key=len, reverse=True)[:most]


def _has_half(searched: list[str], text: str) -> bool:
    """Whether a text in lower case has at least half of the words."""
    return 2 * sum(word in text for word in searched) >= len(searched)


def _voice_names(quote: Quote) -> list[str]:
    return [
        name
        for party in quote.attributions.all()
        if party.is_voice and party.speaker
        for name in (party.speaker.name, *(other.name for other in party.speaker.names.all()))
    ]


def _same_speaker(speaker: str, names: list[str]) -> bool | None:
    """Whether the story names the same speaker; None where either doesn't say."""
    if not speaker or not names:
        return None
    return max(resemblance(speaker, name) for name in names) >= SAME
