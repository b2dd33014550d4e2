from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quotes.access import newsroom_only

from .waiting import queue as waiting


@newsroom_only
def queue(request: HttpRequest) -> HttpResponse:
    """The fact-checker's front: what waits, the oldest first."""
    return render(request, "factcheck/queue.html", {"queue": waiting()})
