"""When the database is away, readers get the page as it last stood, and are told so."""

import logging
import time
from collections import OrderedDict
from datetime import datetime

from django.core.cache import caches
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from sources.page_cache import FORGOTTEN, KEEP_FOR

log = logging.getLogger(__name__)

PLACE = b"<!-- banner -->"
REFRESH_AFTER = 60  # seconds between two copies of one page
REMEMBERED = 10_000


class DatabaseAway:
    """Keep a copy of each public page that is read; answer with it when the database doesn't.

    Only what anybody sees is kept: pages without a query, asked for and
    answered without a cookie. While the database answers, no copy is ever shown.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.kept: OrderedDict[str, float] = OrderedDict()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked_at = timezone.now()
        response = self.get_response(request)
        if self.is_worth_keeping(request, response):
            self.keep(request.path, response, asked_at)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        log.error("The database is away", exc_info=exception)
        return self.as_it_last_stood(request) or self.away()

    def is_worth_keeping(self, request: HttpRequest, response: HttpResponse) -> bool:
        return (
            request.method == "GET"
            and response.status_code == 200
            and not response.streaming
            and not request.META.get("QUERY_STRING")
            and not request.COOKIES
            and not response.cookies
            and response.get("Content-Type", "").startswith("text/html")
            and time.monotonic() - self.kept.get(request.path, -REFRESH_AFTER) >= REFRESH_AFTER
        )

    def keep(self, path: str, response: HttpResponse, asked_at: datetime) -> None:
        """The kept copy is a matter of course: a full disk must not cost anybody a page.

        A page that was being made while something was taken back may still hold it.
        """
        self.kept[path] = time.monotonic()
        self.kept.move_to_end(path)
        while len(self.kept) > REMEMBERED:
            self.kept.popitem(last=False)
        try:
            forgotten_at = caches["pages"].get(FORGOTTEN)
            if forgotten_at is None or forgotten_at < asked_at:
                caches["pages"].set(path, (response.content, timezone.now()), KEEP_FOR)
        except OSError:
            log.exception("A copy of %s couldn't be kept", path)

    def as_it_last_stood(self, request: HttpRequest) -> HttpResponse | None:
        held = None
        if request.method in ("GET", "HEAD") and not request.META.get("QUERY_STRING"):
            held = caches["pages"].get(request.path)
        if held is None:
            return None
        content, kept_at = held
        banner = render_to_string("site/away.html", {"kept_at": kept_at}).encode()
        response = HttpResponse(content.replace(PLACE, banner, 1))
        response["Cache-Control"] = "no-store"
        return response

    def away(self) -> HttpResponse:
        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = "120"
        response["Cache-Control"] = "no-store"
        return response
