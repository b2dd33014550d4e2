"""A name that no quote has is suggested, and only where what was typed can be a name."""

import pytest

from quotes.editorial import entry, workflow
from quotes.editorial.entry import Party
from quotes.models import Quote, Speaker
from quotes.search import Search
from sources.models import Capture, Source
from tests.cast import span_of

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
