"""Who may open the newsroom's pages, and how a script learns that somebody may not."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

SIGN_IN = (
    "You are signed out. Sign in again in another tab, then repeat this. Everything you entered "
    "is still here."
)
NOT_ALLOWED = "Your account may not do this. Ask an editor."


def wants_fragment(request: HttpRequest) -> bool:
    """Whether the desk's script sent this request, to put the response into its page."""
    return request.headers.get("X-Requested-With") == "desk"


def permissions_required(*permissions: str) -> Callable:
    """Run the view only for users with these permissions; others sign in or read why not."""

    def wrap(view: Callable) -> Callable:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if request.user.has_perms(permissions):
                response = view(request, *args, **kwargs)
                # Unpublished work mustn't stay in a shared cache, or in a shared browser.
                add_never_cache_headers(response)
                return response
            if wants_fragment(request):
                return _plain_refusal(request.user.is_authenticated)
            if request.user.is_authenticated:
                raise PermissionDenied(NOT_ALLOWED)
            return redirect_to_login(request.get_full_path())

        return guarded

    return wrap


def _plain_refusal(signed_in: bool) -> HttpResponse:
    sentence, status = (NOT_ALLOWED, 403) if signed_in else (SIGN_IN, 401)
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


journalists_only = permissions_required("quotes.add_quote")
newsroom_only = permissions_required("quotes.view_evidence", "quotes.view_quote")
fact_checkers_only = permissions_required("quotes.add_evidence")
