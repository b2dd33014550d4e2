"""Refuses requests that no page can answer: odd methods, NUL, floods, huge bodies and numbers."""

import logging
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    DisallowedHost,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import DataError
from django.http import HttpRequest, HttpResponse

from config.requests import network, refuse
from quotes.public.views.errors import sentence_of

log = logging.getLogger(__name__)
Answer = Callable[[HttpRequest], HttpResponse]

ANSWERED = ("GET", "HEAD", "POST", "OPTIONS")
KNOWN = (*ANSWERED, "PUT", "PATCH", "DELETE", "TRACE", "CONNECT")
NETWORKS_REMEMBERED = 20_000


def limit_requests(get_response: Answer) -> Answer:
    """Middleware: refuses a request by its headers, before anything is looked up for it."""

    def answer(request: HttpRequest) -> HttpResponse:
        return refusal(request) or get_response(request)

    return answer


def refusal(request: HttpRequest) -> HttpResponse | None:
    """The answer to a request that must not be read any further; None if it may be."""
    if request.method not in KNOWN:
        return refuse(501, "This site doesn't know that request method.")
    if request.method not in ANSWERED:
        return refuse(
            405, "Use GET or HEAD to read a page, POST to send a form.", Allow=", ".join(ANSWERED)
        )
    if has_nul(request):
        return refuse(400, "The URL contains a NUL character. Remove it.")
    if declared_length(request) > settings.BODY_BYTES:
        return refuse(413, TOO_BIG)
    return None


def has_nul(request: HttpRequest) -> bool:
    """SQLite accepts NUL and PostgreSQL refuses it, so it reaches neither.

    A cookie can contain it as an octal escape in quotation marks.
    """
    given = [request.path, *request.COOKIES.values()]
    return "%00" in request.META.get("QUERY_STRING", "") or any("\0" in text for text in given)


def declared_length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def limit_floods(get_response: Answer) -> Answer:
    """Middleware: allows each network FLOOD_PER_MINUTE requests a minute; 0 sets no limit."""
    flood = Flood()

    def answer(request: HttpRequest) -> HttpResponse:
        wait = flood.wait(network(request), settings.FLOOD_PER_MINUTE, time.monotonic())
        if not wait:
            return get_response(request)
        return refuse(
            429,
            f"Too many requests came from your network. Try again in {wait} seconds.",
            **{"Retry-After": str(wait)},
        )

    return answer


class Flood:
    """A token bucket per network, in this process's memory; the one idle longest is forgotten."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, network: str, per_minute: int, now: float) -> int:
        """Seconds until `network` may ask again; 0 takes one token and lets it ask now."""
        if per_minute <= 0:
            return 0
        with self._lock:
            left, then = self._left.pop(network, (float(per_minute), now))
            left = min(per_minute, left + (now - then) * per_minute / 60)
            self._left[network] = (left - 1 if left >= 1 else left, now)
            if len(self._left) > NETWORKS_REMEMBERED:
                self._left.popitem(last=False)
        return 0 if left >= 1 else math.ceil((1 - left) * 60 / per_minute)


def limit_numbers(get_response: Answer) -> Answer:
    """Middleware: answers with a sentence when a number is too large for the database.

    Forms check most numbers; lists of ids, and what Django's own admin reads, reach the
    database as they were sent. The transaction has been rolled back by then.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not is_too_large(exception):
            return None
        log.warning("A number that can't be stored was refused", exc_info=exception)
        return refuse(400, "A number in what was sent is too large. Check it and send it again.")

    answer.process_exception = process_exception  # type: ignore[attr-defined]
    return answer


def is_too_large(exception: BaseException) -> bool:
    """SQLite's driver overflows, PostgreSQL refuses, and Python reads at most 4,300 digits."""
    if isinstance(exception, OverflowError):
        return True
    if isinstance(exception, DataError):
        return "out of range" in str(exception)
    unread = isinstance(exception, ValueError) and "integer string conversion" in str(exception)
    return unread or (exception.__cause__ is not None and is_too_large(exception.__cause__))


TOO_BIG = "What was sent is too large. Send it in smaller parts: one story at a time."
REASONS = {
    DisallowedHost: "This server doesn't serve that host name.",
    RequestDataTooBig: TOO_BIG,
    TooManyFieldsSent: "The form has too many fields. Send fewer.",
    TooManyFilesSent: "The form has too many files. Send fewer.",
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400: a sentence that says what was wrong."""
    own = sentence_of(exception) if isinstance(exception, BadRequest) else ""
    general = "The request couldn't be read. Go back and try again."
    return refuse(400, own or REASONS.get(type(exception), general))
