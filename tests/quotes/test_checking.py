"""The fact-checker's pages: what waits, a quote beside a source, verdicts."""

import datetime as dt
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from quotes import bearing, evidence, reviewing, revising
from quotes.models import Evidence, FactCheck, Quote, QuoteLink, Review
from quotes.seeding import seed
from sources import archiving, fetch
from sources.capturing import refuse_misread
from sources.models import Capture, LinkCheck, Publisher, Source
from tests.cast import STORY

pytestmark = pytest.mark.django_db
STATEMENT = "I said it in council: the money is gone, they tell us. The pier will open in May."


@pytest.fixture
def at_desk(client, fay):
    client.force_login(fay)
    return client


@pytest.fixture
def statement(db):
    source = Source.objects.create(kind="statement", headline="Council minutes", language="en")
    return Capture.objects.create(source=source, text=STATEMENT)


def page(quote):
    return reverse("checking:quote", args=[quote.pk])


def sent(action, **fields):
    return {"action": action} | {f"{action}-{name}": value for name, value in fields.items()}


def text_of(response) -> str:
    return response.content.decode()


def test_a_reader_is_sent_to_sign_in_and_a_journalist_may_look_only(client, published_quote, jo):
    for name in ("queue", "draft"):
        address = reverse(f"checking:{name}")
        assert "/login/" in client.get(address)["Location"]
    client.force_login(jo)
    assert client.get(page(published_quote)).status_code == 200
    judged = {"verdict": "not_traced", "reason": "Looked.", "seen": 3, "after": 0}
    assert client.post(page(published_quote), sent("review", **judged)).status_code == 403
    assert "Give this verdict" not in text_of(client.get(page(published_quote)))
    assert client.get(reverse("checking:find", args=[published_quote.pk])).status_code == 403


def test_a_journalist_is_led_nowhere_that_is_closed_to_them(
    client, published_quote, article, statement, jo, fay
):
    evidence.link(published_quote, statement, purpose="primary", by=fay)
    Capture.objects.create(source=statement.source, text="The money is lost.")
    LinkCheck.objects.create(source=article, url=article.url, outcome="dead", http_status=404)
    client.force_login(jo)
    for address in (reverse("checking:queue"), page(published_quote)):
        shown = text_of(client.get(address))
        links = set(re.findall(r'href="(/desk/check/[^"]*)"', shown))
        assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_the_queue_holds_what_waits_and_lets_go_of_what_is_done(
    at_desk, published_quote, statement, fay
):
    queue = reverse("checking:queue")
    assert page(published_quote) in text_of(at_desk.get(queue))
    assert "Nils Aster — “denied”" in text_of(at_desk.get(queue))
    evidence.link(published_quote, statement, purpose="primary", by=fay)
    assert page(published_quote) not in text_of(at_desk.get(queue))
    reviewing.review(published_quote, verdict="disputed", reason="He denies it.", by=fay)
    assert page(published_quote) in text_of(at_desk.get(queue))


def test_the_queue_holds_quotes_that_a_later_capture_has_otherwise(
    at_desk, published_quote, article, statement, fay
):
    evidence.link(published_quote, statement, purpose="primary", by=fay)
    later = Capture.objects.create(source=article, text=STORY.replace("is gone”", "is lost”"))
    evidence.link(published_quote, later, purpose="later_capture", by=fay)
    assert page(published_quote) in text_of(at_desk.get(reverse("checking:queue")))


def test_the_queue_holds_what_was_compared_with_an_older_text_of_a_source(
    at_desk, published_quote, statement, fay
):
    queue = reverse("checking:queue")
    linked = evidence.link(published_quote, statement, purpose="primary", by=fay)
    compared = reverse("checking:compare", args=[published_quote.pk, statement.pk])
    assert compared not in text_of(at_desk.get(queue))
    newer = Capture.objects.create(source=statement.source, text="The money is lost.")
    compared = reverse("checking:compare", args=[published_quote.pk, newer.pk])
    assert compared in text_of(at_desk.get(queue))
    evidence.link(published_quote, newer, purpose="primary", by=fay)
    assert compared not in text_of(at_desk.get(queue))
    evidence.unlink(linked, by=fay, why="Old.")
    assert compared not in text_of(at_desk.get(queue))


