"""What the record holds near some words: in quotes, published or not, and in texts of sources.

Made for one story at a time. Whatever the size of the record, a fixed number of queries is asked
for each stretch of the story, and a fixed amount of text is read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef, Q

from quotes import search
from quotes.models import Attribution, Evidence, Quote
from quotes.public.presentation.loading import prepare, ready
from quotes.search.speakers import named
from quotes.text.extraction import Proposal, extract
from quotes.text.matching import MatchResult, PreparedText, compare
from quotes.text.matching.boundaries import token_pattern
from quotes.text.names import SAME, resemblance
from quotes.text.quotation_marks import quoted_spans
from quotes.verification.comparison import ALIKE, stretches_of
from sources.models import Capture, Source

#: Quotes compared with one stretch, and words by which search looks for them.
MOST_QUOTES, PROBED = 20, 8
#: Unpublished quotes whose words are looked through, the newest.
MOST_UNPUBLISHED = 500
#: Texts looked through: those that quote or prove the story's speakers, then the newest.
MOST_TEXTS, MOST_READ = 1000, 3_000_000  # texts; code points
#: Texts compared word by word with one stretch.
MOST_COMPARED = 8
_SIGNED = (Source.Kind.POST, Source.Kind.STATEMENT)


@dataclass(frozen=True)
class Held:
    """Where a stretch stands: in a quote, or in a text that no quote with these words is from.

    `voices` says it there; of a text, as it is signed or as the program reads it. `paraphrase`:
    the source has these words outside its quotation marks.
    """

    verdict: MatchResult
    voices: list[str]
    same_speaker: bool | None
    quote: Quote | None = None
    capture: Capture | None = None
    paraphrase: bool = False

    @property
    def verbatim(self) -> bool:
        """Whether the words stand there as they are, in one place or in several."""
        return self.verdict.is_verbatim or _in_several_places(self.verdict)


class Record:
    """The record as one story needs it: with or without what is not published."""

    def __init__(self, names: Iterable[str], *, unpublished: bool) -> None:
        self.unpublished = unpublished
        self.known = {name: named(name, 3) for name in dict.fromkeys(names)}
        self._read: dict[int, PreparedText] = {}
        self._proposals: dict[int, list[Proposal]] = {}

    def near(self, words: str) -> list[Quote]:
        """Quotes that share rare words with the stretch, to be compared, with what is known of them."""
        chosen = search.sharing(words, probed=PROBED)[:MOST_QUOTES]
        seen = Quote.objects.filter(pk__in=[*chosen, *self._unpublished_near(words)])
        seen = seen.exclude(status=Quote.Status.WITHDRAWN).order_by("pk")
        return prepare(ready(seen).defer(None).prefetch_related("attributions__speaker__names"))

    def quotes(self, words: str, speaker: str, near: Iterable[Quote]) -> Iterator[Held]:
        """Those of the quotes in which the words stand: exactly, altered or as paraphrase."""
        for quote in near:
            said = "\n".join(s.words for s in stretches_of(quote) if s.verbatim)
            quoted = compare(words, said)
            told = quoted if _stands(quoted) else compare(words, quote.words)
            if _stands(quoted) or (_stands(told) and told.measure >= ALIKE):
                voices = [a.party_name for a in quote.attributions.all() if a.is_voice]
                same = _agree(speaker, _names(quote))
                yield Held(told, voices, same, quote=quote, paraphrase=told is not quoted)

    def texts(self, words: str, speaker: str, near: Iterable[Quote]) -> Iterator[Held]:
        """Texts of sources in which the words stand, but for those that the quotes are from."""
        besides = {quote.capture_id for quote in near}
        linked = Evidence.objects.filter(quote__in=list(near), unlinked_at=None)
        proving = (
            Capture.objects.filter(pk__in=linked.values("capture"))
            .select_related("source__publisher")
            .order_by("-pk")[:MOST_COMPARED]
        )
        found = {capture.pk: capture for capture in (*proving, *self._texts_near(words))}
        for capture in found.values():
            if capture.pk in besides:
                continue
            text = self._read.setdefault(capture.pk, PreparedText(capture.text))
            verdict = compare(words, text)
            if _stands(verdict) and verdict.measure >= ALIKE:
                voices = self._said_there(capture, verdict)
                told = _told(capture, verdict)
                same = _agree(speaker, voices)
                yield Held(verdict, voices, same, capture=capture, paraphrase=told)

    def _unpublished_near(self, words: str) -> list[int]:
        if not self.unpublished:
            return []
        looked_for = _longest(words)
        near = (pk for pk, said in self._being_written.items() if _shares(looked_for, said))
        return list(near)[:MOST_QUOTES]

    @cached_property
    def _being_written(self) -> dict[int, str]:
        """The words of the newest unpublished quotes, in lower case."""
        newest = (
            Quote.objects.filter(status__in=[Quote.Status.DRAFT, Quote.Status.IN_REVIEW])
            .order_by("-pk")
            .prefetch_related("segments")
            .only("pk")[:MOST_UNPUBLISHED]
        )
        return {quote.pk: quote.words.lower() for quote in newest}

    @cached_property
    def _texts(self) -> list[tuple[Capture, str]]:
        """The texts looked through, each with its words in lower case."""
        chosen, left = [], MOST_READ
        for pk, length in self._worth_reading()[:MOST_TEXTS]:
            left -= length
            if left < 0:
                break
            chosen.append(pk)
        found = Capture.objects.filter(pk__in=chosen).select_related("source__publisher")
        return [(capture, capture.text.lower()) for capture in found.order_by("-pk")]

    def _worth_reading(self):
        """Numbers and lengths of texts: those of the story's speakers first, then the newest."""
        speakers = [offer.speaker.pk for offers in self.known.values() for offer in offers]
        theirs = Attribution.objects.filter(speaker__in=speakers)
        quoted = Exists(theirs.filter(quote__capture=OuterRef("pk")))
        evident = Exists(
            Evidence.objects.filter(
                capture=OuterRef("pk"), unlinked_at=None, quote__attributions__speaker__in=speakers
            )
        )
        return (
            Capture.objects.annotate(theirs=Q(quoted) | Q(evident))
            .order_by("-theirs", "-pk")
            .values_list("pk", "length")
        )

    @property
    def texts_read(self) -> int:
        """How many texts were looked through; none where quotes held all of the story."""
        return len(self.__dict__.get("_texts", ()))

    def _texts_near(self, words: str) -> list[Capture]:
        looked_for = _longest(words)
        near = (capture for capture, text in self._texts if _shares(looked_for, text))
        return [capture for capture, _ in zip(near, range(MOST_COMPARED), strict=False)]

    def _said_there(self, capture: Capture, verdict: MatchResult) -> list[str]:
        """Who says it in a text: whoever signed it, else whom the text has say the words."""
        if capture.source.kind in _SIGNED and capture.source.author:
            return [capture.source.author]
        if capture.pk not in self._proposals:
            self._proposals[capture.pk] = extract(capture.text, capture.source.language)
        starts = [place[0] for place in verdict.places] or [verdict.start]
        voices = [
            proposal.voice.name
            for proposal in self._proposals[capture.pk]
            if proposal.voice and proposal.voice.name and not proposal.voice.unnamed
            if any(a <= start < b for a, b in proposal.segments for start in starts)
        ]
        return list(dict.fromkeys(voices))


