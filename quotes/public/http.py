"""What every public address has in common: it is read, never written."""

from collections.abc import Iterable
from functools import wraps

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

ONLY_READ = "This address is only read. Ask for it with GET or HEAD."


def only_read(view):
    """Answer GET and HEAD; refuse every other method, known or not, with a sentence.

    Nothing is written behind it, so no form token is asked for before the refusal.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        response = plain(ONLY_READ, 405)
        response["Allow"] = "GET, HEAD"
        return response

    return csrf_exempt(answer)


def open_to_scripts(view):
    """Let scripts of any site read the answer: it is public, and asks for no sign-in."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answer


def refused(sentences: Iterable[str]) -> HttpResponse:
    """Where no page is made, what is wrong with an address in plain words."""
    return plain("\n".join(sentences), 400)


def gone(request, quote) -> HttpResponse:
    """A file of a withdrawn quote: it says so, and where to read why."""
    page = request.build_absolute_uri(f"/quotes/{quote.pk}/")
    return plain(f"This quote was withdrawn. Read why at {page}", 410)


def plain(text: str, status: int) -> HttpResponse:
    content_type = "text/plain; charset=utf-8"
    return HttpResponse(f"{text}\n", status=status, content_type=content_type)
