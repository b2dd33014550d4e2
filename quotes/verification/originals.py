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
from quotes.text.standing_facts import Compared, Facts, Original, Standing
from quotes.verification.comparison import in_other_language, nearly
from sources.models import Source


def primary() -> Q:
    """Evidence that is the original of what the speaker of a quote said."""
    voice = Q(hop=None) | Q(hop__relation=Attribution.Relation.VOICE)
    return voice & Q(purpose=Evidence.Purpose.PRIMARY, unlinked_at=None)


class Originals:
    """The primary sources of a few quotes, read together, to compare words with."""

    def __init__(self, quotes: Iterable[Quote], prepared: dict[int, PreparedText]) -> None:
        self._quotes = {quote.pk: quote for quote in quotes}
        self._prepared = prepared
        self._facts: dict[int, Facts] = facts_of(self._quotes)
        self._linked: dict[int, list[Evidence]] = defaultdict(list)
        linked = Evidence.objects.filter(primary(), quote__in=list(self._quotes))
        for one in linked.select_related("capture__source").order_by("pk"):
            self._linked[one.quote_id].append(one)

    def standing(self, quote: Quote, words: str) -> Standing:
        """The status that these words of the quote have by themselves."""
        compared = tuple(self._compared(quote, one, words) for one in self._linked[quote.pk])
        return words_of.standing(replace(self._facts[quote.pk], originals=compared))

    def _compared(self, quote: Quote, linked: Evidence, words: str) -> Original:
        capture = linked.capture
        text = self._prepared.setdefault(capture.pk, PreparedText(capture.text))
        spans: tuple[Compared, ...] = ()
        if not in_other_language(quote.capture, capture):
            shown = capture.source.display != Source.Display.WITHHELD
            spans = (_as_compared(nearly(words, text), capture.text, shown),)
        return Original(capture.source.kind, capture.method, spans)


def _as_compared(result: MatchResult, text: str, shown: bool) -> Compared:
    """Words that are altered in several places are altered, whichever place is meant."""
    altered = result.kind == "altered" or (result.kind == "ambiguous" and result.measure < 1)
    place = result.places[0] if altered and shown and result.places else None
    words = text[slice(*place)] if place else ""
    return Compared((0, 1), "altered" if altered else result.kind, words)
