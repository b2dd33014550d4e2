"""A name that no quote has is suggested, and only where what was typed can be a name."""

import datetime as dt
import re

import pytest

from quotes.editorial import entry, workflow
from quotes.editorial.entry import Party
from quotes.models import Quote, Role, Speaker
from quotes.search import Search
from sources.models import Capture, Source
from tests.cast import added_openly, span_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def publish(jo, ed):
    """Publishes some words of a speaker, in a language."""

    def published(words: str, name: str = "Ada Lund", language: str = "en", **party) -> Quote:
        source = Source.objects.create(kind="article", headline="Story", language=language)
        capture = Capture.objects.create(source=source, text=f"“{words},” {name} said.")
        quote = entry.enter(
            capture,
            segments=[span_of(capture, f"“{words},”")],
            parties=[Party(speaker=Speaker.objects.create(name=name), **party)],
            by=jo,
        )
        workflow.submit(quote, by=jo)
        workflow.publish(quote, by=ed)
        return quote

    return published


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("גיל כהן", "gun"),
        ("גיל כהן", "cocaine"),
        ("Gil Cohen", "gun"),
        ("Gil Cohen", "cocaine"),
        ("Eva Smith-Jones", "Iowa"),
        ("Ada Lund", "land"),
        ("Tom Hale", "hill"),
        ("Tom Hale", "timeout"),
    ],
)
def test_an_ordinary_word_is_no_name_for_sounding_like_one(publish, name, typed):
    publish("The bridge is closed", name)
    search = Search(typed)
    assert not search.page.quotes
    assert (search.speakers, search.notes) == ([], [])


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Lund", "Speakers with this name"),
        ("Ada Lundd", "Speakers with a similar name"),
        ("harbour keeper", "Speakers with this title"),
        ("bridge", ""),
    ],
)
def test_what_is_suggested_says_why(client, publish, typed, label):
    quote = publish("I, the harbour keeper, closed the bridge")
    speaker = quote.attributions.get().speaker
    role = Role(speaker=speaker, title="harbour keeper", attested_in=quote.capture)
    role.attested_on = dt.date(2026, 3, 5)
    added_openly(role)
    search = Search(typed)
    assert bool(search.speakers) == bool(label) and search.speakers_label == label
    page = client.get("/quotes/", {"q": typed}).content.decode()
    assert re.findall(r'class="offered" aria-label="([^"]*)"', page) == ([label] if label else [])
