"""Public addresses. One name for the address, its view, its template and its test."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from quotes.public.formats.citations import STYLES
from quotes.public.views import (
    corrections,
    figures,
    help,
    home,
    quote,
    quotes,
    sources,
    speaker,
    speakers,
    topics,
)

register_converter(
    type("Style", (StringConverter,), {"regex": "|".join(STYLES)}),
    "citation_style",
)

urlpatterns = [
    path("desk/check/", include("quotes.factcheck.urls")),
    path("", home.home, name="home"),
    path("quotes/", quotes.quotes, name="quotes"),
    path("quotes/<int:pk>/", quote.quote, name="quote"),
    path("quotes/<int:pk>/picture.png", quote.picture, name="picture"),
    path("speakers/", speakers.speakers, name="speakers"),
    path("speakers/<int:pk>/", speaker.speaker, name="speaker"),
    path("speakers/<int:pk>/<str:slug>/", speaker.speaker, name="speaker"),
    path("articles/", sources.articles, name="articles"),
    path("articles/<int:pk>/", sources.article, name="article"),
    path("articles/<int:pk>/<str:slug>/", sources.article, name="article"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<int:pk>/", sources.source, name="source"),
    path("sources/<int:pk>/<str:slug>/", sources.source, name="source"),
    path("topics/", topics.topics, name="topics"),
    path("topics/<int:pk>/", topics.topic, name="topic"),
    path("topics/<int:pk>/<str:slug>/", topics.topic, name="topic"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("figures/", figures.figures, name="figures"),
    path("about/", help.about, name="about"),
    path("how-to-read/", help.how_to_read, name="how_to_read"),
    path("how-to-search/", help.how_to_search, name="how_to_search"),
    path("data/", help.data, name="data"),
    path("quotes.json", quotes.quotes_json, name="quotes_json"),
    path("quotes.csv", quotes.quotes_csv, name="quotes_csv"),
    path("quotes.atom", quotes.quotes_atom, name="quotes_atom"),
    path("quotes/<int:pk>.json", quote.quote_json, name="quote_json"),
    path("quotes/<int:pk>.jsonld", quote.quote_jsonld, name="quote_jsonld"),
    path("quotes/<int:pk>.<citation_style:style>", quote.quote_citation, name="quote_citation"),
    path("quotes/<int:pk>/embed/", quote.quote_embed, name="quote_embed"),
    path("speakers.json", speakers.speakers_suggest, name="speakers_suggest"),
    path("speakers/<int:pk>.atom", speaker.speaker_atom, name="speaker_atom"),
    path("topics/<int:pk>.atom", topics.topic_atom, name="topic_atom"),
    path("corrections.atom", corrections.corrections_atom, name="corrections_atom"),
    path("corrections.json", corrections.corrections_json, name="corrections_json"),
    path("desk/", include("quotes.desk.urls")),
]
