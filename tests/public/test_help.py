"""The help page of the search box says nothing that search doesn't do."""

import html
import re

import pytest

from quotes.models import Review
from quotes.public.listing.filter_table import FORM_FIELDS, QUERY_NAMES
from quotes.public.presentation.status_examples import EXAMPLES
from quotes.public.views.help import FORMS, VERDICTS
from quotes.search import Search
from quotes.text.query import FIELDS, parse
from quotes.text.standing_facts import SHORT

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


def test_every_status_is_explained_in_its_own_words(client):
    page = client.get("/how-to-read/", follow=True).content.decode()
    plain = html.unescape(re.sub("<.*?>", "", page))
    assert {example.standing.code for example in EXAMPLES} == SHORT.keys()
    for example in EXAMPLES:
        assert example.standing.phrase in plain and example.meaning in plain


def test_the_statuses_are_explained_from_the_gravest_on():
    """Each goes before those that are explained after it, where one quote could have both."""
    order = [example.standing.css for example in EXAMPLES]
    gravest = ["bad", "disputed", "differs"]
    assert [css for css in order if css in gravest] == sorted(
        (css for css in order if css in gravest), key=gravest.index
    )


def test_every_verdict_is_explained(client):
    assert {str(label) for label, _ in VERDICTS} == {str(v.label) for v in Review.Verdict}
    page = client.get("/how-to-read/", follow=True).content.decode()
    for label, meaning in VERDICTS:
        assert f"<dt>{label}</dt><dd>{meaning}</dd>" in page


@pytest.mark.parametrize("mark", ["same", "differs", "quoted", "paraphrase", "hit"])
def test_every_stroke_of_the_pen_is_explained(client, mark):
    assert f'<mark class="{mark}">' in client.get("/how-to-read/", follow=True).content.decode()
