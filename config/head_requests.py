"""Answers HEAD with the headers of GET and nothing after them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


def drop_body_of_head(get_response: Callable[[HttpRequest], HttpResponseBase]):
    """Middleware: a body after HEAD would be read as the beginning of the next answer.

    Views answer HEAD as GET, and the server sends what it is given; only Django's test client
    drops it. Content-Length stays that of GET.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.method == "HEAD":
            if response.streaming:
                response.streaming_content = ()
            else:
                response.headers.setdefault("Content-Length", str(len(response.content)))
                response.content = b""
        return response

    return answer
