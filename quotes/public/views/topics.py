from django.db.models.functions import Coalesce
from django.shortcuts import render

from quotes import visibility
from quotes.public.http import only_read
from quotes.public.presentation.urls import topic_url


@only_read
def topics(request):
    """Every story that readers can follow, with how many quotes it has."""
    told = [
        {"topic": topic, "count": topic.count, "url": topic_url(topic)}
        for topic in visibility.topics()
        .annotate(count=Coalesce("tally__quotes", 0))
        .order_by("name", "pk")
    ]
    return render(request, "quotes/topics.html", {"topics": told})
