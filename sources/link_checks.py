"""Check politely whether sources' addresses still answer, and record each answer."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone

from sources import fetch
from sources.models import LinkCheck, Source
from sources.robots import StayAway
from sources.storable_text import is_blank, trimmed

Outcome = LinkCheck.Outcome
#: Seconds between two requests to one site.
PAUSE = 10.0
#: What a site says when it has no such page; any other error may pass.
GONE = (404, 410)


def due(days: int) -> QuerySet[Source]:
    """Sources whose address wasn't checked for so many days, those checked longest ago first.

    Those that a run didn't reach come first in the next, so a run may be stopped
    at any time.
    """
    before = timezone.now() - timedelta(days=days)
    return (
        Source.objects.exclude(url="")
        .annotate(last_checked=Max("link_checks__checked_at"))
        .filter(Q(last_checked=None) | Q(last_checked__lt=before))
        .order_by(F("last_checked").asc(nulls_first=True), "pk")
    )


def politely(
    sources: Iterable[Source],
    pause: float = PAUSE,
    sleep: Callable[[float], None] = time.sleep,
    pause_of: Callable[[str], float] = lambda url: 0.0,
) -> Iterator[Source]:
    """The sources, alternating between sites, with a pause between two requests to one site.

    `asked_for` gives, by address, a longer pause that the site itself asks for.
    """
    sites: dict[str, deque[Source]] = {}
    for source in sources:
        sites.setdefault(urlsplit(source.url).hostname or "", deque()).append(source)
    waiting = deque((site, float("-inf")) for site in sites)
    while waiting:
        site, requested = waiting.popleft()
        longer = pause_of(sites[site][0].url)
        wait = requested + max(pause, longer) - time.monotonic()
        if wait > 0:
            sleep(wait)
        yield sites[site].popleft()
        if sites[site]:
            waiting.append((site, time.monotonic()))


def check(source: Source, ask: Callable = fetch.fetch) -> LinkCheck:
    """Request a source's address, and record what it answered."""
    try:
        answer = ask(source.url)
    except fetch.Refused as refusal:
        return record_refusal(source, refusal)
    return record(source, Outcome.ALIVE, answer.status)


def record_refusal(source: Source, refusal: fetch.Refused) -> LinkCheck:
    """The outcome of a failed request: dead, or not reached; it never proves a deletion."""
    return record(source, _outcome(refusal), refusal.status, str(refusal))


def _outcome(refusal: fetch.Refused) -> str:
    if refusal.status in GONE:
        return Outcome.DEAD
    if refusal.status == 200:  # the page exists, though it isn't text
        return Outcome.ALIVE
    not_requested = isinstance(refusal, StayAway) or "not fetched" in str(refusal)
    return Outcome.REFUSED if not_requested else Outcome.UNREACHABLE


def record(source: Source, outcome: str, status: int | None = None, detail: str = "") -> LinkCheck:
    return LinkCheck.objects.create(
        source=source, url=source.url, outcome=outcome, http_status=status, detail=detail
    )


def record_deleted(source: Source, *, how: str, by) -> LinkCheck:
    """Record that a source was deleted, with how the person knows. No program decides this."""
    if not by.has_perm("sources.add_linkcheck"):
        raise PermissionDenied("Your account may not do this. Ask an editor.")
    if is_blank(how):
        raise ValidationError("Say how you know that it was deleted.", code="how")
    made = LinkCheck(
        source=source,
        url=source.url,
        outcome=Outcome.DELETED,
        detail=trimmed(how),
        checked_by=by,
    )
    made.full_clean(exclude=["url"])
    made.save()
    return made
