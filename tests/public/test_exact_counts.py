"""Counts that cover only the newest quotes say so, and can be asked for in full."""

import pytest

pytestmark = pytest.mark.django_db


def test_partial_counts_say_so_and_lead_to_full_ones(client, published_quote, monkeypatch):
    monkeypatch.setattr("quotes.search.facets.NEWEST", 1)
    page = client.get("/quotes/?q=money").content.decode()
    assert "Counts are of the newest 1 quotes found." in page
    assert "?q=money&amp;exact=1" in page
    exact = client.get("/quotes/?q=money&exact=1").content.decode()
    assert "Counts are of the newest" not in exact