def _told(capture: Capture, verdict: MatchResult) -> bool:
    """Whether the words stand in an article outside of its quotation marks, wherever they stand."""
    if capture.source.kind != Source.Kind.ARTICLE:
        return False
    marked = quoted_spans(capture.text)
    return not any(
        stretch.start <= start and end <= stretch.end
        for start, end in verdict.places
        for stretch in marked
    )


def _stands(verdict: MatchResult) -> bool:
    return verdict.start is not None or _in_several_places(verdict)


def _in_several_places(verdict: MatchResult) -> bool:
    return verdict.kind == "ambiguous" and verdict.measure == 1.0


def _longest(words: str, most: int = 4) -> list[str]:
    tokens = dict.fromkeys(token.lower() for token in token_pattern().findall(words))
    return sorted(tokens, key=len, reverse=True)[:most]


def _shares(looked_for: list[str], text: str) -> bool:
    """Whether at least half of the words looked for stand in the text, in lower case."""
    return 2 * sum(word in text for word in looked_for) >= len(looked_for)


def _names(quote: Quote) -> list[str]:
    return [
        name
        for party in quote.attributions.all()
        if party.is_voice and party.speaker
        for name in (party.speaker.name, *(other.name for other in party.speaker.names.all()))
    ]


def _agree(speaker: str, names: list[str]) -> bool | None:
    """Whether the story names the same voice; None where either doesn't say."""
    if not speaker or not names:
        return None
    return max(resemblance(speaker, name) for name in names) >= SAME
