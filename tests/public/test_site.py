"""What browsers, search engines and security researchers ask for."""

import datetime as dt
import json
from xml.etree import ElementTree

from quotes.models import Speaker


def test_security_researchers_learn_where_to_write(client, settings):
    settings.SECURITY_CONTACT = "security@record.example"
    page = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:security@record.example\n" in page
    expires = dt.datetime.fromisoformat(page.split("Expires: ")[1].split("\n")[0])
    ahead = expires - dt.datetime.now(dt.UTC)
    assert dt.timedelta(days=30) < ahead < dt.timedelta(days=365)


def test_without_an_address_there_is_no_security_file(client, settings):
    settings.SECURITY_CONTACT = settings.REPORT_ADDRESS = ""
    assert client.get("/.well-known/security.txt").status_code == 404


def test_search_engines_are_kept_out_of_the_newsroom_and_led_to_the_pages(client):
    page = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/\n" in page
    assert "Disallow: /quotes/?\n" in page
    assert "Sitemap: http://testserver/sitemap.xml" in page


def test_a_browser_may_search_from_its_address_bar(client):
    tree = ElementTree.fromstring(client.get("/opensearch.xml").content)
    name = "{http://a9.com/-/spec/opensearch/1.1/}Url"
    assert tree.find(name).get("template") == "http://testserver/quotes/?q={searchTerms}"


def test_the_manifest_names_the_site_and_its_icons(client):
    answer = client.get("/manifest.webmanifest")
    manifest = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert manifest["name"] == "Verbatim"
    assert manifest["start_url"] == "/"
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}


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
