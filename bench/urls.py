"""The baseline: the cost of a page of 25 rows with our middleware, one indexed query, a template."""

from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from quotes.models import Segment

PAGE = engines["django"].from_string(
    "{% extends 'base.html' %}{% block main %}<h1>Hello</h1><ol>{% for row in rows %}"
    "<li><a href='/quotes/{{ row.quote_id }}/'>{{ row.words }}</a></li>{% endfor %}</ol>{% endblock %}"
)


def floor(request):
    start = int(request.GET.get("from", 1))
    rows = Segment.objects.filter(quote__gte=start, quote__lt=start + 25)
    return HttpResponse(PAGE.render({"rows": rows}, request))


urlpatterns = [path("floor/", floor), path("", include("config.urls"))]
