"""While the database is down, readers get the last copy of a page, with a banner that says so."""

import logging
import time
from collections import OrderedDict

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from sources.page_cache import KEEP_FOR, keep, kept, known

log = logging.getLogger(__name__)

BANNER_MARK = b"<!-- banner -->"
REFRESH_AFTER = 60  # seconds between two copies of one page
MOST_REMEMBERED = 10_000


class DatabaseOutageMiddleware:
    """Cache each public page that is read, and answer with the copy while the database is down.

    Only what everybody sees is cached: pages without a query string, requested
    and answered without a cookie. While the database answers, no copy is shown.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.cached_at: OrderedDict[str, float] = OrderedDict()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.may_be_cached(request):
            return self.get_response(request)
        as_of = known()
        response = self.get_response(request)
        if self.is_for_everybody(response):
            self.cache(request.path, response, as_of)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        log.error("The database is down", exc_info=exception)
        return self.cached_page(request) or self.unavailable()

    def may_be_cached(self, request: HttpRequest) -> bool:
        return (
            request.method == "GET"
            and not request.META.get("QUERY_STRING")
            and not request.COOKIES
            and time.monotonic() - self.cached_at.get(request.path, -REFRESH_AFTER) >= REFRESH_AFTER
        )

    def is_for_everybody(self, response: HttpResponse) -> bool:
        return (
            response.status_code == 200
            and not response.streaming
            and not response.cookies
            and response.get("Content-Type", "").startswith("text/html")
        )

    def cache(self, path: str, response: HttpResponse, as_of: int | None) -> None:
        """Store a copy. Caching is best effort: a full disk must never break a page.

        A page that was being made while something was erased may still show it, and isn't stored.
        """
        self.cached_at[path] = time.monotonic()
        self.cached_at.move_to_end(path)
        while len(self.cached_at) > MOST_REMEMBERED:
            self.cached_at.popitem(last=False)
        keep("pages", path, (response.content, timezone.now()), KEEP_FOR, as_of=as_of)

    def cached_page(self, request: HttpRequest) -> HttpResponse | None:
        found = None
        if request.method in ("GET", "HEAD") and not request.META.get("QUERY_STRING"):
            found = kept("pages", request.path)
        if found is None:
            return None
        content, cached_at = found
        banner = render_to_string("site/outage.html", {"cached_at": cached_at}).encode()
        response = HttpResponse(content.replace(BANNER_MARK, banner, 1))
        response["Cache-Control"] = "no-store"
        return response

    def unavailable(self) -> HttpResponse:
        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = "120"
        response["Cache-Control"] = "no-store"
        return response
