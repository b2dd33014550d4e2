"""The help page of the search box says nothing that search doesn't do."""

import pytest

from quotes.public.listing.filter_table import FORM_FIELDS, QUERY_NAMES
from quotes.public.views.help import FORMS
from quotes.search import Search
from quotes.text.query import FIELDS, parse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("form", [form for form, _ in FORMS])
def test_each_form_is_on_the_page_and_understood(client, form):
    query = parse(form, QUERY_NAMES)
    assert query.notes == ()
    assert parse(str(query), QUERY_NAMES) == query
    page = client.get("/how-to-search/").content.decode()
    assert f"<code>{form}</code>" in page


def test_it_is_linked_from_every_page(client):
    assert 'href="/how-to-search/"' in client.get("/quotes/").content.decode()


def test_a_form_finds_what_it_says(published_quote):
    for query in ("money", "“money is”", "mon*", "money OR x", "kind:direct OR kind:partial"):
        assert Search(query).page.quotes == [published_quote.pk], query


def test_whatever_search_understands_before_a_colon_has_an_example():
    explained = {form.partition(":")[0] for form, _ in FORMS if ":" in form}
    assert QUERY_NAMES - explained == {"year"}
    assert QUERY_NAMES >= FIELDS


def test_the_data_page_names_every_filter_of_the_form(client):
    page = client.get("/data/").content.decode()
    for name in FORM_FIELDS:
        assert f"<code>{name}</code>" in page
