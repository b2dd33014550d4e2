"""Whoever changes a source moves the quotes found in it, wherever the change is made."""

import datetime as dt

import pytest

from quotes.editorial import source_changes
from quotes.search import Search
from quotes.search.consistency import disagreements
from sources.models import Article, Source
from tests.admin.filling import fill, signed_in
from tests.cast import changed_openly

pytestmark = pytest.mark.django_db


def found_in(month: str) -> list[int]:
    return list(Search(f"said:{month}").page.quotes)


@pytest.mark.parametrize("model", [Source, Article])
def test_the_verb_moves_the_quotes_of_a_source(published_quote, article, model):
    changed_openly(model.objects.get(pk=article.pk), published_on=dt.date(2023, 5, 6))
    assert found_in("2023-05") == [published_quote.pk]
    assert found_in("2025-03") == []
    assert list(disagreements()) == []


@pytest.mark.parametrize("page", ["article", "source"])
def test_its_page_in_the_admin_moves_them(published_quote, article, superuser, page, settings):
    settings.FOUR_EYES = False
    url = f"/admin/sources/{page}/{article.pk}/change/"
    day = {"published_on": "2023-05-06", "public_reason": "As printed."}
    assert fill(signed_in(superuser), url, **day).status_code == 302
    assert found_in("2023-05") == [published_quote.pk]
    assert list(disagreements()) == []


def test_drafts_stay_out_of_search(draft_quote, article):
    article.published_on = dt.date(2023, 5, 6)
    source_changes.save_source(article)
    assert found_in("2023-05") == []
