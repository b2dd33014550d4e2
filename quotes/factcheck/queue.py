from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from quotes.desk.access import readers

from .waiting import queue as waiting


@readers
def queue(request: HttpRequest) -> HttpResponse:
    """The fact-checker's front: what waits, the oldest first."""
    return render(request, "checking/queue.html", {"queue": waiting()})
