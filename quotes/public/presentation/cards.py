"""Cards: what a list shows of a quote, read in a few plain queries.

A page of twenty quotes needs neither whole model instances nor the reasons of their reviews.
Nothing is cached: a card shows the record as it is now.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from quotes import visibility
from quotes.attribution import party_of, titles_on_the_day
from quotes.models import Attribution, Quote, Role, Segment
from quotes.public.presentation.own_sentences import Around, Attributed, sentences_around
from quotes.public.presentation.urls import document_url, source_url, speaker_url_of
from quotes.public.presentation.words import Words
from quotes.standing import standings
from quotes.text.attribution_sentence import FROM_EVIDENCE, VOICE
from quotes.text.circumstances import medium_phrase
from quotes.text.parties import Party
from quotes.text.source_names import Described
from quotes.text.standing_facts import Standing
from sources.db.compiled_query import CompiledQuery
from sources.models.source import NAMED_BY, described_of


class Document(NamedTuple):
    """A source as a card names it, inside a sentence."""

    label: str
    published_on: date | None
    url: str
    kind: str = ""
    names: tuple[str, ...] = ()
    """Of its outlet and author, as they are in the label: each may run the other way."""


class Translated(NamedTuple):
    """What was said in another language, and who translated it."""

    words: str
    language: str
    translator: str


@dataclass(slots=True)
class Card:
    """One quote as lists show it. The `ref` of each party is the URL of its page."""

    pk: int
    status: str
    kind: str
    cue: str
    said_from: date | None
    said_to: date | None
    first_hand: bool
    language: str
    source: Document
    standing: Standing
    words: list[Words] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    said_in: str = ""
    """Where it was said, and how that is known; shown where a search found it."""
    voices: list[int | None] = field(default_factory=list)
    """The speakers who say it; None for a voice that isn't one in the record."""
    around: Around | None = None
    """The rest of the source's own sentence, where that can be shown."""
    translated: Translated | None = None
    """The words before they were translated, where these are known."""

    @property
    def only_voice(self) -> int | None:
        """The one speaker who says it alone."""
        return self.voices[0] if len(self.voices) == 1 else None

    @property
    def is_read(self) -> bool:
        """Whether its status says already that it is a paraphrase, which a person compared."""
        return self.standing.code in ("supported", "partly")


def card_of(quote: Quote) -> Card:
    """The card of a quote that was loaded whole."""
    source = quote.capture.source
    return Card(
        quote.pk,
        quote.status,
        quote.kind,
        quote.cue,
        quote.said_from,
        quote.said_to,
        quote.first_hand,
        source.language,
        _document(source.described, source_url(source)),
        quote.standing,
        [Words(segment.words, segment.start) for segment in quote.segments.all()],
        [party_of(quote, row) for row in quote.attributions.all()],
        said_in(quote.medium, quote.medium_basis),
        [row.speaker_id for row in quote.attributions.all() if row.is_voice],
        getattr(quote, "around", None),
        Translated(quote.original_words, quote.spoken_language, quote.translator),
    )


def give_sentences(quotes: Iterable[Quote]) -> None:
    """Give each quote, loaded whole, what is `around` it in its source's own sentence."""
    quotes = list(quotes)
    found = sentences_around(
        Attributed(
            quote.pk,
            [(segment.start, segment.end) for segment in quote.segments.all()],
            [row.as_named for row in quote.attributions.all() if row.is_voice],
            quote.cue,
        )
        for quote in quotes
    )
    for quote in quotes:
        quote.around = found.get(quote.pk)


def _document(source: Described, url: str) -> Document:
    names = tuple(filter(None, (source.publisher, source.by)))
    return Document(source.label_in_sentence, source.day, url, source.kind, names)


def said_in(medium: str, basis: str) -> str:
    """Where it was said, as its page says it: “on Quaybook (known from evidence)”."""
    proved = medium and basis == Quote.MediumBasis.EVIDENCE
    return medium_phrase(medium) + (FROM_EVIDENCE if proved else "")


def _quotes(ids: list[int]) -> QuerySet:
    return (
        Quote.objects.filter(pk__in=ids)
        .order_by()
        .values_list(
            "pk",
            "status",
            "kind",
            "cue",
            "said_from",
            "said_to",
            "first_hand",
            "medium",
            "medium_basis",
            "original_words",
            "spoken_language",
            "translator",
            *(f"capture__source__{name}" for name in ("language", "pk", *NAMED_BY)),
        )
    )


