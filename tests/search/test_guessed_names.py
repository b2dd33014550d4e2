"""A name that no quote has is suggested, and only where what was typed can be a name."""

import datetime as dt
import re

import pytest

from quotes.models import Role
from quotes.search import Search, suggest
from tests.cast import added_openly

pytestmark = pytest.mark.django_db


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
def test_an_ordinary_word_is_no_name_for_sounding_like_one(client, publish, name, typed):
    publish("The bridge is closed", name)
    search = Search(typed)
    assert not search.page.quotes
    assert (search.speakers, search.notes) == ([], [])
    assert suggest(typed) == []
    filtered = Search(f"speaker:{typed}")
    assert not filtered.page.quotes
    assert filtered.notes == [f"No speaker “{typed}” is in the record. Check the spelling."]
    assert client.get("/quotes/", {"speaker": typed}).status_code == 400


def test_a_filter_that_reads_a_name_as_one_like_it_says_so(publish):
    quote = publish("The bridge is closed", "Ada Lundqvist")
    search = Search("speaker:lundkvist")
    assert list(search.page.quotes) == [quote.pk]
    assert search.notes == ["No speaker is called “lundkvist”. Read as Ada Lundqvist."]
    assert Search("speaker:lundqvist").notes == []


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
