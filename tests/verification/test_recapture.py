"""A changed article: every quote in it is looked up in its newer words."""

import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from quotes.editorial import entry
from quotes.models import Evidence, Quote
from quotes.verification import recapture
from sources import archived_copies, fetch, link_checks
from sources.models import Capture, LinkCheck, Source
from tests.cast import STORY, span_of
from tests.sources.bad_server import bad_server, response

pytestmark = pytest.mark.django_db

BEFORE_PIER, PIER, REST = STORY.partition("“The pier will open in May,” Oduya said at the quay. ")


@pytest.fixture
def paraphrase(capture, jo):
    """Words of the article's own, without quotation marks."""
    return entry.enter(capture, segments=[span_of(capture, "reopen the old ferry pier")], by=jo)


def states(text, article) -> dict[int, str]:
    newer = Capture.objects.create(source=article, text=text)
    return {one.quote.pk: one.state for one in recapture.compare_earlier_quotes(newer)}


def test_quotes_that_still_are_are_still_there(article, draft_quote, published_quote, paraphrase):
    found = states("Updated at noon.\n\n" + STORY, article)
    assert set(found.values()) == {"still there"} and len(found) == 3


def test_what_changed_is_altered_and_what_went_is_gone(
    article, draft_quote, published_quote, paraphrase
):
    changed = STORY.replace("in May", "in June").replace("“the money is gone”", "it")
    found = states(changed, article)
    assert found == {
        draft_quote.pk: "altered",
        published_quote.pk: "gone",
        paraphrase.pk: "still there",
    }
    match = Evidence.objects.get(quote=draft_quote).matches.get(position=0)
    assert match.detail["diff"][-2:] == [["del", "May,"], ["ins", "June,"]]


def test_a_paraphrase_that_the_outlet_rewrote_is_altered(article, paraphrase):
    found = states(STORY.replace("the old ferry pier", "the very old ferry pier"), article)
    assert found == {paraphrase.pk: "altered"}


def test_words_in_another_place_have_moved(article, published_quote):
    moved = "“the money is gone”, said posters in town.\n\nCouncil member Nils Aster was ill."
    assert states(moved, article) == {published_quote.pk: "moved"}


def test_words_printed_twice_leave_open_which_they_are(article, published_quote):
    twice = "He read “the money is gone” and again “the money is gone” off a sign."
    assert states(twice, article) == {published_quote.pk: "not sure where"}


def test_the_old_capture_and_its_anchors_stay(article, capture, published_quote):
    states("All of it is new.", article)
    quote = Quote.objects.get()
    assert quote.capture == capture and quote.words == "“the money is gone”"


def test_looking_up_again_links_nothing_twice(article, published_quote):
    newer = Capture.objects.create(source=article, text=STORY + "\nUpdated.")
    recapture.compare_earlier_quotes(newer)
    recapture.compare_earlier_quotes(newer)
    assert Evidence.objects.count() == 1


@pytest.fixture
def outlet(article, settings, tmp_path):
    settings.ARCHIVE_DIR = tmp_path
    Source.objects.filter(pk=article.pk).update(url="http://courier.example/pier")
    article.refresh_from_db()
    with bad_server() as server:
        network = server.network()

        def serve(story: str | None, status: str = "404 Not Found"):
            html = f"<html lang=en><body><article><h1>Pier</h1>{story}</article></body></html>"
            plain = response(b"", status=status) if story is None else response(html.encode())
            server.answers["/pier"] = plain
            return recapture.recapture(article, ask=lambda url: fetch.fetch(url, network=network))

        yield serve


def html_of(text: str) -> str:
    return "".join(f"<p>{part}</p>" for part in text.split("\n\n"))


def test_a_changed_page_is_captured_and_its_quotes_looked_up(
    outlet, article, published_quote, settings
):
    assert outlet(html_of(STORY)).outcome == "alive"
    assert outlet(html_of(STORY)).outcome == "unchanged"
    made = outlet(html_of(STORY.replace("money is gone", "money has gone")))
    assert (made.outcome, made.detail) == ("changed", "Quotes: 1 altered.")
    fetched = article.captures.filter(method="own_fetch")
    assert len([f for f in settings.ARCHIVE_DIR.rglob("*") if f.is_file()]) == 2
    assert fetched.count() == 2 and all(c.fetched_page.warc_path for c in fetched)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [("404 Not Found", "dead"), ("410 Gone", "dead"), ("500 Oops", "unreachable")],
)
def test_a_failed_fetch_is_recorded_as_such_and_never_as_a_deletion(
    outlet, article, published_quote, status, outcome
):
    made = outlet(None, status)
    assert (made.outcome, made.http_status) == (outcome, int(status[:3]))
    assert article.captures.count() == 1


