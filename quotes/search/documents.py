"""The index entry of one published quote: its order, its words, its filter tokens."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from quotes.models import Attribution, Evidence, Quote, Review
from quotes.search.days import day_tokens
from quotes.standing import matches_of
from quotes.text.analyser import analysed
from quotes.text.word_forms import further_forms

ID_BITS = 40
BREAK = "_"
"""Goes between the words of different fields, so that no phrase runs across."""
MOST_OF_ONE_TERM = 255
MOST_WORDS = 16_000
"""PostgreSQL keeps 255 places of a term and 16,383 places in all. A longer quote is found
by phrase up to there, and by every word, on both engines alike."""


@dataclass(frozen=True)
class Entry:
    """The columns of an index entry."""

    key: int
    quote_id: int
    filters: str
    stems: str
    terms: str


def key_of(day: dt.date, quote_id: int) -> int:
    return day.toordinal() << ID_BITS | quote_id


def quote_id_of(key: int) -> int:
    return key & ((1 << ID_BITS) - 1)


def day_of(key: int) -> dt.date:
    return dt.date.fromordinal(key >> ID_BITS)


def with_entry_parts(quotes: QuerySet[Quote]) -> QuerySet[Quote]:
    """The quotes with all that an index entry is made of, in a fixed number of queries."""
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


@dataclass(slots=True)
class Facts:
    """The facts that an index entry is made of."""

    quote_id: int
    day: dt.date
    said: tuple[dt.date, dt.date]
    kind: str
    words: str
    printed: str
    original_words: str
    spoken: str
    around: list[str]
    verdict: str
    publisher: int | None
    parties: dict[str, set[int]]
    """Speakers, and documents that are voices, by the name of the token for what they are."""
    topics: Iterable[int]
    has_primary: bool
    medium: str
    match: str = ""
    """What the program found of the words in their originals; empty if they weren't compared."""


def entries_of(quotes: QuerySet[Quote]) -> list[Entry]:
    """The rows of quotes, in a fixed number of queries."""
    found = list(with_entry_parts(quotes))
    matches = matches_of(quote.pk for quote in found if quote.primary_linked)
    return [entry_from(facts_of(quote, matches.get(quote.pk, ""))) for quote in found]


def facts_of(quote: Quote, match: str) -> Facts:
    source, day = quote.capture.source, quote.order_day
    parties = quote.attributions.all()
    return Facts(
        quote_id=quote.pk,
        day=day,
        said=(quote.said_from or day, quote.said_to or day),
        kind=quote.kind,
        words=" ".join(segment.words for segment in quote.segments.all()),
        printed=source.language,
        original_words=quote.original_words,
        spoken=quote.spoken_language,
        around=[*(party.as_named for party in parties), quote.cue, quote.medium],
        verdict=quote.newest_verdict or Review.Verdict.UNCHECKED,
        publisher=source.publisher_id,
        parties=parties_by_token(
            (p.relation, p.speaker_id, p.affiliation_id, p.document_id) for p in parties
        ),
        topics=[topic.pk for topic in quote.topics.all()],
        has_primary=quote.primary_linked or quote.first_hand,
        medium=quote.medium,
        match=match,
    )


#: What a speaker is to a quote, as its token says; a voice is what “by” means.
RELATION_TOKENS = {
    Attribution.Relation.VOICE: "speaker",
    Attribution.Relation.ON_BEHALF_OF: "behalf",
    Attribution.Relation.LED_BY: "led",
    **dict.fromkeys(Attribution.CARRIERS, "passed"),
}


def parties_by_token(parties: Iterable[tuple]) -> dict[str, set[int]]:
    """Who is what to a quote, from parties as (relation, speaker, affiliation, document)."""
    found: dict[str, set[int]] = {name: set() for name in PARTY_TOKENS}
    for relation, speaker, affiliation, document in parties:
        if speaker:
            found[RELATION_TOKENS.get(relation, "passed")].add(speaker)
        if affiliation:
            found["names"].add(affiliation)
        if document and relation == Attribution.Relation.VOICE:
            found["document"].add(document)
    found["party"] = set().union(*(found[name] for name in SPEAKER_TOKENS))
    return found


