"""Adding an article: from its text, or from its address."""

import datetime as dt
import hashlib
import os

import pytest
from django.test import override_settings

from sources import fetch
from sources.fetch import Answer, FoundArticle, Refused
from sources.models import Article, Capture, FetchedPage, Publisher
from tests.cast import STORY
from tests.desk.forms import form_in, said

ADDRESS = "/desk/articles/add/"
NOW = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)


@pytest.fixture
def page(monkeypatch, tmp_path):
    """The fetcher's answer, without a network; what it may do is tested in tests/sources."""
    url = "https://courier.example/pier"
    requested, answered = b"GET /pier HTTP/1.1\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\nx"
    exchange = fetch.Exchange(url, "93.184.215.14", NOW, requested, answered)
    headers = [("Server", "x")]
    answer = Answer("http://courier.example/p", url, 200, headers, b"x", NOW, (exchange,))
    found = FoundArticle("Pier to open", "Ines Falk", "2026-03-03", "Quayside Courier", "en", STORY)
    monkeypatch.setattr(fetch, "fetch", lambda address: answer)
    monkeypatch.setattr(fetch, "read_article", lambda given: found)
    with override_settings(ARCHIVE_DIR=tmp_path):
        yield found


def fetched(jos):
    return jos.post(ADDRESS, {"address": "http://courier.example/p", "fetch": "1"})


def test_a_pasted_text_becomes_an_article_kept_as_it_came(jos, jo):
    text = "  Two spaces before.\r\n\r\n“Then a quote,” she said. \n"
    answer = jos.post(ADDRESS, {"text": text, "headline": "Spaces"})
    capture = Capture.objects.get()
    assert answer.headers["Location"] == f"/desk/articles/{capture.source_id}/"
    assert capture.text == text.replace("\r\n", "\n")
    assert (capture.method, capture.captured_by) == ("pasted", jo)
    assert Article.objects.get().publisher is None


def test_a_publisher_that_is_known_is_not_made_twice(jos, publisher):
    jos.post(ADDRESS, {"text": "Some words.", "publisher": "quayside courier"})
    jos.post(ADDRESS, {"text": "Other words.", "publisher": "Lind Herald"})
    assert {p.name for p in Publisher.objects.all()} == {"Quayside Courier", "Lind Herald"}


def test_two_publishers_of_one_name_are_distinguished_by_place(jos, publisher):
    other = Publisher.objects.create(name="Quayside Courier", place="Southport")
    answer = jos.post(ADDRESS, {"text": "Words.", "publisher": "Quayside Courier"})
    assert "Quayside Courier (Northport)" in said(answer) and not Article.objects.exists()
    jos.post(ADDRESS, {"text": "Words.", "publisher": "Quayside Courier (Southport)"})
    assert Article.objects.get().publisher == other


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"text": ""}, "Paste the text of the article."),
        ({"text": " \n "}, "Paste the text of the article."),
        ({"text": "a\x00b"}, "Null characters are not allowed"),
        ({"text": "a\x01b"}, "can't be stored"),
        ({"text": "a\ufffeb"}, "can't be stored"),
        ({"headline": "a\x07"}, "can't be stored"),
        ({"text": "<!doctype html><html><p>Words."}, "HTML, not its words"),
        ({"text": "Itâ€™s over, he said. Thatâ€™s all."}, "wrong encoding"),
        ({"headline": "x" * 501}, "at most 500 characters"),
        ({"published_on": "2999-01-01"}, "in the future"),
        ({"published_on": "0001-01-01"}, "before the year 1000"),
        ({"published_on": "soon"}, "Enter a valid date"),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"url": "https://courier.example/pier"}, "in the record already"),
    ],
)
def test_what_can_not_be_stored_is_refused_and_kept(jos, article, sent, sentence):
    answer = jos.post(ADDRESS, {"text": "Some words.", "author": "Ines Falk", **sent})
    assert answer.status_code == 422 and sentence in said(answer)
    assert form_in(answer)["author"] == "Ines Falk"
    assert Article.objects.count() == 1 and not Capture.objects.exists()


def test_what_was_found_at_an_address_is_shown_for_correction_and_not_stored(jos, page):
    form = form_in(fetched(jos))
    assert (form["headline"], form["author"]) == ("Pier to open", "Ines Falk")
    assert (form["publisher"], form["published_on"]) == ("Quayside Courier", "2026-03-03")
    assert form["url"] == "https://courier.example/pier"
    assert not Article.objects.exists() and not Capture.objects.exists()