def test_the_queue_holds_quotes_worded_anew_since_they_were_compared(
    at_desk, submitted_quote, statement, fay, jo
):
    evidence.link(submitted_quote, statement, purpose="primary", by=fay)
    assert page(submitted_quote) not in text_of(at_desk.get(reverse("checking:queue")))
    submitted_quote.segments.last().delete()
    revising.record(Quote.objects.get(pk=submitted_quote.pk), by=jo, sort="edited")
    assert page(submitted_quote) in text_of(at_desk.get(reverse("checking:queue")))


def test_the_queue_holds_dead_links_with_their_day(at_desk, article):
    LinkCheck.objects.create(source=article, url=article.url, outcome="dead", http_status=404)
    assert "dead on" in text_of(at_desk.get(reverse("checking:queue")))
    LinkCheck.objects.create(source=article, url=article.url, outcome="alive", http_status=200)
    assert "dead on" not in text_of(at_desk.get(reverse("checking:queue")))


def test_a_source_is_found_in_the_record_by_its_words(at_desk, published_quote, statement):
    address = reverse("checking:find", args=[published_quote.pk])
    compare = reverse("checking:compare", args=[published_quote.pk, statement.pk])
    assert compare in text_of(at_desk.get(address, {"q": "council money"}))
    assert "No source has these words" in text_of(at_desk.get(address, {"q": "zeppelin"}))


def test_pasted_words_are_kept_and_compared_side_by_side(at_desk, published_quote, draft_quote):
    address = reverse("checking:find", args=[published_quote.pk])
    fields = {"kind": "statement", "text": STATEMENT, "method": "pasted", "language": "en"}
    compare = at_desk.post(address, fields)["Location"]
    shown = text_of(at_desk.get(compare))
    assert '<mark class="stroke">the money is gone</mark>' in shown
    assert "words stand in it, too" in shown
    data = {"purpose": "primary", "together": [draft_quote.pk]}
    assert at_desk.post(compare, data)["Location"] == page(published_quote)
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": "<!DOCTYPE html><html><p>Words</p>"}, "HTML, not its words"),
        ({"text": "Itâ€™s over, he said. Thatâ€™s all."}, "wrong encoding"),
        ({"text": "   "}, "There is no text here"),
        ({"text": "Words.", "method": "heard"}, "Say who transcribed"),
        ({"text": "Words.", "published_on": "2999-01-01"}, "in the future"),
        ({"text": "Words.", "duration": "an hour"}, "is no time code"),
        ({"text": "Words.", "method": "own_fetch"}, "own_fetch is not one of the available"),
    ],
)
def test_what_is_no_text_is_refused_and_nothing_is_stored(at_desk, published_quote, fields, says):
    address = reverse("checking:find", args=[published_quote.pk])
    before = Source.objects.count()
    answer = at_desk.post(address, {"kind": "post", "method": "pasted"} | fields)
    assert (answer.status_code, Source.objects.count()) == (422, before)
    assert says in text_of(answer)


def test_what_is_known_of_a_pasted_post_is_held_against_the_quote(at_desk, published_quote, fay):
    published_quote.medium = "Quaybook"
    published_quote.save()
    address = reverse("checking:find", args=[published_quote.pk])
    fields = {
        "kind": "post",
        "text": STATEMENT,
        "method": "pasted",
        "publisher": "Harbourgram",
        "published_at": "2025-03-09T12:00",
    }
    compare = at_desk.post(address, fields)["Location"]
    made = Source.objects.get(kind="post")
    assert (made.publisher.name, made.publisher.kind) == ("Harbourgram", "platform")
    shown = text_of(at_desk.get(compare))
    assert "The article says Quaybook; the post is on Harbourgram." in shown
    assert "later than the article" in shown
    at_desk.post(compare, {"purpose": "primary"})
    assert "the post is on Harbourgram." in text_of(at_desk.get(page(published_quote)))


def test_an_offer_that_does_not_fit_says_so_and_is_not_ticked(
    at_desk, published_quote, draft_quote, statement
):
    Source.objects.filter(pk=statement.source_id).update(author="Nils Aster")
    compare = reverse("checking:compare", args=[published_quote.pk, statement.pk])
    shown = text_of(at_desk.get(compare))
    assert "attributed to Petra Oduya; the statement is signed Nils Aster" in shown
    assert f'value="{draft_quote.pk}" checked' not in shown
    refused = {"purpose": "primary", "locator": "page", "together": [draft_quote.pk]}
    assert f'value="{draft_quote.pk}" checked' in text_of(at_desk.post(compare, refused))


