"""Cards: what a list shows of a quote, read in five queries.

A page of twenty quotes needs neither whole model instances nor the reasons of their reviews.
Nothing is cached: a card shows the record as it is now.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from quotes import visibility
from quotes.attribution import party_of, titles_on_the_day
from quotes.models import Attribution, Evidence, Match, Quote, Review, Revision, Role, Segment
from quotes.public.presentation.evidence import gravest
from quotes.public.presentation.urls import document_url, source_url, speaker_url_of
from quotes.text.parties import Party
from sources.db.compiled_query import CompiledQuery
from sources.models import Source


class Document(NamedTuple):
    """A source as a card names it."""

    kind: str
    publisher: str
    published_on: date | None
    url: str


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
    verdict: str = ""
    earlier_wording: bool = False
    compared: str = ""
    words: list[str] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)


def card_of(quote: Quote) -> Card:
    """The card of a quote that was loaded whole."""
    source = quote.capture.source
    publisher = source.publisher.name if source.publisher else ""
    return Card(
        quote.pk,
        quote.status,
        quote.kind,
        quote.cue,
        quote.said_from,
        quote.said_to,
        quote.first_hand,
        source.language,
        Document(source.kind, publisher, source.published_on, source_url(source)),
        quote.review.verdict if quote.review else "",
        quote.earlier_wording,
        quote.compared,
        [segment.words for segment in quote.segments.all()],
        [party_of(quote, row) for row in quote.attributions.all()],
    )


def _quotes(ids: list[int]) -> QuerySet:
    newest = Review.objects.filter(quote=OuterRef("pk")).order_by("-reviewed_at", "-pk")
    worded = Revision.objects.filter(quote=OuterRef("pk"), changes_words_or_speaker=True)
    return (
        Quote.objects.filter(pk__in=ids)
        .order_by()
        .annotate(
            verdict=Subquery(newest.values("verdict")[:1]),
            reviewed_revision=Subquery(newest.values("quote_revision")[:1]),
            worded_in=Subquery(worded.order_by("-number").values("number")[:1]),
        )
        .values_list(
            "pk",
            "status",
            "kind",
            "cue",
            "said_from",
            "said_to",
            "first_hand",
            "verdict",
            "reviewed_revision",
            "worded_in",
            *(
                f"capture__source__{name}"
                for name in ("pk", "kind", "headline", "display", "language", "published_on")
            ),
            "capture__source__publisher__name",
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
            "document",
            "document__kind",
            "document__headline",
            "document__display",
        )
    )


def _roles(ids: list[int]) -> QuerySet:
    return (
        visibility.roles()
        .filter(speaker__in=ids)
        .values_list("speaker", "title", "held_from", "held_until", "attested_on")
    )


def _verdicts(ids: list[int]) -> QuerySet:
    primary = visibility.evidence().filter(quote__in=ids, purpose=Evidence.Purpose.PRIMARY)
    return (
        Match.objects.filter(evidence__in=primary)
        .order_by()
        .values_list("evidence__quote", "verdict")
    )


def _segments(ids: list[int]) -> QuerySet:
    in_order = Segment.objects.filter(quote__in=ids).order_by("quote", "position")
    return in_order.values_list("quote", "words")


QUOTES, PARTIES, ROLES = CompiledQuery(_quotes), CompiledQuery(_parties), CompiledQuery(_roles)
VERDICTS, SEGMENTS = CompiledQuery(_verdicts), CompiledQuery(_segments)


def cards(ids: Iterable[int]) -> list[Card]:
    """The published quotes of these ids, in the same order."""
    ids = list(ids)
    quotes, parties = QUOTES(ids), PARTIES(ids)
    titles = _titles(
        [(row[10], row[11], row[12], row[13]) for row in quotes]
        + [row[9:13] for row in parties if row[9]]
    )
    existing = {row[0]: _card(row, titles) for row in quotes if row[1] == Quote.Status.PUBLISHED}
    for quote, words in SEGMENTS(ids):
        if quote in existing:
            existing[quote].words.append(words)
    _give_parties(existing, parties, titles)
    _give_verdicts(existing)
    return [existing[pk] for pk in ids if pk in existing]


def _card(row: tuple, titles: dict[int, str]) -> Card:
    pk, status, kind, cue, first, last, first_hand, verdict, reviewed_revision, worded, *source = (
        row
    )
    number, source_kind, _, _, language, published_on, publisher = source
    document = Document(
        source_kind,
        publisher or "",
        published_on,
        document_url(number, source_kind, titles[number]),
    )
    card = Card(pk, status, kind, cue, first, last, first_hand, language, document, verdict or "")
    card.earlier_wording = reviewed_revision is not None and reviewed_revision < (worded or 0)
    return card


def _titles(documents: Iterable[tuple[int, str, str, str]]) -> dict[int, str]:
    """Titles of documents (id, kind, headline, display); those without a headline by their opening."""
    titles, untitled = {}, {}
    for pk, kind, headline, display in documents:
        titles[pk] = headline
        if not headline.strip():
            untitled[pk] = Source(pk=pk, kind=kind, headline=headline, display=display)
    if untitled:
        visibility.give_openings(list(untitled.values()))
        titles |= {pk: document.title for pk, document in untitled.items()}
    return titles


def _give_parties(existing: dict[int, Card], parties: list[tuple], titles: dict[int, str]) -> None:
    roles = _roles_by_speaker({row[5] for row in parties if row[5]})
    for row in parties:
        if row[0] in existing:
            card = existing[row[0]]
            card.parties.append(_party(card, row, roles, titles))


def _party(card: Card, row: tuple, roles: dict[int, list[Role]], titles: dict[int, str]) -> Party:
    _, relation, as_named, how_many, reason, speaker, name, kind, affiliation, document, *rest = row
    if speaker:
        url, printed = speaker_url_of(speaker, name), card.source.published_on
        role = titles_on_the_day(roles.get(speaker, ()), card.said_from, card.said_to, printed)
    elif document:
        name, kind, role = titles[document], "document", ""
        url = document_url(document, rest[0], name)
    else:
        name, kind, role, url = "", "", "", ""
    return Party(relation, name, as_named, kind, role, affiliation or "", how_many, reason, url)


def _roles_by_speaker(speakers: Iterable[int]) -> dict[int, list[Role]]:
    roles: dict[int, list[Role]] = defaultdict(list)
    for speaker, title, *bounds in ROLES(speakers):
        roles[speaker].append(
            Role(title=title, held_from=bounds[0], held_until=bounds[1], attested_on=bounds[2])
        )
    return roles


def _give_verdicts(existing: dict[int, Card]) -> None:
    found: dict[int, set[str]] = defaultdict(set)
    for quote, verdict in VERDICTS(existing):
        found[quote].add(verdict)
    for quote, verdicts in found.items():
        existing[quote].compared = gravest(verdicts)