def test_enter_in_the_addresss_field_fetches_it(jos, page):
    answer = jos.post(ADDRESS, {"address": "http://courier.example/p", "add": "1", "text": " "})
    assert form_in(answer)["headline"] == "Pier to open"


def test_a_fetched_article_is_stored_with_the_page_it_came_from(jos, page, tmp_path):
    jos.post(ADDRESS, form_in(fetched(jos), text=STORY, headline="Pier to open in May"))
    capture, kept = Capture.objects.get(), FetchedPage.objects.get()
    assert (capture.method, capture.captured_at) == ("own_fetch", NOW)
    assert (capture.source.headline, capture.source.display) == ("Pier to open in May", "passages")
    assert kept.capture == capture and (tmp_path / kept.warc_path).is_file()
    assert (kept.url, kept.final_url) == (
        "http://courier.example/p",
        "https://courier.example/pier",
    )
    assert kept.body_sha256 == hashlib.sha256(b"x").hexdigest()


def files_below(folder) -> list[str]:
    return sorted(str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file())


def test_a_page_that_was_only_looked_at_is_swept_away_in_time(jos, page, tmp_path):
    fetched(jos)
    (aside,) = files_below(tmp_path)
    assert aside.startswith("aside/")
    os.utime(tmp_path / aside, (0, 0))
    jos.post(ADDRESS, form_in(fetched(jos)))
    assert files_below(tmp_path) == [FetchedPage.objects.get().warc_path]


def test_an_article_whose_page_was_swept_away_is_fetched_again(jos, page, tmp_path):
    form = form_in(fetched(jos))
    (tmp_path / files_below(tmp_path)[0]).unlink()
    answer = jos.post(ADDRESS, form)
    assert answer.status_code == 422 and "Fetch it again" in said(answer)
    assert form_in(answer)["text"] == STORY
    assert not Article.objects.exists() and not Capture.objects.exists()


def test_one_page_can_be_kept_from_two_tabs(jos, page, tmp_path):
    form = form_in(fetched(jos))
    assert jos.post(ADDRESS, form).status_code == 302
    assert jos.post(ADDRESS, form | {"url": ""}).status_code == 302
    assert len(files_below(tmp_path)) == 1 and FetchedPage.objects.count() == 2


def test_a_text_corrected_by_hand_says_so(jos, page):
    jos.post(ADDRESS, form_in(fetched(jos), text=STORY + "More."))
    assert Capture.objects.get().note == "Corrected by hand after it was fetched."


def test_a_note_of_a_fetch_can_not_be_forged_or_passed_on(jos, eds, page):
    form = form_in(fetched(jos))
    eds.post(ADDRESS, {**form, "text": STORY})
    jos.post(ADDRESS, {**form, "text": "Other.", "url": "", "fetched": form["fetched"] + "x"})
    assert {c.method for c in Capture.objects.all()} == {"pasted"}
    assert not FetchedPage.objects.exists()


def test_a_refused_address_says_why_and_leaves_the_paste_box_as_it_was(jos, monkeypatch):
    def refuse(address):
        raise Refused("The site doesn't let us read this page. Paste the text if you have it.")

    monkeypatch.setattr(fetch, "fetch", refuse)
    sent = {"address": "https://courier.example/", "fetch": "1", "text": "Pasted already."}
    answer = jos.post(ADDRESS, sent)
    assert answer.status_code == 422 and "doesn't let us read" in said(answer)
    assert form_in(answer)["text"] == "Pasted already."
    assert form_in(answer)["address"] == "https://courier.example/"


@pytest.mark.parametrize(
    "address", ["", "http://127.0.0.1/", "http://2130706433/", "ftp://a.example/", "a\x00b"]
)
def test_an_address_inside_is_refused_by_the_real_fetcher(jos, address):
    answer = jos.post(ADDRESS, {"address": address, "fetch": "1"})
    assert answer.status_code == 422
    assert form_in(answer)["text"] == ""


def test_a_page_that_can_not_be_kept_is_not_used(jos, page, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fetch, "keep", full)
    answer = fetched(jos)
    assert answer.status_code == 422 and "can't be stored here" in said(answer)


def test_a_warning_of_the_page_is_passed_on(jos, page):
    page.warnings.append("The page says that it is for subscribers.")
    assert "for subscribers" in said(fetched(jos))