def _parties(ids: list[int]) -> QuerySet:
    return (
        Attribution.objects.filter(quote__in=ids)
        .order_by("quote", "position")
        .values_list(
            "quote",
            "relation",
            "as_named",
            "how_many",
            "anonymity_reason",
            "speaker",
            "speaker__name",
            "speaker__kind",
            "affiliation__name",
            "unnamed",
            "in_turn",
            *(f"document__{name}" for name in ("pk", *NAMED_BY)),
        )
    )


def _roles(ids: list[int]) -> QuerySet:
    return (
        visibility.roles()
        .filter(speaker__in=ids)
        .values_list("speaker", "title", "held_from", "held_until", "attested_on")
    )


def _segments(ids: list[int]) -> QuerySet:
    in_order = Segment.objects.filter(quote__in=ids).order_by("quote", "position")
    return in_order.values_list("quote", "words", "start")


QUOTES, PARTIES, ROLES = CompiledQuery(_quotes), CompiledQuery(_parties), CompiledQuery(_roles)
SEGMENTS = CompiledQuery(_segments)


def cards(ids: Iterable[int]) -> list[Card]:
    """The published quotes of these ids, in the same order."""
    ids = list(ids)
    quotes, parties, stand = QUOTES(ids), PARTIES(ids), standings(ids)
    existing = {
        row[0]: _card(row, stand[row[0]]) for row in quotes if row[1] == Quote.Status.PUBLISHED
    }
    for quote, text, start in SEGMENTS(ids):
        if quote in existing:
            existing[quote].words.append(Words(text, start))
    _give_parties(existing, parties)
    around = sentences_around(map(_attributed, existing.values()))
    for pk, shown in existing.items():
        shown.around = around.get(pk)
    return [existing[pk] for pk in ids if pk in existing]


def _attributed(card: Card) -> Attributed:
    segments = [(words.start, words.start + len(words.text)) for words in card.words]
    names = [party.as_named for party in card.parties if party.relation == VOICE]
    return Attributed(card.pk, segments, names, card.cue)


def _card(row: tuple, standing: Standing) -> Card:
    *given, medium, basis, words, spoken, translator, language, number = row[: -len(NAMED_BY)]
    source = described_of(*row[-len(NAMED_BY) :])
    url = document_url(number, source.kind, source.name)
    document = _document(source, url)
    return Card(
        *given,
        language,
        document,
        standing,
        said_in=said_in(medium, basis),
        translated=Translated(words, spoken, translator),
    )


def _give_parties(existing: dict[int, Card], parties: list[tuple]) -> None:
    roles = _roles_by_speaker({row[5] for row in parties if row[5]})
    for row in parties:
        if row[0] in existing:
            card = existing[row[0]]
            card.parties.append(_party(card, row, roles))
            if row[1] == Attribution.Relation.VOICE:
                card.voices.append(row[5])


def _party(card: Card, row: tuple, roles: dict[int, list[Role]]) -> Party:
    _, relation, as_named, how_many, reason, speaker, name, kind, affiliation, *rest = row
    unnamed, in_turn, document, *named_by = rest
    if speaker:
        url, printed = speaker_url_of(speaker, name), card.source.published_on
        role = titles_on_the_day(roles.get(speaker, ()), card.said_from, card.said_to, printed)
    elif document:
        named = described_of(*named_by)
        name, kind, role = named.name, "document", ""
        url = document_url(document, named.kind, name)
    else:
        name, kind, role, url = "", "", "", ""
    return Party(
        *(relation, name, as_named, kind, role, affiliation or "", how_many, reason, url),
        unnamed=unnamed,
        in_turn=in_turn,
    )


def _roles_by_speaker(speakers: Iterable[int]) -> dict[int, list[Role]]:
    roles: dict[int, list[Role]] = defaultdict(list)
    for speaker, title, *bounds in ROLES(speakers):
        roles[speaker].append(
            Role(title=title, held_from=bounds[0], held_until=bounds[1], attested_on=bounds[2])
        )
    return roles