def test_two_publishers_of_one_name_are_told_apart_when_a_source_is_pasted(
    at_desk, published_quote, publisher
):
    Publisher.objects.create(name="Quayside Courier", place="Southport")
    address = reverse("checking:find", args=[published_quote.pk])
    fields = {"kind": "article", "text": "Words.", "method": "pasted"}
    before = Source.objects.count()
    answer = at_desk.post(address, fields | {"publisher": "Quayside Courier"})
    assert answer.status_code == 422 and "Give the place too" in text_of(answer)
    assert Source.objects.count() == before


def test_the_length_of_a_pasted_recording_is_kept_and_shown(at_desk, published_quote, fay):
    address = reverse("checking:find", args=[published_quote.pk])
    fields = {"kind": "audio", "text": STATEMENT, "method": "heard", "obtained_by": "Fay"}
    assert at_desk.post(address, fields | {"duration": "1:02:05"}).status_code == 302
    tape = Source.objects.get(kind="audio")
    assert tape.duration == 3725
    evidence.link(published_quote, tape.latest_capture, purpose="primary", by=fay)
    assert "1:02:05 long" in text_of(at_desk.get(f"/sources/{tape.pk}/", follow=True))


def test_an_address_that_is_not_fetched_says_why(at_desk, published_quote):
    address = reverse("checking:find", args=[published_quote.pk])
    answer = at_desk.post(address, {"kind": "post", "address": "http://127.0.0.1/post"})
    assert answer.status_code == 422
    assert "not on the public internet" in text_of(answer)


@pytest.fixture
def fetched(monkeypatch, settings, tmp_path):
    """Let the fetcher answer from an address, without a network."""
    settings.ARCHIVE_DIR = tmp_path
    at = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)

    def answer(final_url: str, **found):
        asked, answered = b"GET / HTTP/1.1\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\nx"
        exchange = fetch.Exchange(final_url, "93.184.215.14", at, asked, answered)
        page = fetch.Answer(final_url, final_url, 200, [], b"x", at, (exchange,))
        monkeypatch.setattr(fetch, "fetch", lambda url: page)
        article = fetch.FoundArticle(body=STATEMENT, **found)
        monkeypatch.setattr(fetch, "read_article", lambda given: article)

    return answer


def test_a_fetched_source_has_the_publisher_that_its_page_names(
    at_desk, published_quote, fetched, publisher
):
    address = reverse("checking:find", args=[published_quote.pk])
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
    address = reverse("checking:find", args=[published_quote.pk])
    assert at_desk.post(address, {"kind": "post", "address": kept}).status_code == 302
    made = Source.objects.get(kind="post")
    assert made.url == "https://harbour.example/post"
    assert made.latest_capture.method == "third_party_archive"
    assert made.archived_copies.get().url == kept


def test_an_address_in_the_record_needs_no_fetch(at_desk, published_quote, statement):
    Source.objects.filter(pk=statement.source_id).update(url="https://council.example/m/")
    address = reverse("checking:find", args=[published_quote.pk])
    answer = at_desk.post(address, {"kind": "post", "address": "http://council.example/m"})
    assert answer["Location"].endswith(f"/compare/{statement.pk}/")


def test_what_does_not_fit_is_said_before_linking(at_desk, published_quote, statement):
    Source.objects.filter(pk=statement.source_id).update(author="Petra Oduya")
    shown = text_of(
        at_desk.get(reverse("checking:compare", args=[published_quote.pk, statement.pk]))
    )
    assert "attributed to Nils Aster; the statement is signed Petra Oduya" in shown


def test_a_refused_link_keeps_what_was_typed(at_desk, published_quote, capture, statement):
    compare = reverse("checking:compare", args=[published_quote.pk, statement.pk])
    data = {"purpose": "primary", "locator": "time", "located_from": "noon", "note": "Seen by me."}
    answer = at_desk.post(compare, data)
    assert answer.status_code == 422
    assert "is no time code" in text_of(answer) and "Seen by me." in text_of(answer)
    assert not Evidence.objects.exists()


def test_the_computed_match_proposes_a_verdict_and_a_person_gives_it(at_desk, fay):
    seed()
    quote = Quote.objects.get(evidence__matches__verdict="altered")
    shown = at_desk.get(page(quote))
    form = shown.context["forms"]["review"]
    assert form.initial["verdict"] == "altered"
    assert "<del>centuries-old conflict.</del>" in text_of(shown)
    fields = form.initial | {"seen": quote.revision_number, "after": 0}
    assert at_desk.post(page(quote), sent("review", **fields)).status_code == 302
    made = Review.objects.get()
    assert (made.reason, made.reviewed_by) == ("The article's wording differs from the post.", fay)
    again = at_desk.post(page(quote), sent("review", **fields))
    assert again.status_code == 422 and "Somebody else reviewed" in text_of(again)


