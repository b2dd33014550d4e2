"""What every public address has in common: it is read, never written."""

from functools import wraps

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

ONLY_READ = "This address is only read. Ask for it with GET or HEAD.\n"


def only_read(view):
    """Answer GET and HEAD; refuse every other method, known or not, with a sentence.

    Nothing is written behind it, so no form token is asked for before the refusal.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        return HttpResponse(
            ONLY_READ,
            status=405,
            headers={"Allow": "GET, HEAD"},
            content_type="text/plain; charset=utf-8",
        )

    return csrf_exempt(answer)
