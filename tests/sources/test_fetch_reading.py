"""The article in a fetched page, and the page kept beside it."""

import gzip
import hashlib
import time

import pytest
from warcio.archiveiterator import ArchiveIterator

from sources.fetch import Refused, fetch, keep, read_article

from .bad_server import PUBLIC, bad_server, response

STORY = (
    "<p>The bridge over the Lind stays closed, the mayor, Marta Okonjo, said on Monday. “We will "
    "not sign before the engineers have looked at every pillar,” she added, 🌉 and left.</p>"
    "<p>Leo Brandt, the city’s engineer, told the council that the work could last until the "
    "autumn, and that nobody had looked at the northern pillars for eleven years.</p>"
)
PAGE = (
    '<html lang="en-GB"><head><meta charset="utf-8"><title>Bridge stays closed</title>'
    '<meta property="og:site_name" content="Lind Herald"><meta name="author" content="Dana Reyes">'
    '<meta property="article:published_time" content="2025-03-04T10:00:00Z">{head}</head><body>'
    '<nav><a href="/">Home</a><a href="/sport">Sport</a></nav><article><h1>Bridge stays closed</h1>'
    "{story}</article><footer>Cookies</footer></body></html>"
)


def page(story=STORY, head=""):
    return PAGE.format(story=story, head=head)


@pytest.fixture
def fetched():
    with bad_server() as server:

        def fetch_page(body, *headers):
            server.answers["/a"] = response(body, *headers)
            server.answers["/"] = response(b"", "Location: /a", status="302 Found")
            return fetch("http://herald.example/", network=server.network())

        yield fetch_page


def test_the_article_is_found_with_all_that_the_page_says_of_it(fetched):
    found = read_article(fetched(page().encode()))
    assert (found.headline, found.author) == ("Bridge stays closed", "Dana Reyes")
    assert (found.published_on, found.publisher) == ("2025-03-04", "Lind Herald")
    assert found.language == "en-GB"
    first, second = found.body.split("\n\n")
    assert first.startswith("The bridge over the Lind") and "🌉" in first
    assert second.endswith("for eleven years.")
    assert found.warnings == []


def test_what_the_page_does_not_say_stays_empty(fetched):
    found = read_article(fetched(f"<html><body><article>{STORY}</article></body></html>".encode()))
    assert (found.author, found.published_on, found.publisher, found.language) == ("", "", "", "")


@pytest.mark.parametrize("charset", ["windows-1252", "utf-16", "utf-8"])
def test_the_page_is_read_in_the_encoding_that_its_header_names(fetched, charset):
    html = page().replace("🌉", "").replace('<meta charset="utf-8">', "")
    answer = fetched(html.encode(charset), f"Content-Type: text/html; charset={charset}")
    assert "“We will not sign" in read_article(answer).body


def test_an_encoding_that_is_none_is_not_obeyed(fetched):
    answer = fetched(page().encode(), "Content-Type: text/html; charset=unicode_escape")
    assert "“We will not sign" in read_article(answer).body


def test_a_plain_text_page_is_taken_whole(fetched):
    answer = fetched(("One line.\n" * 30).encode(), "Content-Type: text/plain; charset=utf-8")
    assert read_article(answer).body == "One line.\n" * 30


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@graph": [{"isAccessibleForFree": false}]}</script>',
        '<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>',
        '<meta property="article:content_tier" content="locked">',
    ],
)
def test_a_page_for_subscribers_says_so(fetched, head):
    assert "subscribers" in read_article(fetched(page(head=head).encode())).warnings[0]


def test_structured_data_nested_too_deep_is_passed_over(fetched):
    deep = '<script type="application/ld+json">' + "[" * 90_000 + "</script>"
    assert read_article(fetched(page(head=deep).encode())).warnings == []


def test_a_page_with_hardly_a_text_warns(fetched):
    warnings = read_article(
        fetched(page("<p>Subscribe to read this story today, and all others.</p>").encode())
    )
    assert any("Very little text" in warning for warning in warnings.warnings)


@pytest.mark.parametrize("body", ["", "<html></html>", "<html><body><nav>Home</nav></body></html>"])
def test_an_empty_page_is_refused(fetched, body):
    with pytest.raises(Refused, match="Paste the text"):
        read_article(fetched(body.encode()))


def test_a_page_that_takes_too_long_to_read_is_given_up(fetched, monkeypatch):
    monkeypatch.setattr("sources.fetch.reading.READING_SECONDS", 0.01)
    answer = fetched(page().encode())
    before = time.monotonic()
    with pytest.raises(Refused, match="can't be read"):
        read_article(answer)
    assert time.monotonic() - before < 5


def test_a_page_nested_without_end_is_read_or_refused_but_never_breaks_us(fetched):
    answer = fetched(("<div>" * 100_000 + STORY).encode())
    try:
        assert "Lind" in read_article(answer).body
    except Refused as refusal:
        assert "Paste the text" in str(refusal)


def test_what_was_sent_and_received_is_kept_byte_for_byte(fetched, tmp_path):
    packed = gzip.compress(page().encode())
    answer = fetched(packed, "Content-Encoding: gzip")
    kept = keep(answer, tmp_path)
    assert kept.body_sha256 == hashlib.sha256(page().encode()).hexdigest()
    with open(tmp_path / kept.path, "rb") as file:
        records = [
            (
                record.rec_type,
                record.rec_headers.get_header("WARC-Target-URI"),
                record.rec_headers.get_header("WARC-IP-Address"),
                record.raw_stream.read(),
            )
            for record in ArchiveIterator(file, no_record_parse=True)
        ]
    requested, answered = answer.exchanges
    assert records[1:] == [
        ("response", "http://herald.example/", PUBLIC, requested.response),
        ("request", "http://herald.example/", PUBLIC, requested.request),
        ("response", "http://herald.example/a", PUBLIC, answered.response),
        ("request", "http://herald.example/a", PUBLIC, answered.request),
    ]
    assert answered.response.endswith(packed)


def test_a_kept_page_is_by_its_own_digests(fetched, tmp_path):
    kept = keep(fetched(page().encode()), tmp_path)
    with open(tmp_path / kept.path, "rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            record.content_stream().read()


def test_a_page_that_can_not_be_kept_leaves_nothing_half(fetched, tmp_path, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sources.fetch.archive.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        keep(fetched(page().encode()), tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
