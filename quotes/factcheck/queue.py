"""The fact-checkers' queue: quotes and links to check, oldest first."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quotes.access import newsroom_only
from quotes.models import Evidence, Match, PublicChange, Quote, Review
from quotes.public.presentation.loading import ready
from quotes.standing import give_standings
from sources.models import Capture, LinkCheck, Source

#: Quotes of one list on the page.
SHOWN = 50
_STANDING = (Quote.Status.IN_REVIEW, Quote.Status.PUBLISHED)


@newsroom_only
def queue(request: HttpRequest) -> HttpResponse:
    """The fact-checker's home page."""
    return render(request, "factcheck/queue.html", {"queue": waiting_lists()})


@dataclass(frozen=True)
class Waiting:
    """One list of the queue: its name and label, its first rows and how many there are."""

    name: str
    label: str
    rows: list
    count: int


def waiting_lists() -> list[Waiting]:
    """The lists of the queue."""
    return [
        _waiting("unproved", "Without evidence", without_evidence()),
        _waiting("changed", "Evidence that no longer matches", no_longer_matching()),
        _waiting("newer", "A newer text of the evidence", with_newer_words()),
        _waiting("second", "Verdicts that wait for a second person", with_waiting_verdict()),
        _waiting("disputed", "Disputed", disputed()),
        _waiting("dead", "Dead links", dead_links()),
    ]


def _waiting(name: str, label: str, rows: QuerySet) -> Waiting:
    shown = list(rows[:SHOWN])
    give_standings(row for row in shown if isinstance(row, Quote))
    return Waiting(name, label, shown, rows.count())


def _quotes() -> QuerySet[Quote]:
    return ready(Quote.objects.filter(status__in=_STANDING)).order_by("created_at")


def without_evidence() -> QuerySet[Quote]:
    """Quotes, public or soon to be, that were compared only with their own article."""
    linked = Evidence.objects.filter(quote=OuterRef("pk"), unlinked_at=None).exclude(
        purpose=Evidence.Purpose.LATER_CAPTURE
    )
    return _quotes().filter(~Exists(linked), first_hand=False)


def next_without_evidence(quote: Quote) -> int | None:
    """The next quote without evidence after this one; after the last, the first."""
    waiting = without_evidence().exclude(pk=quote.pk).order_by("created_at", "pk")
    same_moment = Q(created_at=quote.created_at, pk__gt=quote.pk)
    later = waiting.filter(Q(created_at__gt=quote.created_at) | same_moment)
    return (
        later.values_list("pk", flat=True).first() or waiting.values_list("pk", flat=True).first()
    )


def no_longer_matching() -> QuerySet[Quote]:
    """Quotes that their article changed or dropped, or whose words changed since a comparison."""
    newest = (
        Evidence.objects.filter(
            quote=OuterRef("pk"), unlinked_at=None, purpose=Evidence.Purpose.LATER_CAPTURE
        )
        .order_by("-capture__captured_at", "-pk")
        .values("pk")[:1]
    )
    other = Match.objects.filter(
        evidence=OuterRef("newest"),
        verdict__in=[Match.Verdict.ALTERED, Match.Verdict.NOT_FOUND, Match.Verdict.AMBIGUOUS],
    )
    outdated = Evidence.objects.filter(
        quote=OuterRef("pk"), unlinked_at=None, quote_revision__lt=OuterRef("worded_in")
    )
    return (
        _quotes().annotate(newest=Subquery(newest)).filter(Q(Exists(other)) | Q(Exists(outdated)))
    )


def with_newer_words() -> QuerySet[Quote]:
    """Quotes compared with a source whose newest text they haven't been compared with.

    `newer` is that text.
    """
    captures = Capture.objects.filter(source=OuterRef("capture__source")).newest_first()
    linked = Evidence.objects.filter(
        quote=OuterRef("quote"), capture=OuterRef("newest"), unlinked_at=None
    )
    behind = (
        Evidence.objects.filter(quote=OuterRef("pk"), unlinked_at=None)
        .exclude(purpose=Evidence.Purpose.LATER_CAPTURE)
        .annotate(newest=Subquery(captures.values("pk")[:1]))
        .filter(~Exists(linked))
        .order_by("pk")
    )
    newer = Subquery(behind.values("newest")[:1])
    return _quotes().annotate(newer=newer).filter(newer__isnull=False)


def with_waiting_verdict() -> QuerySet[Quote]:
    """Quotes of any status that somebody called fabricated or misattributed, and nobody seconded."""
    waiting = PublicChange.objects.waiting().filter(kind=PublicChange.Kind.VERDICT)
    return ready(Quote.objects.filter(pk__in=waiting.values("row"))).order_by("created_at")


def disputed() -> QuerySet[Quote]:
    """Quotes whose newest review says that they are disputed."""
    newest = Review.objects.filter(quote=OuterRef("pk")).order_by("-reviewed_at", "-pk")
    return (
        _quotes()
        .annotate(newest_verdict=Subquery(newest.values("verdict")[:1]))
        .filter(newest_verdict=Review.Verdict.DISPUTED)
    )


def dead_links() -> QuerySet[Source]:
    """Sources whose link is dead, the longest dead first."""
    conclusive = LinkCheck.objects.telling().filter(source=OuterRef("pk"))
    newest = conclusive.order_by("-checked_at", "-pk")
    return (
        Source.objects.exclude(url="")
        .annotate(
            outcome=Subquery(newest.values("outcome")[:1]),
            checked_at=Subquery(newest.values("checked_at")[:1]),
        )
        .filter(outcome__in=LinkCheck.LOST)
        .with_opening()
        .order_by(F("checked_at").asc(), "pk")
    )
