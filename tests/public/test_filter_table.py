"""The table of public filters, and one of them from end to end: the medium."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command

from quotes.models import Quote, SearchRow
from quotes.public.listing.filter_table import FACETS, FORM_FIELDS
from quotes.public.listing.filters import QuoteForm
from quotes.search import consistency, refresh
from quotes.search.documents import Entry, medium_key
from quotes.search.engines import engine
from quotes.search.facets import NAMES_IN_ORDER

pytestmark = pytest.mark.django_db


@pytest.fixture
def posted(published_quote, publish_many, freely) -> Quote:
    """A quote that its source places on a platform, among others that have no medium."""
    publish_many(2)
    Quote.objects.filter(pk=published_quote.pk).update(medium="on the Harbour Board")
    published_quote.refresh_from_db()
    refresh(published_quote)
    return published_quote


def found(client, **given) -> list[int]:
    return [quote["id"] for quote in client.get("/quotes.json", given).json()["quotes"]]


def test_the_form_and_the_facets_are_those_of_the_table():
    assert [*QuoteForm.base_fields] == ["q", *FORM_FIELDS, "order", "read"]
    assert {*FACETS} == {*NAMES_IN_ORDER}


@pytest.mark.parametrize("typed", ["Harbour Board", "on the harbour board", "HARBOUR  BOARD"])
def test_a_medium_is_found_however_it_is_written(client, posted, typed):
    assert found(client, medium=typed) == [posted.pk]
    assert found(client, q=f'medium:"{typed}"') == [posted.pk]


def test_a_list_of_one_medium_says_so_in_title_and_chip(client, posted):
    page = client.get("/quotes/", {"medium": "Harbour Board"})
    assert page.context["listing"].summary == "Quotes, via Harbour Board"
    assert [(c.label, c.value) for c in page.context["listing"].chips] == [
        ("Medium", "Harbour Board")
    ]


@pytest.mark.parametrize("typed", ["Harbour", "Carrier Pigeon", "…", "medium_x", "a" * 150])
def test_a_medium_that_no_quote_has_is_answered_with_a_sentence(client, posted, typed):
    page = client.get("/quotes/", {"medium": typed})
    assert page.status_code == 400
    assert f"No medium “{typed}” is in the record. Check the spelling" in page.content.decode()
    notes = client.get("/quotes.json", {"q": f"medium:{typed}x"}).json()["notes"]
    assert any("Check the spelling." in note for note in notes)


def test_a_medium_of_drafts_alone_is_not_there(client, posted, draft_quote):
    Quote.objects.filter(pk=draft_quote.pk).update(medium="a whisper")
    draft_quote.refresh_from_db()
    refresh(draft_quote)
    assert client.get("/quotes/", {"medium": "a whisper"}).status_code == 400


def test_the_index_and_the_record_agree_on_the_medium(client, posted):
    assert list(consistency.disagreements()) == []
    call_command("rebuild_search", verbosity=0)
    assert list(consistency.disagreements()) == []
    assert found(client, medium="Harbour Board") == [posted.pk]


def test_index_entries_from_before_the_filter_are_given_their_medium(client, posted):
    row = SearchRow.objects.get(quote=posted)
    SearchRow.objects.filter(key=row.key).delete()
    filters = row.filters.replace(f" medium_{medium_key(posted.medium)}", "")
    # By the engine, since PostgreSQL keeps the row's words a second time.
    engine().write([Entry(row.key, posted.pk, filters, row.stems, row.terms)])
    assert client.get("/quotes/", {"medium": "Harbour Board"}).status_code == 400
    migration = import_module("quotes.migrations.0002_medium_tokens")
    migration.add_tokens(apps, None)
    migration.add_tokens(apps, None)
    assert list(consistency.disagreements()) == []
    assert found(client, medium="Harbour Board") == [posted.pk]


def test_kinds_and_verdicts_are_in_titles_as_one_would_say_them(client, published_quote):
    for given, title in (
        ({"kind": "partial"}, "Partial quotes"),
        ({"kind": ["direct", "paraphrase"]}, "Direct quotes or paraphrases"),
        ({"q": "money", "kind": "partial"}, "Partial quotes for money"),
        ({"review": "confirmed", "speaker": "Aster"}, "Quotes by Nils Aster, confirmed"),
        ({"language": "en"}, "Quotes, in English"),
        ({"q": "“the money is” gone"}, "Quotes for the money is gone"),
        (
            {"q": "money", "kind": "direct", "speaker": "Aster"},
            "Direct quotes for money by Nils Aster",
        ),
    ):
        assert client.get("/quotes/", given).context["listing"].summary == title
