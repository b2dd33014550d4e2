"""The help page of the search box says nothing that search doesn't do."""

import pytest

from quotes.public.views.help import FORMS
from quotes.search import Search
from quotes.text.query import parse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("form", [form for form, _ in FORMS])
def test_each_form_is_on_the_page_and_understood(client, form):
    assert parse(form).notes == ()
    assert parse(str(parse(form))) == parse(form)
    page = client.get("/how-to-search/").content.decode()
    assert f"<code>{form}</code>" in page


def test_it_is_linked_from_every_page(client):
    assert 'href="/how-to-search/"' in client.get("/quotes/").content.decode()


def test_a_form_finds_what_it_says(published_quote):
    for query in ("money", "“money is”", "mon*", "money OR x", "kind:direct OR kind:partial"):
        assert Search(query).page.quotes == [published_quote.pk], query
