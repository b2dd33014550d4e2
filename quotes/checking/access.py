"""Who may check."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse


def staff_who(*permissions: str) -> Callable:
    """Let in staff with these permissions; others sign in, or are told in a sentence."""

    def wrap(view: Callable) -> Callable:
        @wraps(view)
        def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), "admin:login")
            if not request.user.is_staff or not request.user.has_perms(permissions):
                raise PermissionDenied("Your account may not do this. Ask an editor.")
            return view(request, *args, **kwargs)

        return answer

    return wrap


readers = staff_who("quotes.view_evidence", "quotes.view_quote")
checkers = staff_who("quotes.add_evidence")
