"""Who may sit at the desk, and how its script is told that they may not (any more)."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

SIGN_IN = (
    "You are signed out. Sign in in another tab, then do this again: everything you entered is "
    "kept here."
)
NOT_YOURS = "Your account may not do this. Ask an editor."


def wants_fragment(request: HttpRequest) -> bool:
    """Whether the desk's own script asks, which puts an answer into the page it stands in."""
    return request.headers.get("X-Requested-With") == "desk"


def for_those_who(*permissions: str) -> Callable:
    """Let in who has the permissions; send others to sign in, or tell them in a sentence."""

    def wrap(view: Callable) -> Callable:
        @wraps(view)
        def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if request.user.has_perms(permissions):
                response = view(request, *args, **kwargs)
                # Unpublished work: not for a cache on the way, nor for whoever sits here next.
                add_never_cache_headers(response)
                return response
            if wants_fragment(request):
                return _sentence(request.user.is_authenticated)
            if request.user.is_authenticated:
                raise PermissionDenied(NOT_YOURS)
            return redirect_to_login(request.get_full_path())

        return answer

    return wrap


def _sentence(signed_in: bool) -> HttpResponse:
    sentence, status = (NOT_YOURS, 403) if signed_in else (SIGN_IN, 401)
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


journalists = for_those_who("quotes.add_quote")
readers = for_those_who("quotes.view_evidence", "quotes.view_quote")
checkers = for_those_who("quotes.add_evidence")
