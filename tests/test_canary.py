"""No byte that a reader can get holds a word of a draft."""

import html
import re
from urllib.parse import unquote, urlsplit

import pytest
from django.urls import reverse

from quotes.editorial import workflow
from quotes.models import Quote, Speaker
from tests.canary import CANARY, fields_without_canary, hatch
from tests.cast import amended_openly

pytestmark = pytest.mark.django_db
LINK = re.compile(
    r"""(?:href|src|action|content)=["']([^"']+)["']|<loc>([^<]+)</loc>|"(/[^"\s]*)\""""
)
MOST_PAGES = 400


@pytest.fixture
def newsroom(published_quote, publish_many, jo, ed, fay, superuser, settings):
    """Three published quotes, one corrected, one withdrawn, and a roomful of drafts."""
    settings.FLOOD_PER_MINUTE = 0
    corrected, withdrawn = publish_many(2)
    amended_openly(corrected, medium="quay", kind="correction", reason="Where it was said.")
    workflow.withdraw(withdrawn, by=ed, reason="Never said.")
    hatch(published_quote, jo=jo, ed=ed, fay=fay)
    return published_quote


def test_the_word_is_in_every_text_field_that_somebody_writes(newsroom):
    assert fields_without_canary() == []


def starts() -> list[str]:
    """Every public address that needs no number, every file of every quote, every list's search."""
    lists = (
        "quotes speakers articles sources topics corrections figures home about data sitemap_index"
    )
    files = "quotes_json quotes_csv quotes_atom corrections_atom corrections_json robots manifest"
    files += " speakers_suggest"
    found = [reverse(name) for name in (lists + " " + files).split()]
    found += ["/quotes/?order=best", "/quotes/?q=pier", "/quotes.json?q=the", "/speakers.json?q=ve"]
    endings = ("/", ".json", ".jsonld", ".txt", ".bib", ".ris", ".csl", "/embed/", "/picture.png")
    found += [f"/quotes/{pk}{end}" for pk in numbers(Quote) for end in endings]
    found += [f"/speakers/{pk}.atom" for pk in numbers(Speaker)]
    return found


def numbers(model) -> list[int]:
    return list(model.objects.values_list("pk", flat=True))


def read_everything(client) -> dict[str, bytes]:
    """Every page that can be reached from the starts, without the newsroom's own pages."""
    waiting, pages = starts(), {}
    while waiting and len(pages) < MOST_PAGES:
        address = waiting.pop()
        if address in pages:
            continue
        answer = client.get(address)
        headers = "".join(f"{name}: {value}\n" for name, value in answer.items())
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        pages[address] = headers.encode() + body
        if "Location" in answer:
            waiting.append(answer["Location"])
        if not answer["Content-Type"].startswith("image/"):
            waiting += linked(body.decode())
    assert len(pages) < MOST_PAGES
    return pages


def linked(text: str) -> list[str]:
    found = []
    for groups in LINK.findall(text):
        parts = urlsplit(html.unescape(next(filter(None, groups))))
        outside = parts.netloc not in ("", "testserver") or parts.scheme not in ("", "http")
        if outside or not parts.path.startswith("/"):
            continue
        if parts.path.startswith(("/admin/", "/desk/", "/static/")):
            continue
        found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found


@pytest.mark.parametrize("reader", ["rex", "superuser"])
def test_no_page_feed_or_file_holds_the_word(client, newsroom, superuser, reader):
    if reader == "superuser":
        client.force_login(superuser)
    pages = read_everything(client)
    assert len(pages) > 60
    leaks = [
        address
        for address, content in pages.items()
        if CANARY in unquote(content.decode("utf-8", "replace")).casefold() or CANARY in address
    ]
    assert leaks == []


#: Where a reader's own words are echoed: the answer must be that to a word nobody ever wrote.
REQUESTED = [
    "/quotes/?q={}",
    "/quotes/?q={}*",
    "/quotes/?q=%22the+{}%22",
    "/quotes/?q=-{}",
    "/quotes/?q={}&order=best",
    "/quotes/?q=speaker:{}",
    "/quotes/?q=topic:%22{}+affair%22",
    "/quotes/?q=publisher:{}",
    "/quotes/?speaker={}",
    "/quotes/?speaker=Vera+{}",
    "/quotes/?publisher={}+Herald",
    "/quotes/?topic={}+affair",
    "/quotes.json?q={}",
    "/quotes.json?speaker={}",
    "/quotes.csv?q={}",
    "/quotes.csv?topic={}+affair",
    "/quotes.atom?q={}",
    "/speakers.json?q={}",
    "/speakers.json?q={}+minister",
    "/speakers/?letter=Z",
]


def test_searching_for_the_word_is_searching_for_one_that_nobody_wrote(client, newsroom):
    never, result = "zqcanbry", []
    for address in REQUESTED:
        requested, other = (client.get(address.format(word)) for word in (CANARY, never))
        same = requested.content.decode().replace(CANARY, never) == other.content.decode()
        if requested.status_code != other.status_code or not same:
            result.append(address)
    assert result == []


def test_a_slip_of_the_finger_is_not_put_right_with_the_word(client, newsroom):
    for typed in ("zqcanery", "Vera zqcanari", "zqcanar", "pier zqcanerry"):
        for address in ("/quotes/", "/quotes.json", "/speakers.json"):
            assert CANARY not in client.get(address, {"q": typed}).content.decode()


def test_numbers_of_drafts_are_answered_as_numbers_that_nothing_has(client, newsroom):
    for space, numbered in (("quotes", Quote), ("speakers", Speaker)):
        for pk in numbers(numbered):
            answer = client.get(f"/{space}/{pk}/")
            if answer.status_code == 404:
                never = client.get(f"/{space}/987654/")
                assert answer.content == never.content
