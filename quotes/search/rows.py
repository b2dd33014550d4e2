"""What search holds of one published quote: its order, its words, its filter tokens."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from quotes.models import Evidence, Quote, Review
from quotes.search.days import day_tokens
from quotes.text.analysis import Token, analyse

ID_BITS = 40
BREAK = "_"
"""Stands between the words of different fields, so that no phrase runs across."""
MOST_OF_ONE_TERM = 255
MOST_WORDS = 16_000
"""PostgreSQL keeps 255 places of a term and 16,383 places in all. A longer quote is found
by phrase up to there, and by every word, on both engines alike."""


@dataclass(frozen=True)
class Row:
    """The columns of a search row."""

    key: int
    quote_id: int
    filters: str
    stems: str
    terms: str

    @property
    def speakers(self) -> set[int]:
        return speakers_in(self.filters)


def speakers_in(filters: str) -> set[int]:
    """The speakers that a row's filter tokens name."""
    return {int(t.removeprefix("speaker_")) for t in filters.split() if t.startswith("speaker_")}


def key_of(day: dt.date, quote_id: int) -> int:
    return day.toordinal() << ID_BITS | quote_id


def quote_id_of(key: int) -> int:
    return key & ((1 << ID_BITS) - 1)


def day_of(key: int) -> dt.date:
    return dt.date.fromordinal(key >> ID_BITS)


def readable(quotes: QuerySet[Quote]) -> QuerySet[Quote]:
    """The quotes with all that a row is made of, in a fixed number of queries."""
    newest = Review.objects.filter(quote=OuterRef("pk")).order_by("-reviewed_at", "-pk")
    primary = Evidence.objects.filter(
        quote=OuterRef("pk"), purpose=Evidence.Purpose.PRIMARY, unlinked_at=None
    )
    return (
        quotes.light()
        .select_related("capture__source")
        .prefetch_related("segments", "attributions", "topics")
        .annotate(
            newest_verdict=Subquery(newest.values("verdict")[:1]),
            primary_linked=Exists(primary),
        )
    )


def row_of(quote: Quote) -> Row:
    """The row of a quote read through `readable`."""
    day = quote.order_day
    fields = [analyse(text, language) for text, language in _texts(quote)]
    stems = dict.fromkeys(token.stem for field in fields for token in field)
    return Row(
        key=key_of(day, quote.pk),
        quote_id=quote.pk,
        filters=" ".join(filter_tokens(quote, day)),
        stems=" ".join(stems),
        terms=" ".join(_places(fields)),
    )


def _texts(quote: Quote) -> Iterator[tuple[str, str]]:
    """The quote's words, then the source's words about it, each with its language."""
    printed = quote.capture.source.language
    yield " ".join(segment.words for segment in quote.segments.all()), printed
    yield quote.original_words, quote.spoken_language
    for party in quote.attributions.all():
        yield party.as_named, printed
    yield quote.cue, printed
    yield quote.medium, printed


def _places(fields: Iterable[list[Token]]) -> Iterator[str]:
    """Every term in its place, as long as both engines can hold the places."""
    seen: Counter[str] = Counter()
    for tokens in fields:
        for token in tokens:
            seen[token.term] += 1
            if seen[token.term] > MOST_OF_ONE_TERM or seen.total() > MOST_WORDS:
                return
            yield f"={token.term}"
        if tokens:
            yield BREAK


def filter_tokens(quote: Quote, day: dt.date) -> list[str]:
    """One token for each property, in a fixed order."""
    source = quote.capture.source
    parties = quote.attributions.all()
    speakers = {p.speaker_id for p in parties} | {p.affiliation_id for p in parties}
    languages = {
        tag.lower().split("-")[0] for tag in (source.language, quote.spoken_language) if tag
    }
    return [
        ALL,
        f"kind_{quote.kind}",
        f"review_{quote.newest_verdict or Review.Verdict.UNCHECKED}",
        *([f"publisher_{source.publisher_id}"] if source.publisher_id else []),
        *(f"speaker_{pk}" for pk in sorted(speakers - {None})),
        *(f"topic_{pk}" for pk in sorted(topic.pk for topic in quote.topics.all())),
        *(f"lang_{tag}" for tag in sorted(languages) if tag.isalnum()),
        *(["has_primary"] if quote.primary_linked or quote.first_hand else []),
        f"year_{day.year}",
        *day_tokens(quote.said_from or day, quote.said_to or day),
    ]


ALL = "all_"
"""Stands in every row: what an exclusion is taken from."""
