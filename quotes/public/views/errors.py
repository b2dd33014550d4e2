"""Error pages: what is wrong, and what to do."""

import logging

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

log = logging.getLogger(__name__)


def error(request: HttpRequest, status: int, sentence: str = "") -> HttpResponse:
    """The page for a status, with a sentence of its own where the general one won't do."""
    context = {"sentence": sentence}
    return HttpResponse(render_to_string(f"{status}.html", context), status=status)


def forbidden(request: HttpRequest, exception=None, reason="") -> HttpResponse:
    return error(request, 403, sentence_of(exception))


def csrf_failure(request: HttpRequest, reason="") -> HttpResponse:
    return error(
        request,
        403,
        "The form was open too long, or your browser sends no cookies. "
        "Go back, load the page again, and send the form once more.",
    )


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    return error(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault. Asks no database; and if even the template is broken, plain words do."""
    try:
        return error(request, 500)
    except Exception:
        log.exception("The page for errors is itself broken")
        return HttpResponse(
            "Something broke on our side. It isn’t your fault; try again in a minute.",
            status=500,
            content_type="text/plain; charset=utf-8",
        )


def sentence_of(exception: Exception | None) -> str:
    """A refusal's own sentence, if it was given one for people to read."""
    words = str(exception or "")
    return words if words.endswith(".") and " " in words else ""
