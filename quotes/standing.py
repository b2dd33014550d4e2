"""The status of quotes in words: its facts, read for many quotes in three plain queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from quotes.models import Attribution, Evidence, Match, Quote, Review, Revision, Segment
from quotes.text import standing as words
from quotes.text.standing_facts import Compared, Facts, Original, Standing
from sources.db.compiled_query import CompiledQuery
from sources.models import Source

Kind = Revision.Kind
#: Public changes that a status says; of each kind the newest.
SHOWN = (Kind.CORRECTION, Kind.WITHDRAWAL, Kind.REPLACED)
Rows = dict[int, list[tuple]]


def standings(ids: Iterable[int]) -> dict[int, Standing]:
    """The `standing` of each of these quotes, published or not."""
    return {pk: words.standing(facts) for pk, facts in facts_of(ids).items()}


def facts_of(ids: Iterable[int]) -> dict[int, Facts]:
    """What decides the status of each of these quotes."""
    ids = list(ids)
    compared, changed = _by_quote(ORIGINALS(ids)), _by_quote(CHANGES(ids))
    return {row[0]: _facts(row, compared[row[0]], changed[row[0]]) for row in STATES(ids)}


def matches_of(ids: Iterable[int]) -> dict[int, str]:
    """What the program found of quotes in their originals, of those that were compared with any."""
    compared = _by_quote(ORIGINALS(list(ids)))
    found = {pk: words.match_of(tuple(_by_original(rows))) for pk, rows in compared.items()}
    return {pk: match for pk, match in found.items() if match}


def standing_of(quote: Quote) -> Standing:
    """The `standing` of one quote."""
    return standings([quote.pk])[quote.pk]


def give_standings(quotes: Iterable[Quote]) -> None:
    """Give each quote its `standing`."""
    quotes = list(quotes)
    found = standings(quote.pk for quote in quotes)
    for quote in quotes:
        quote.standing = found[quote.pk]


def _states(ids: list[int]) -> QuerySet:
    newest = Review.objects.filter(quote=OuterRef("pk")).order_by("-reviewed_at", "-pk")
    worded = Revision.objects.filter(quote=OuterRef("pk"), changes_words_or_speaker=True)
    return (
        Quote.objects.filter(pk__in=ids)
        .order_by()
        .values_list(
            "pk",
            "status",
            "kind",
            "first_hand",
            "capture__source__kind",
            "withdrawn_at",
            Subquery(newest.values("verdict")[:1]),
            Subquery(newest.values("reason")[:1]),
            Subquery(newest.values("reviewed_at")[:1]),
            Subquery(newest.values("quote_revision")[:1]),
            Subquery(newest.values("difference")[:1]),
            Subquery(worded.order_by("-number").values("number")[:1]),
        )
    )


def _originals(ids: list[int]) -> QuerySet:
    """Primary evidence of what the speaker said, with the result for each span.

    A comparison of words that the quote no longer has is left out. A text that is withheld
    doesn't lend its words.
    """
    inside = Segment.objects.filter(
        quote=OuterRef("quote"),
        start__lte=OuterRef("matches__stretch_start"),
        end__gte=OuterRef("matches__stretch_end"),
    )
    shown = ~Q(capture__source__display=Source.Display.WITHHELD)
    its_words = Substr(
        "capture__text",
        F("matches__place_start") + 1,
        F("matches__place_end") - F("matches__place_start"),
    )
    return (
        Evidence.objects.filter(quote__in=ids, unlinked_at=None, purpose=Evidence.Purpose.PRIMARY)
        .filter(Q(hop=None) | Q(hop__relation=Attribution.Relation.VOICE))
        .order_by("quote", "pk", "matches__position")
        .values_list(
            "quote",
            "pk",
            "capture__source__kind",
            "capture__method",
            "reading",
            "matches__stretch_start",
            "matches__stretch_end",
            Case(When(Exists(inside), then=F("matches__verdict")), default=Value("")),
            Case(
                When(shown & Q(matches__verdict=Match.Verdict.ALTERED), then=its_words),
                default=Value(""),
            ),
        )
    )


def _changes(ids: list[int]) -> QuerySet:
    public = (
        Revision.objects.public().filter(quote__in=ids, kind__in=SHOWN).order_by("quote", "number")
    )
    return public.values_list("quote", "kind", "made_at", "reason")


STATES, ORIGINALS, CHANGES = (
    CompiledQuery(_states),
    CompiledQuery(_originals),
    CompiledQuery(_changes),
)


def _by_quote(rows: Iterable[tuple]) -> Rows:
    found: Rows = defaultdict(list)
    for quote, *rest in rows:
        found[quote].append(tuple(rest))
    return found


def _facts(state: tuple, compared: list[tuple], changed: list[tuple]) -> Facts:
    _, status, kind, first_hand, source, withdrawn_at, *reviewed = state
    verdict, why, when, judged, difference, worded_in = reviewed
    newest = {kind: (_day(made_at), reason) for kind, made_at, reason in changed}
    corrected_on, corrected_what = newest.get(Kind.CORRECTION, (None, ""))
    withdrawn = newest.get(Kind.WITHDRAWAL) or newest.get(Kind.REPLACED) or (None, "")
    is_withdrawn = status == Quote.Status.WITHDRAWN
    return Facts(
        kind=kind,
        source=source,
        first_hand=bool(first_hand),
        withdrawn_on=_day(withdrawn_at) if is_withdrawn else None,
        withdrawn_why=withdrawn[1],
        verdict=verdict or "",
        verdict_why=why or "",
        verdict_on=_day(when),
        difference=difference or "",
        earlier_wording=judged is not None and judged < (worded_in or 0),
        corrected_on=corrected_on,
        corrected_what=corrected_what,
        originals=tuple(_by_original(compared)),
    )


def _by_original(compared: list[tuple]) -> Iterable[Original]:
    heads: dict[int, tuple[str, str, str]] = {}
    spans: dict[int, list[Compared]] = defaultdict(list)
    for pk, kind, method, reading, start, end, verdict, its_words in compared:
        heads[pk] = (kind, method, reading)
        if verdict:
            spans[pk].append(Compared((start, end), verdict, its_words or ""))
    for pk, (kind, method, reading) in heads.items():
        yield Original(kind, method, tuple(spans[pk]), reading)


def _day(moment: dt.datetime | str | None) -> dt.date | None:
    """The day of a moment; SQLite gives what a subquery finds as text, and without its zone."""
    if isinstance(moment, str):
        moment = parse_datetime(moment)
    if moment is None:
        return None
    aware = moment if timezone.is_aware(moment) else moment.replace(tzinfo=dt.UTC)
    return timezone.localtime(aware).date()
