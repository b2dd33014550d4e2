from django.db.models import Count, Q
from django.shortcuts import render

from quotes import public
from quotes.doors import only_read
from quotes.models import Quote
from quotes.reading.addresses import topic_url


@only_read
def topics(request):
    """Every story that readers can follow, with how many quotes it has."""
    published = Q(quotes__status=Quote.Status.PUBLISHED)
    found = public.topics().annotate(count=Count("quotes", filter=published)).order_by("name", "pk")
    told = [{"topic": topic, "count": topic.count, "url": topic_url(topic)} for topic in found]
    return render(request, "quotes/topics.html", {"topics": told})