def test_denying_to_have_said_it_disputes_the_quote_and_denying_the_claim_does_not(
    at_desk, published_quote, submitted_quote
):
    fields = {"other": submitted_quote.pk, "reason": "Asked on Monday."}
    claim = sent("bears", relation="denies_the_claim", **fields)
    assert at_desk.post(page(published_quote), claim).status_code == 302
    assert not Review.objects.exists()
    said = sent("bears", relation="denies_saying_it", **fields)
    assert at_desk.post(page(published_quote), said).status_code == 302
    assert Review.objects.get().verdict == "disputed"
    assert QuoteLink.objects.count() == 2


@pytest.mark.parametrize(
    ("other", "says"), [("999999", "no quote of this number"), ("self", "linked to itself")]
)
def test_a_quote_is_linked_to_another_that_is_there(at_desk, published_quote, other, says):
    other = published_quote.pk if other == "self" else other
    fields = sent("bears", relation="repeats", other=other, reason="Again.")
    answer = at_desk.post(page(published_quote), fields)
    assert answer.status_code == 422 and says in text_of(answer)
    assert not QuoteLink.objects.exists()


def test_an_editor_links_the_same_utterance_and_readers_see_what_differs(
    client, published_quote, submitted_quote, ed
):
    submitted_quote.publish(by=ed)
    client.force_login(ed)
    fields = {"relation": "same_utterance", "other": submitted_quote.pk, "reason": "One speech."}
    assert client.post(page(published_quote), sent("bears", **fields)).status_code == 302
    shown = text_of(client.get(f"/quotes/{published_quote.pk}/"))
    assert "Its words against these" in shown and "<del>" in shown
    fields["other"] = published_quote.pk
    again = client.post(page(submitted_quote), sent("bears", **fields))
    assert again.status_code == 422 and "already linked so" in text_of(again)


@pytest.mark.parametrize("relation", QuoteLink.Relation.values)
def test_every_sort_of_link_can_be_read_from_both_ends(
    at_desk, published_quote, submitted_quote, ed, relation
):
    submitted_quote.publish(by=ed)
    fields = {"relation": relation, "other": submitted_quote.pk, "reason": "As printed."}
    assert at_desk.post(page(published_quote), sent("bears", **fields)).status_code == 302
    for quote in (published_quote, submitted_quote):
        assert "As printed." in text_of(at_desk.get(f"/quotes/{quote.pk}/"))


def test_a_dead_link_shows_its_day_and_the_archived_copy_in_front(
    client, published_quote, article, ed
):
    archiving.record_copy(article, url="https://archive.ph/AbC12", archive="archive.today")
    LinkCheck.objects.create(source=article, url=article.url, outcome="dead", http_status=404)
    shown = text_of(client.get(f"/articles/{article.pk}/", follow=True))
    assert '<a class="button" href="https://archive.ph/AbC12"' in shown
    assert "Read the original" not in shown and "Dead on" in shown


def test_both_ends_of_a_link_show_it(at_desk, published_quote, submitted_quote, ed):
    submitted_quote.publish(by=ed)
    fields = {"relation": "clarifies", "other": submitted_quote.pk, "reason": "The next day."}
    at_desk.post(page(published_quote), sent("bears", **fields))
    for quote in (published_quote, submitted_quote):
        assert "The next day." in text_of(at_desk.get(f"/quotes/{quote.pk}/"))


def test_a_fact_check_is_another_question_with_its_own_list(at_desk, published_quote):
    fields = {"publisher": "Checkers", "rating": "Half true", "url": "https://checkers.example/1"}
    assert at_desk.post(page(published_quote), sent("fact", **fields)).status_code == 302
    assert FactCheck.objects.get().quote == published_quote
    assert "Half true" in text_of(at_desk.get(f"/quotes/{published_quote.pk}/"))
    again = at_desk.post(page(published_quote), sent("fact", **fields))
    assert "already linked" in text_of(again)
    assert not Review.objects.exists()