def test_only_a_person_records_a_deletion_with_how_they_know(article, fay, jo):
    with pytest.raises(ValidationError, match="how you know"):
        link_checks.record_deleted(article, how=" ", by=fay)
    with pytest.raises(PermissionDenied):
        link_checks.record_deleted(article, how="Gone.", by=jo)
    made = link_checks.record_deleted(article, how="The outlet said so on its page.", by=fay)
    assert (made.outcome, made.checked_by) == ("deleted", fay)


def test_sites_take_turns_with_a_pause_between_two_requests_to_one():
    addresses = ["https://a.example/1", "https://a.example/2", "https://b.example/1"]
    slept = []
    sources = [Source(url=address) for address in addresses]
    requested = [s.url for s in link_checks.politely(sources, pause=5, sleep=slept.append)]
    assert requested == [addresses[0], addresses[2], addresses[1]]
    assert len(slept) == 1 and 4 < slept[0] <= 5


def test_what_one_run_did_not_reach_comes_first_in_the_next(article):
    other = Source.objects.create(kind="post", url="https://quay.example/1")
    LinkCheck.objects.create(source=article, url=article.url, outcome="alive")
    assert list(link_checks.due(7)) == [other]
    assert list(link_checks.due(0)) == [other, article]


def test_the_commands_say_what_they_did(article, monkeypatch):
    def refuse(url):
        raise fetch.Refused("The site has no page at this address.", 404)

    monkeypatch.setattr(fetch, "fetch", refuse)
    out = io.StringIO()
    call_command("check_links", stdout=out)
    assert out.getvalue() == "Checked 1 addresses: 1 dead.\n"
    out = io.StringIO()
    call_command("check_links", stdout=out)
    assert "none was due" in out.getvalue()
    with pytest.raises(CommandError, match="these numbers: 999"):
        call_command("recapture", "999")


@pytest.mark.parametrize(
    ("url", "refused"),
    [
        ("https://web.archive.org/web/20250304120000/https://courier.example/pier", False),
        ("https://web.archive.org/web/20250304/http://www.courier.example/pier/", False),
        ("https://archive.ph/AbC12", False),
        ("https://web.archive.org/web/20250304120000/https://courier.example/other", True),
        ("https://archive.today/2025.03.04-120000/https://herald.example/pier", True),
    ],
)
def test_an_archive_address_is_of_this_very_page(article, url, refused):
    if refused:
        with pytest.raises(ValidationError, match="is for another page"):
            archived_copies.record_copy(article, url=url)
    else:
        assert archived_copies.record_copy(article, url=url).pk


def test_a_changed_text_is_pasted_at_the_desk_with_the_outlets_own_correction(
    client, fay, article, published_quote
):
    client.force_login(fay)
    address = reverse("factcheck:source", args=[article.pk])
    newer = STORY.replace("“the money is gone”", "“the money has gone”")
    fields = {
        "action": "later",
        "later-text": newer,
        "later-method": "pasted",
        "later-outlet_correction": "An earlier version misquoted Mr Aster.",
    }
    assert client.post(address, fields).status_code == 302
    shown = client.get(address).content.decode()
    assert "An earlier version misquoted Mr Aster." in shown and "≠" in shown
    for public in (f"/quotes/{published_quote.pk}/", f"/articles/{article.pk}/"):
        assert "misquoted Mr Aster" in client.get(public, follow=True).content.decode()
    refused = client.post(address, fields | {"later-text": "<html><p>a</p>"})
    assert refused.status_code == 422 and "HTML" in refused.content.decode()
    assert article.captures.count() == 2


def test_an_address_is_fetched_at_the_desk_or_says_why_not(client, fay, article):
    client.force_login(fay)
    Source.objects.filter(pk=article.pk).update(url="http://127.0.0.1/pier")
    answer = client.post(reverse("factcheck:source", args=[article.pk]), {"action": "fetch"})
    assert answer.status_code == 422
    assert "not on the public internet" in answer.content.decode()
    assert LinkCheck.objects.get().outcome == "refused"


def test_a_deletion_and_a_copy_are_recorded_at_the_desk(client, fay, article):
    client.force_login(fay)
    address = reverse("factcheck:source", args=[article.pk])
    wrong = "https://web.archive.org/web/2025/https://herald.example/x"
    refused = client.post(address, {"action": "copy", "copy-url": wrong})
    assert refused.status_code == 422 and wrong in refused.content.decode()
    gone = {"action": "deleted", "deleted-how": "The editor told me."}
    assert client.post(address, gone).status_code == 302
    assert "The editor told me." in client.get(address).content.decode()
