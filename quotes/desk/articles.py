"""The desk's home page: the newest articles, with their drafts."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from quotes.access import newsroom_only
from sources.models import Source

SHOWN = 50


@newsroom_only
def articles(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("quotes.add_quote"):
        return redirect("factcheck:queue")  # a fact-checker starts at the queue
    drafts = Count("captures__quotes", filter=Q(captures__quotes__status="draft"))
    quotes = Count("captures__quotes")
    newest = (
        Source.objects.filter(captures__isnull=False).with_opening().select_related("publisher")
    )
    newest = newest.annotate(quotes=quotes, drafts=drafts).order_by("-added_at", "-pk")[:SHOWN]
    return render(request, "desk/articles.html", {"articles": newest})
