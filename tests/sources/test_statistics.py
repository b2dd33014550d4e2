"""The database knows how much there is of what."""

import pytest
from django.db import OperationalError

from config.management.commands import serve
from quotes import visibility
from sources.db import statistics

pytestmark = pytest.mark.django_db


@pytest.mark.sqlite
def test_an_article_is_not_looked_for_through_all_published_quotes(publish_many):
    publish_many(30)
    statistics.renew()
    way = visibility.sources().filter(kind="article").explain()
    assert "quotes_quote_status" not in way


def test_statistics_are_renewed_on_either_database(published_quote):
    statistics.renew()
    assert visibility.sources().get() == published_quote.capture.source


@pytest.mark.sqlite
def test_a_site_starts_while_somebody_is_writing(monkeypatch):
    def locked():
        raise OperationalError("database is locked")

    monkeypatch.setattr(statistics, "renew", locked)
    serve.renew_statistics()
