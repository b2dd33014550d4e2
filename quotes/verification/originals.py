"""What the primary sources of quotes have of some words, whichever part of a quote these are.

A quote's own status is about all of it. A story may repeat a part: the part that differs from the
original, or one that doesn't.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Q

from quotes.models import Attribution, Evidence, Quote
from quotes.standing import facts_of
from quotes.text import standing as words_of
from quotes.text.matching import MatchResult, PreparedText
from quotes.text.standing_facts import PROVED, Compared, Facts, Original, Standing
from quotes.verification.comparison import in_other_language, nearly
from sources.models import Source


def primary() -> Q:
    """Evidence that is the original of what the speaker of a quote said."""
    voice = Q(hop=None) | Q(hop__relation=Attribution.Relation.VOICE)
    return voice & Q(purpose=Evidence.Purpose.PRIMARY, unlinked_at=None)


#: Texts prepared to be compared, by the id of the capture.
Texts = dict[int, PreparedText]
#: What a comparison reads of the evidence besides itself.
READ = ("capture__source", "quote__capture__source")
#: Results that say what the speaker said.
TELLING = (*PROVED, "altered")


class Originals:
    """The primary sources of a few quotes, read together, to compare words with."""

    def __init__(self, quotes: Iterable[Quote], prepared: Texts) -> None:
        self._quotes = {quote.pk: quote for quote in quotes}
        self._prepared = prepared
        self._facts: dict[int, Facts] = facts_of(self._quotes)
        self._linked: dict[int, list[Evidence]] = defaultdict(list)
        linked = Evidence.objects.filter(primary(), quote__in=list(self._quotes))
        for one in linked.select_related(*READ).order_by("pk"):
            self._linked[one.quote_id].append(one)

    def standing(self, quote: Quote, words: str) -> Standing:
        """The status that these words of the quote have by themselves."""
        linked = self._linked[quote.pk]
        compared = tuple(as_original(one, words, self._prepared) for one in linked)
        return words_of.standing(replace(self._facts[quote.pk], originals=compared))


def as_original(linked: Evidence, words: str, texts: Texts) -> Original:
    """The original that evidence links, with what it has of some words."""
    capture = linked.capture
    text = texts.setdefault(capture.pk, PreparedText(capture.text))
    spans: tuple[Compared, ...] = ()
    if not in_other_language(linked.quote.capture, capture):
        shown = capture.source.display != Source.Display.WITHHELD
        spans = (_as_compared(nearly(words, text), capture.text, shown),)
    return Original(capture.source.kind, capture.method, spans)


def _as_compared(result: MatchResult, text: str, shown: bool) -> Compared:
    """Words that are altered in several places are altered, whichever place is meant."""
    altered = result.kind == "altered" or (result.kind == "ambiguous" and result.measure < 1)
    place = result.places[0] if altered and shown and result.places else None
    words = text[slice(*place)] if place else ""
    return Compared((0, 1), "altered" if altered else result.kind, words)


def standing_in(
    source: Source, words: str, linked: Iterable[Evidence], texts: Texts
) -> Standing | None:
    """What the originals of a source's quotes have of words that none of these quotes has.

    None where none of the originals has anything like them: it may be of another speech.
    """
    originals = {one.capture_id: as_original(one, words, texts) for one in linked}
    telling = tuple(
        one for one in originals.values() if any(c.verdict in TELLING for c in one.spans)
    )
    if not telling:
        return None
    return words_of.standing(Facts("direct", source.kind, originals=telling))
