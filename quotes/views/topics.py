from django.db.models.functions import Coalesce
from django.shortcuts import render

from quotes import public
from quotes.doors import only_read
from quotes.reading.addresses import topic_url


@only_read
def topics(request):
    """Every story that readers can follow, with how many quotes it has."""
    told = [
        {"topic": topic, "count": topic.count, "url": topic_url(topic)}
        for topic in public.topics()
        .annotate(count=Coalesce("tally__quotes", 0))
        .order_by("name", "pk")
    ]
    return render(request, "quotes/topics.html", {"topics": told})
