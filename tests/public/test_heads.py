"""What a page tells machines in its head never says more, or other, than the page."""

import html
import json
import re

import pytest

from quotes.editorial import workflow
from quotes.models import Revision
from tests.cast import amended_openly
from tests.record import addresses, whole_record


def data_of(page: str) -> dict:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return json.loads(found.group(1))


def test_a_quotes_data_is_its_words_its_speaker_and_its_source(client, published_quote):
    page = client.get(f"/quotes/{published_quote.pk}/").content.decode()
    data = data_of(page)
    assert data["@type"] == "Quotation"
    assert data["text"] == "“the money is gone”"
    assert data["creator"][0]["name"] == "Nils Aster"
    assert data["isPartOf"]["@type"] == "NewsArticle"
    assert data["isPartOf"]["publisher"]["name"] == "Quayside Courier"
    visible = html.unescape(page.split("<main")[1])
    assert data["text"] in visible and data["creator"][0]["name"] in visible


def test_a_correction_is_in_the_data_as_on_the_page(client, published_quote, ed):
    amended_openly(
        published_quote,
        medium="council meeting",
        kind=Revision.Kind.CORRECTION,
        reason="Where it was said.",
    )
    data = data_of(client.get(f"/quotes/{published_quote.pk}/").content.decode())
    assert data["correction"][0]["@type"] == "CorrectionComment"
    assert data["correction"][0]["text"] == "Correction: Where it was said."


def test_a_withdrawn_quote_tells_machines_nothing(client, published_quote, ed):
    workflow.withdraw(published_quote, by=ed, reason="It was never said.")
    page = client.get(f"/quotes/{published_quote.pk}/").content.decode()
    assert "ld+json" not in page and "og:title" not in page and "canonical" not in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_speakers_data_leads_to_the_same_speaker_elsewhere(
    freely, client, published_quote, councillor
):
    councillor.same_as = "https://people.example/aster"
    councillor.save()
    data = data_of(client.get(f"/speakers/{councillor.pk}/", follow=True).content.decode())
    assert data["@type"] == "Person"
    assert data["sameAs"] == ["https://people.example/aster"]


@pytest.mark.sqlite
def test_data_survives_naughty_words_and_ends_no_element_early(client, ed):
    pages = addresses(whole_record(ed))
    for name in ("quote-direct", "quote-partial", "speaker", "article-direct"):
        page = client.get(pages[name], follow=True).content.decode()
        assert data_of(page)["@context"] == "https://schema.org", name
        assert page.count("<script") == 2, name


def test_every_page_has_a_title_a_description_and_one_heading_of_the_first_order(client, ed):
    for name, url in addresses(whole_record(ed)).items():
        page = client.get(url, follow=True).content.decode()
        assert re.search(r"<title>[^<]{4,}</title>", page), name
        assert re.search(r'<meta name="description" content="[^"]{10,}">', page), name
        assert page.count("<h1") == 1, name


def test_a_page_that_has_not_changed_is_not_sent_again(client, published_quote):
    url = f"/quotes/{published_quote.pk}/"
    tag = client.get(url)["ETag"]
    again = client.get(url, headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.content == b""
