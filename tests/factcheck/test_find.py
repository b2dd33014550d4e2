"""Sources a fact-checker finds, pastes or has fetched for a quote."""

import datetime as dt

import pytest
from django.urls import reverse

from quotes.models import Evidence
from quotes.verification import evidence
from sources import fetch
from sources.models import Capture, Publisher, Source
from sources.new_captures import refuse_misread
from tests.factcheck.pages import STATEMENT, page, text_of

pytestmark = pytest.mark.django_db


def test_a_source_is_found_in_the_record_by_its_words(at_desk, published_quote, statement):
    address = reverse("factcheck:find", args=[published_quote.pk])
    compare = reverse("factcheck:compare", args=[published_quote.pk, statement.pk])
    assert compare in text_of(at_desk.get(address, {"q": "council money"}))
    assert "No source has these words" in text_of(at_desk.get(address, {"q": "zeppelin"}))


def test_pasted_words_are_kept_and_compared_side_by_side(at_desk, published_quote, draft_quote):
    address = reverse("factcheck:find", args=[published_quote.pk])
    fields = {"kind": "statement", "text": STATEMENT, "method": "pasted", "language": "en"}
    compare = at_desk.post(address, fields)["Location"]
    shown = text_of(at_desk.get(compare))
    assert '<mark class="quoted">the money is gone</mark>' in shown
    assert "The words of these quotes are in it too." in shown
    data = {"purpose": "primary", "together": [draft_quote.pk]}
    assert at_desk.post(compare, data)["Location"] == page(published_quote)
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": "<!DOCTYPE html><html><p>Words</p>"}, "HTML, not its words"),
        ({"text": "Itâ€™s over, he said. Thatâ€™s all."}, "wrong encoding"),
        ({"text": "   "}, "Paste the text of the source."),
        ({"text": "Words.", "method": "heard"}, "Say who transcribed"),
        ({"text": "Words.", "published_on": "2999-01-01"}, "in the future"),
        ({"text": "Words.", "duration": "an hour"}, "t a time code. Use mm:ss"),
        ({"text": "Words.", "method": "own_fetch"}, "own_fetch is not one of the available"),
    ],
)
def test_what_is_no_text_is_refused_and_nothing_is_stored(at_desk, published_quote, fields, says):
    address = reverse("factcheck:find", args=[published_quote.pk])
    before = Source.objects.count()
    answer = at_desk.post(address, {"kind": "post", "method": "pasted"} | fields)
    assert (answer.status_code, Source.objects.count()) == (422, before)
    assert says in text_of(answer)


def test_two_publishers_of_one_name_are_distinguished_when_a_source_is_pasted(
    at_desk, published_quote, publisher
):
    Publisher.objects.create(name="Quayside Courier", place="Southport")
    address = reverse("factcheck:find", args=[published_quote.pk])
    fields = {"kind": "article", "text": "Words.", "method": "pasted"}
    before = Source.objects.count()
    answer = at_desk.post(address, fields | {"publisher": "Quayside Courier"})
    assert answer.status_code == 422 and "Give the place too" in text_of(answer)
    assert Source.objects.count() == before


def test_the_length_of_a_pasted_recording_is_kept_and_shown(at_desk, published_quote, fay):
    address = reverse("factcheck:find", args=[published_quote.pk])
    fields = {"kind": "audio", "text": STATEMENT, "method": "heard", "obtained_by": "Fay"}
    assert at_desk.post(address, fields | {"duration": "1:02:05"}).status_code == 302
    tape = Source.objects.get(kind="audio")
    assert tape.duration == 3725
    evidence.link(published_quote, tape.latest_capture, purpose="primary", by=fay)
    assert "1:02:05 long" in text_of(at_desk.get(f"/sources/{tape.pk}/", follow=True))


def test_an_address_that_is_not_fetched_says_why(at_desk, published_quote):
    address = reverse("factcheck:find", args=[published_quote.pk])
    answer = at_desk.post(address, {"kind": "post", "address": "http://127.0.0.1/post"})
    assert answer.status_code == 422
    assert "not on the public internet" in text_of(answer)


@pytest.fixture
def fetched(monkeypatch, settings, tmp_path):
    """Let the fetcher answer from an address, without a network."""
    settings.ARCHIVE_DIR = tmp_path
    at = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)

    def answer(final_url: str, **found):
        requested, answered = b"GET / HTTP/1.1\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\nx"
        exchange = fetch.Exchange(final_url, "93.184.215.14", at, requested, answered)
        page = fetch.Answer(final_url, final_url, 200, [], b"x", at, (exchange,))
        monkeypatch.setattr(fetch, "fetch", lambda url: page)
        article = fetch.FoundArticle(body=STATEMENT, **found)
        monkeypatch.setattr(fetch, "read_article", lambda given: article)

    return answer


def test_a_fetched_source_has_the_publisher_that_its_page_names(
    at_desk, published_quote, fetched, publisher
):
    address = reverse("factcheck:find", args=[published_quote.pk])
    for number, named in enumerate(("Quayside Courier", "Harbourgram", "")):
        url = f"https://harbour.example/{number}"
        fetched(url, publisher=named)
        assert at_desk.post(address, {"kind": "post", "address": url}).status_code == 302
    found = [s.publisher for s in Source.objects.filter(kind="post").order_by("pk")]
    assert (found[0], found[1].name, found[2]) == (publisher, "Harbourgram", None)
    assert {c.method for c in Capture.objects.filter(source__kind="post")} == {"own_fetch"}


def test_what_is_fetched_from_an_archive_is_not_called_the_publishers_own_page(
    at_desk, published_quote, fetched
):
    kept = "https://web.archive.org/web/20250304120000/https://harbour.example/post"
    fetched(kept)
    address = reverse("factcheck:find", args=[published_quote.pk])
    assert at_desk.post(address, {"kind": "post", "address": kept}).status_code == 302
    made = Source.objects.get(kind="post")
    assert made.url == "https://harbour.example/post"
    assert made.latest_capture.method == "third_party_archive"
    assert made.archived_copies.get().url == kept


def test_an_address_in_the_record_needs_no_fetch(freely, at_desk, published_quote, statement):
    Source.objects.filter(pk=statement.source_id).update(url="https://council.example/m/")
    address = reverse("factcheck:find", args=[published_quote.pk])
    answer = at_desk.post(address, {"kind": "post", "address": "http://council.example/m"})
    assert answer["Location"].endswith(f"/compare/{statement.pk}/")


def test_letters_that_only_look_misread_are_taken():
    refuse_misread("Ã is a letter, and so is â.")