#: By them, passed on by them, on behalf of them, led by them, naming them.
SPEAKER_TOKENS = ("speaker", "passed", "behalf", "led", "names")
#: A document that is a voice; and a speaker who is any of these to the quote.
PARTY_TOKENS = (*SPEAKER_TOKENS, "document", "party")


def entry_from(facts: Facts) -> Entry:
    texts = [*_texts(facts)]
    fields = [analysed(text, language) for text, language in texts]
    stems = dict.fromkeys(stem for field in fields for _, stem in field)
    stems |= dict.fromkeys(
        form for text, language in texts for form in further_forms(text, language)
    )
    return Entry(
        key=key_of(facts.day, facts.quote_id),
        quote_id=facts.quote_id,
        filters=" ".join(filter_tokens(facts)),
        stems=" ".join(stems),
        terms=" ".join(_places(fields)),
    )


def _texts(facts: Facts) -> Iterator[tuple[str, str]]:
    """The quote's words, then the source's words about it, each with its language."""
    yield facts.words, facts.printed
    yield facts.original_words, facts.spoken
    for text in facts.around:
        yield text, facts.printed


def _places(fields: Sequence[Sequence[tuple[str, str]]]) -> list[str]:
    """Every term in its place, as long as both engines can hold the places."""
    places: list[str] = []
    for tokens in fields:
        if tokens:
            places += [f"={term}" for term, _ in tokens]
            places.append(BREAK)
    return places if len(places) <= MOST_OF_ONE_TERM else _as_both_engines_store(places)


def _as_both_engines_store(places: Sequence[str]) -> list[str]:
    seen: Counter[str] = Counter()
    words = 0
    for number, term in enumerate(places):
        seen[term] += 1
        words += term != BREAK
        if term != BREAK and (seen[term] > MOST_OF_ONE_TERM or words > MOST_WORDS):
            return list(places[:number])
    return list(places)


def filter_tokens(facts: Facts) -> list[str]:
    """One token for each property, in a fixed order."""
    languages = {tag.lower().split("-")[0] for tag in (facts.printed, facts.spoken) if tag}
    return [
        ALL,
        f"kind_{facts.kind}",
        f"review_{facts.verdict}",
        *([f"publisher_{facts.publisher}"] if facts.publisher else []),
        *_of_parties(facts, SPEAKER_TOKENS),
        *(f"topic_{pk}" for pk in sorted(facts.topics)),
        *(f"lang_{tag}" for tag in sorted(languages) if tag.isalnum()),
        *(["has_primary"] if facts.has_primary else []),
        f"year_{facts.day.year}",
        *_days(*facts.said),
        *_of_parties(facts, PARTY_TOKENS[len(SPEAKER_TOKENS) :]),
        *([f"medium_{medium}"] if (medium := medium_key(facts.medium)) else []),
        *([f"match_{facts.match}"] if facts.match else []),
    ]


def _of_parties(facts: Facts, names: Iterable[str]) -> Iterator[str]:
    return (f"{name}_{pk}" for name in names for pk in sorted(facts.parties.get(name, ())))


def medium_key(medium: str) -> str:
    """A medium as its token has it: the words folded, without “on the” before them."""
    words = [term for term, _ in analysed(medium)]
    while len(words) > 1 and words[0] in BEFORE_A_MEDIUM:
        words.pop(0)
    return "=".join(words[:MOST_WORDS_OF_A_KEY])


BEFORE_A_MEDIUM = frozenset(
    "a an at by during from his her in its on the their through via".split()
)
MOST_WORDS_OF_A_KEY = 6
#: By field of the query language: what makes the token's value of what a reader typed.
KEYS: dict[str, Callable[[str], str]] = {"medium": medium_key}


@lru_cache(maxsize=1 << 13)
def _days(first: dt.date, last: dt.date) -> tuple[str, ...]:
    return tuple(day_tokens(first, last))


ALL = "all_"
"""Is in every entry: what an exclusion is taken from."""
