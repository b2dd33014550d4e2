"""Files that browsers and security researchers ask for."""

import datetime as dt
import json
from xml.etree import ElementTree


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