def test_a_removed_fact_check_stays_in_the_quotes_public_history(
    client, at_desk, published_quote, fay
):
    check = FactCheck.objects.create(
        quote=published_quote, publisher="Checkers", rating="Half true", url="https://c.example/1"
    )
    FactCheck.objects.create(
        quote=published_quote, publisher="Plainfact", rating="True", url="https://p.example/1"
    )
    why = "x" * 120 + " They took it back."
    fields = sent("remove_fact", which=check.pk, why=why)
    assert at_desk.post(page(published_quote), fields).status_code == 302
    shown = text_of(client.get(f"/quotes/{published_quote.pk}/"))
    assert "Fact-check removed" in shown and why in shown and "Half true" in shown
    assert FactCheck.history.filter(history_type="-").get().history_user == fay
    (told,) = client.get(f"/quotes/{published_quote.pk}.json").json()["history_beside"]
    assert (told["what"], told["reason"]) == ("Fact-check removed", why)
    assert "Half true" in told["changes"][0]["before"]
    again = at_desk.post(page(published_quote), fields)
    assert again.status_code == 422 and "taken away already" in text_of(again)


def test_a_changed_rating_shows_the_one_before(client, published_quote):
    check = FactCheck.objects.create(
        quote=published_quote, publisher="Checkers", rating="Half true", url="https://c.example/1"
    )
    check.rating = "False"
    check.save()
    shown = text_of(client.get(f"/quotes/{published_quote.pk}/"))
    assert "Fact-check changed" in shown and "<del>Half true" in shown.replace("</del><del>", "")


def test_a_removed_link_is_told_only_where_both_quotes_were_public(
    client, at_desk, published_quote, submitted_quote, ed, fay
):
    def linked(reason: str) -> QuoteLink:
        return QuoteLink.objects.create(
            from_quote=submitted_quote, to_quote=published_quote, relation="repeats", reason=reason
        )

    bearing.remove(linked("Unseen as yet."), by=fay, why="Not so.")
    submitted_quote.publish(by=ed)
    seen = linked("The same day.")
    assert (
        at_desk.post(
            page(published_quote), sent("remove_link", which=seen.pk, why="Another day.")
        ).status_code
        == 302
    )
    assert not QuoteLink.objects.exists()
    for quote in (published_quote, submitted_quote):
        shown = text_of(client.get(f"/quotes/{quote.pk}/"))
        assert shown.count("Link removed") == 1
        assert "Another day." in shown and "The same day." in shown
        assert "Unseen as yet." not in shown


def test_nothing_is_removed_without_a_reason_or_by_who_may_not(published_quote, fay, jo):
    check = FactCheck.objects.create(
        quote=published_quote, publisher="Checkers", rating="Half true", url="https://c.example/1"
    )
    with pytest.raises(ValidationError):
        bearing.remove(check, by=fay, why=" ")
    with pytest.raises(PermissionDenied):
        bearing.remove(check, by=jo, why="Because.")
    assert FactCheck.objects.exists()


def test_a_source_is_unlinked_and_a_reading_recorded_on_the_page(
    at_desk, published_quote, statement, fay
):
    linked = evidence.link(published_quote, statement, purpose="primary", by=fay)
    reading = sent("reading", evidence=linked.pk, reading="partly", note="In council.")
    assert at_desk.post(page(published_quote), reading).status_code == 302
    unlink = sent("unlink", evidence=linked.pk, why="Other minutes.")
    assert at_desk.post(page(published_quote), unlink).status_code == 302
    linked.refresh_from_db()
    assert (linked.reading, linked.unlinked_why) == ("partly", "Other minutes.")


def test_the_same_words_in_another_article_are_suggested_with_what_differs(
    at_desk, published_quote, draft_quote, mayor, jo
):
    from quotes import entering

    other = Source.objects.create(kind="article", headline="Pier", published_on="2025-03-05")
    words = "“The pier will open in June,” said Mayor Oduya."
    capture = Capture.objects.create(source=other, text=words)
    entering.enter(
        capture, segments=[(0, 29)], parties=[entering.Party(speaker=mayor)], by=jo, cue="said"
    )
    shown = text_of(at_desk.get(page(draft_quote)))
    assert "The same words elsewhere?" in shown and "<del>May,</del>" in shown
    assert "The same words elsewhere?" not in text_of(at_desk.get(page(published_quote)))
    assert not QuoteLink.objects.exists()


def test_letters_that_only_look_misread_are_taken():
    refuse_misread("Ã is a letter, and so is â.")
