"""Logs for machines, one JSON object a line, about requests and never about people.

No address, no user, no path with a name in it, no query: a request is logged by the pattern
of its URL. Messages of other programs are logged without their arguments, and exceptions
without their message, since either may repeat what a person typed.
"""

import datetime as dt
import json
import logging
import time
import traceback
import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

OURS = "verbatim"
requests = logging.getLogger(f"{OURS}.requests")


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        when = dt.datetime.fromtimestamp(record.created, dt.UTC)
        result: dict[str, Any] = {
            "time": when.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": message(record),
        }
        result |= getattr(record, "told", {})
        if hasattr(record, "status_code"):
            result["status"] = record.status_code
        if record.exc_info and record.exc_info[0]:
            result["exception"] = record.exc_info[0].__name__
            result["at"] = places(record.exc_info)
        return json.dumps(result, ensure_ascii=False)


def message(record: logging.LogRecord) -> str:
    if record.name.startswith(OURS):
        return record.getMessage()
    if record.name.startswith(("django.request", "django.security", "django.server")):
        return record.name  # these put addresses and hosts into the message itself
    return str(record.msg)


def places(exc_info: Any) -> list[str]:
    frames = traceback.extract_tb(exc_info[2])
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def log_requests(get_response: Callable[[HttpRequest], HttpResponse]):
    """Middleware, the outermost: a line for every request, under an id that its answer carries."""

    def answer(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        number = uuid.uuid4().hex
        response["X-Request-Id"] = number
        result = {
            "id": number,
            "method": request.method if request.method in METHODS else "other",
            "route": route(request),
            "status": response.status_code,
            "milliseconds": round((time.perf_counter() - began) * 1000, 1),
        }
        requests.info("request", extra={"told": result})
        return response

    return answer


METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE")


def route(request: HttpRequest) -> str | None:
    """The pattern of the URL, without the values in its gaps; None if no view answered."""
    match = request.resolver_match
    return match.route if match else None
