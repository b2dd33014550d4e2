"""The sitemaps."""

from xml.etree import ElementTree

import pytest

from quotes.models import Speaker
from quotes.transfer.seed import seed

pytestmark = pytest.mark.django_db


def addresses(client, path):
    tree = ElementTree.fromstring(client.get(path).content)
    return [node.text for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def test_the_sitemaps_lead_to_every_published_quote_and_to_no_draft(
    client, published_quote, draft_quote
):
    files = addresses(client, "/sitemap.xml")
    assert "http://testserver/sitemap-quotes-0.xml" in files
    pages = [page for file in files for page in addresses(client, file)]
    assert f"http://testserver/quotes/{published_quote.pk}/" in pages
    assert f"http://testserver/quotes/{draft_quote.pk}/" not in pages
    assert not any("petra-oduya" in page for page in pages)
    assert any("nils-aster" in page for page in pages)


def test_the_sitemaps_are_cut_by_number_and_leave_out_what_is_empty(
    client, publish_many, draft_quote, published_quote, monkeypatch
):
    monkeypatch.setattr("quotes.public.views.sitemap.BLOCK", 2)
    made = publish_many(4)
    files = addresses(client, "/sitemap.xml")
    blocks = {quote.pk // 2 for quote in (*made, published_quote)}
    assert {file for file in files if "quotes-" in file} == {
        f"http://testserver/sitemap-quotes-{block}.xml" for block in blocks
    }
    pages = [page for file in files for page in addresses(client, file)]
    assert len(pages) == len(set(pages))
    for quote in (*made, published_quote):
        assert f"http://testserver/quotes/{quote.pk}/" in pages
    for wrong in ("quotes-999", "quotes-00", "quotes-", "quotes-x", "drafts"):
        assert client.get(f"/sitemap-{wrong}.xml").status_code == 404


def test_speakers_of_a_later_block_are_on_a_later_page(client, publish_many, mayor, monkeypatch):
    monkeypatch.setattr("quotes.public.views.sitemap.BLOCK", 1)
    publish_many(1)
    named = [f for f in addresses(client, "/sitemap.xml") if "speakers" in f]
    assert len(named) == Speaker.objects.filter(quote_count__quotes__gt=0).count()
    found = [page for file in named for page in addresses(client, file)]
    assert f"http://testserver/speakers/{mayor.pk}/petra-oduya/" in found
    assert client.get(f"/sitemap-speakers.xml?p={len(named) + 1}").status_code == 404


def test_a_block_that_has_not_changed_of_late_is_given_no_day(client, published_quote, monkeypatch):
    monkeypatch.setattr("quotes.public.views.sitemap.LATEST", 0)
    page = client.get("/sitemap.xml").content.decode()
    assert "sitemap-quotes-0.xml" in page
    assert "<lastmod>" not in page


def test_the_sitemap_index_says_when_its_quotes_last_changed(client, published_quote):
    page = client.get("/sitemap.xml").content.decode()
    day = published_quote.revisions.last().made_at.date().isoformat()
    assert f"<lastmod>{day}" in page


def test_the_sitemap_lists_what_is_public_under_its_lasting_address(
    client, published_quote, draft_quote, councillor, mayor, article
):
    index = client.get("/sitemap.xml").content.decode()
    assert "/sitemap-quotes-0.xml" in index
    listed = "".join(
        client.get(f"/sitemap-{section}.xml").content.decode()
        for section in ("pages", "quotes-0", "speakers", "sources", "topics")
    )
    for address in (
        f"/quotes/{published_quote.pk}/",
        f"/speakers/{councillor.pk}/nils-aster/",
        f"/articles/{article.pk}/mayor-promises-ferry-pier-by-may/",
    ):
        assert f"<loc>http://testserver{address}</loc>" in listed
    assert f"/quotes/{draft_quote.pk}/" not in listed
    assert f"/speakers/{mayor.pk}/" not in listed
    assert "/topics/1" not in listed


def test_the_sitemap_of_sources_has_addresses_that_lead_nowhere_else(client):
    seed()
    found = ElementTree.fromstring(client.get("/sitemap-sources.xml").content)
    for loc in found.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc"):
        assert client.get(loc.text).status_code == 200
