"""Public addresses. One name for the address, its view, its template and its test."""

from django.urls import include, path

from quotes.public.views.about import about
from quotes.public.views.article import article
from quotes.public.views.articles import articles
from quotes.public.views.corrections import corrections
from quotes.public.views.corrections_atom import corrections_atom
from quotes.public.views.data import data
from quotes.public.views.home import home
from quotes.public.views.how_to_read import how_to_read
from quotes.public.views.how_to_search import how_to_search
from quotes.public.views.picture import picture
from quotes.public.views.quote import quote
from quotes.public.views.quote_citation import quote_citation
from quotes.public.views.quote_embed import quote_embed
from quotes.public.views.quote_json import quote_json
from quotes.public.views.quote_jsonld import quote_jsonld
from quotes.public.views.quotes import quotes
from quotes.public.views.quotes_atom import quotes_atom
from quotes.public.views.quotes_csv import quotes_csv
from quotes.public.views.quotes_json import quotes_json
from quotes.public.views.source import source
from quotes.public.views.sources import sources
from quotes.public.views.speaker import speaker
from quotes.public.views.speaker_atom import speaker_atom
from quotes.public.views.speakers import speakers
from quotes.public.views.speakers_suggest import speakers_suggest
from quotes.public.views.topic import topic
from quotes.public.views.topic_atom import topic_atom
from quotes.public.views.topics import topics

urlpatterns = [
    path("desk/check/", include("quotes.factcheck.urls")),
    path("", home, name="home"),
    path("quotes/", quotes, name="quotes"),
    path("quotes/<int:pk>/", quote, name="quote"),
    path("quotes/<int:pk>/picture.png", picture, name="picture"),
    path("speakers/", speakers, name="speakers"),
    path("speakers/<int:pk>/", speaker, name="speaker"),
    path("speakers/<int:pk>/<str:slug>/", speaker, name="speaker"),
    path("articles/", articles, name="articles"),
    path("articles/<int:pk>/", article, name="article"),
    path("articles/<int:pk>/<str:slug>/", article, name="article"),
    path("sources/", sources, name="sources"),
    path("sources/<int:pk>/", source, name="source"),
    path("sources/<int:pk>/<str:slug>/", source, name="source"),
    path("topics/", topics, name="topics"),
    path("topics/<int:pk>/", topic, name="topic"),
    path("topics/<int:pk>/<str:slug>/", topic, name="topic"),
    path("corrections/", corrections, name="corrections"),
    path("about/", about, name="about"),
    path("how-to-read/", how_to_read, name="how_to_read"),
    path("how-to-search/", how_to_search, name="how_to_search"),
    path("data/", data, name="data"),
    path("quotes.json", quotes_json, name="quotes_json"),
    path("quotes.csv", quotes_csv, name="quotes_csv"),
    path("quotes.atom", quotes_atom, name="quotes_atom"),
    path("quotes/<int:pk>.json", quote_json, name="quote_json"),
    path("quotes/<int:pk>.jsonld", quote_jsonld, name="quote_jsonld"),
    path("quotes/<int:pk>.<str:style>", quote_citation, name="quote_citation"),
    path("quotes/<int:pk>/embed/", quote_embed, name="quote_embed"),
    path("speakers.json", speakers_suggest, name="speakers_suggest"),
    path("speakers/<int:pk>.atom", speaker_atom, name="speaker_atom"),
    path("topics/<int:pk>.atom", topic_atom, name="topic_atom"),
    path("corrections.atom", corrections_atom, name="corrections_atom"),
    path("desk/", include("quotes.desk.urls")),
]
