"""What the public views share: they are read-only, and some may be read by any site's scripts."""

from collections.abc import Iterable
from functools import wraps

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

READ_ONLY = "This URL is read-only. Use GET or HEAD."


def read_only(view):
    """Answer GET and HEAD; refuse every other method, known or not, with a sentence.

    Nothing is written behind it, so no CSRF token is needed before the refusal.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        response = plain(READ_ONLY, 405)
        response["Allow"] = "GET, HEAD"
        return response

    return csrf_exempt(answer)


def allow_cross_origin(view):
    """Let scripts of any site read the answer: it is public and needs no sign-in."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answer


def bad_request(sentences: Iterable[str]) -> HttpResponse:
    """What is wrong with a request, in plain text, for formats that have no error page."""
    return plain("\n".join(sentences), 400)


def withdrawn_notice(request, quote) -> HttpResponse:
    """The answer for a file of a withdrawn quote: that it was withdrawn, and where to read why."""
    page = request.build_absolute_uri(f"/quotes/{quote.pk}/")
    why = quote.standing.said
    return plain(f"This quote was withdrawn. {why} Read why at {page}", 410)


def plain(text: str, status: int) -> HttpResponse:
    content_type = "text/plain; charset=utf-8"
    return HttpResponse(f"{text}\n", status=status, content_type=content_type)
