"""One quote on the fact-checkers' page: verdicts, links to other quotes, fact-checks."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from quotes.editorial import workflow
from quotes.models import FactCheck, PublicChange, Quote, QuoteLink, Review
from quotes.transfer.seed import seed
from quotes.verification import evidence, related_quotes
from sources import archived_copies
from sources.models import Capture, LinkCheck, Source
from tests.factcheck.pages import page, sent, text_of

pytestmark = pytest.mark.django_db


def test_a_reader_is_sent_to_sign_in_and_a_journalist_may_look_only(client, published_quote, jo):
    for name in ("queue", "story"):
        address = reverse(f"factcheck:{name}")
        assert "/login/" in client.get(address)["Location"]
    client.force_login(jo)
    assert client.get(page(published_quote)).status_code == 200
    judged = {"verdict": "not_traced", "reason": "Looked.", "seen": 3, "after": 0}
    assert client.post(page(published_quote), sent("review", **judged)).status_code == 403
    assert "Give this verdict" not in text_of(client.get(page(published_quote)))
    assert client.get(reverse("factcheck:find", args=[published_quote.pk])).status_code == 403


def test_a_journalist_is_led_nowhere_that_is_closed_to_them(
    client, published_quote, article, statement, jo, fay
):
    evidence.link(published_quote, statement, purpose="primary", by=fay)
    Capture.objects.create(source=statement.source, text="The money is lost.")
    LinkCheck.objects.create(source=article, url=article.url, outcome="dead", http_status=404)
    client.force_login(jo)
    for address in (reverse("factcheck:queue"), page(published_quote)):
        shown = text_of(client.get(address))
        links = set(re.findall(r'href="(/desk/check/[^"]*)"', shown))
        assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


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
    assert again.status_code == 422 and "Someone else reviewed" in text_of(again)


def test_denying_to_have_said_it_disputes_the_quote_and_denying_the_claim_does_not(
    at_desk, published_quote, submitted_quote
):
    fields = {"other": submitted_quote.pk, "reason": "Asked on Monday."}
    claim = sent("related", relation="denies_the_claim", **fields)
    assert at_desk.post(page(published_quote), claim).status_code == 302
    assert not Review.objects.exists()
    said = sent("related", relation="denies_saying_it", **fields)
    assert at_desk.post(page(published_quote), said).status_code == 302
    assert Review.objects.get().verdict == "disputed"
    assert QuoteLink.objects.count() == 2


@pytest.mark.parametrize(
    ("other", "says"), [("999999", "No quote has this number."), ("self", "linked to itself")]
)
def test_a_quote_is_linked_to_another_that_is_there(at_desk, published_quote, other, says):
    other = published_quote.pk if other == "self" else other
    fields = sent("related", relation="repeats", other=other, reason="Again.")
    answer = at_desk.post(page(published_quote), fields)
    assert answer.status_code == 422 and says in text_of(answer)
    assert not QuoteLink.objects.exists()


def test_an_editor_links_the_same_utterance_and_readers_see_what_differs(
    client, published_quote, submitted_quote, ed
):
    workflow.publish(submitted_quote, by=ed)
    client.force_login(ed)
    fields = {"relation": "same_utterance", "other": submitted_quote.pk, "reason": "One speech."}
    assert client.post(page(published_quote), sent("related", **fields)).status_code == 302
    shown = text_of(client.get(f"/quotes/{published_quote.pk}/"))
    assert "Compared word for word" in shown and "<del>" in shown
    fields["other"] = published_quote.pk
    again = client.post(page(submitted_quote), sent("related", **fields))
    assert again.status_code == 422 and "already linked in this way" in text_of(again)


@pytest.mark.parametrize("relation", QuoteLink.Relation.values)
def test_every_sort_of_link_can_be_read_from_both_ends(
    at_desk, published_quote, submitted_quote, ed, relation
):
    workflow.publish(submitted_quote, by=ed)
    fields = {"relation": relation, "other": submitted_quote.pk, "reason": "As printed."}
    assert at_desk.post(page(published_quote), sent("related", **fields)).status_code == 302
    for quote in (published_quote, submitted_quote):
        assert "As printed." in text_of(at_desk.get(f"/quotes/{quote.pk}/"))


def test_a_dead_link_shows_its_day_and_the_archived_copy_in_front(
    client, published_quote, article, ed
):
    archived_copies.record_copy(article, url="https://archive.ph/AbC12", archive="archive.today")
    LinkCheck.objects.create(source=article, url=article.url, outcome="dead", http_status=404)
    shown = text_of(client.get(f"/articles/{article.pk}/", follow=True))
    assert '<a class="button" href="https://archive.ph/AbC12"' in shown
    assert "Read the original" not in shown and "Dead on" in shown


def test_both_ends_of_a_link_show_it(at_desk, published_quote, submitted_quote, ed):
    workflow.publish(submitted_quote, by=ed)
    fields = {"relation": "clarifies", "other": submitted_quote.pk, "reason": "The next day."}
    at_desk.post(page(published_quote), sent("related", **fields))
    for quote in (published_quote, submitted_quote):
        assert "The next day." in text_of(at_desk.get(f"/quotes/{quote.pk}/"))


def test_a_fact_check_is_another_question_with_its_own_list(at_desk, published_quote):
    fields = {"publisher": "Checkers", "rating": "Half true", "url": "https://checkers.example/1"}
    assert at_desk.post(page(published_quote), sent("fact_check", **fields)).status_code == 302
    assert FactCheck.objects.get().quote == published_quote
    assert "Half true" in text_of(at_desk.get(f"/quotes/{published_quote.pk}/"))
    again = at_desk.post(page(published_quote), sent("fact_check", **fields))
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
    fields = sent("remove_fact_check", which=check.pk, why=why)
    assert at_desk.post(page(published_quote), fields).status_code == 302
    shown = text_of(client.get(f"/quotes/{published_quote.pk}/"))
    assert "Fact-check removed" in shown and why in shown and "Half true" in shown
    assert FactCheck.history.filter(history_type="-").get().history_user == fay
    (result,) = client.get(f"/quotes/{published_quote.pk}.json").json()["related_history"]
    assert (result["what"], result["reason"]) == ("Fact-check removed", why)
    assert "Half true" in result["changes"][0]["before"]
    again = at_desk.post(page(published_quote), fields)
    assert again.status_code == 422 and "removed already" in text_of(again)


def test_a_changed_rating_shows_the_one_before(client, published_quote):
    check = FactCheck.objects.create(
        quote=published_quote, publisher="Checkers", rating="Half true", url="https://c.example/1"
    )
    check.rating = "False"
    check.save()
    shown = text_of(client.get(f"/quotes/{published_quote.pk}/"))
    assert "Fact-check changed" in shown and "<del>Half true" in shown.replace("</del><del>", "")


def test_a_removed_link_is_reported_only_where_both_quotes_were_public(
    client, at_desk, published_quote, submitted_quote, ed, fay
):
    def linked(reason: str) -> QuoteLink:
        return QuoteLink.objects.create(
            from_quote=submitted_quote, to_quote=published_quote, relation="repeats", reason=reason
        )

    related_quotes.remove(linked("Unseen as yet."), by=fay, why="Not so.")
    workflow.publish(submitted_quote, by=ed)
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
        related_quotes.remove(check, by=fay, why=" ")
    with pytest.raises(PermissionDenied):
        related_quotes.remove(check, by=jo, why="Because.")
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
    from quotes.editorial import entry

    other = Source.objects.create(kind="article", headline="Pier", published_on="2025-03-05")
    words = "“The pier will open in June,” said Mayor Oduya."
    capture = Capture.objects.create(source=other, text=words)
    entry.enter(
        capture, segments=[(0, 29)], parties=[entry.Party(speaker=mayor)], by=jo, cue="said"
    )
    shown = text_of(at_desk.get(page(draft_quote)))
    assert "The same words elsewhere?" in shown and "<del>May,</del>" in shown
    assert "The same words elsewhere?" not in text_of(at_desk.get(page(published_quote)))
    assert not QuoteLink.objects.exists()


def second(waiting, step, why="I was there, too."):
    return sent("second", waiting=waiting.pk, step=step, why=why)


@pytest.fixture
def waiting(at_desk, published_quote):
    """Fay's verdict that the quote is fabricated."""
    judged = {"verdict": "fabricated", "reason": "Nobody was there.", "seen": 3, "after": 0}
    answer = at_desk.post(page(published_quote), sent("review", **judged), follow=True)
    assert "until a second person has accepted it" in text_of(answer)
    return PublicChange.objects.get()


def test_a_verdict_that_takes_two_waits_on_the_page_and_in_the_queue(
    at_desk, waiting, published_quote
):
    shown = text_of(at_desk.get(page(published_quote)))
    assert "waits for a second person" in shown and "Nobody was there." in shown
    assert "Take it back" in shown and "Your decision" not in shown
    assert not Review.objects.exists()
    waits = at_desk.get(reverse("factcheck:queue")).context["queue"]
    assert [q.pk for one in waits if one.name == "second" for q in one.rows] == [published_quote.pk]


def test_fay_cannot_accept_her_own_verdict_and_takes_it_back(at_desk, waiting, published_quote):
    refused = at_desk.post(page(published_quote), second(waiting, "accept"))
    assert refused.status_code == 422 and "Ask a colleague" in text_of(refused)
    taken = at_desk.post(page(published_quote), sent("take_back", waiting=waiting.pk))
    assert taken.status_code == 302
    assert "waits for a second person" not in text_of(at_desk.get(page(published_quote)))


def test_ed_accepts_a_verdict_with_a_reason_or_declines_it(client, waiting, published_quote, ed):
    client.force_login(ed)
    assert "Take it back" not in text_of(client.get(page(published_quote)))
    empty = client.post(page(published_quote), second(waiting, "accept", why=" "))
    assert empty.status_code == 422 and not Review.objects.exists()
    undecided = client.post(page(published_quote), second(waiting, ""))
    assert "Accept the verdict or decline it." in text_of(undecided)
    assert "I was there, too." in text_of(undecided)
    assert client.post(page(published_quote), second(waiting, "accept")).status_code == 302
    assert Review.objects.get().seconded_by == ed
    late = client.post(page(published_quote), second(waiting, "decline"))
    assert late.status_code == 422 and "decided already" in text_of(late)


def test_a_journalist_sees_a_waiting_verdict_and_decides_none(client, waiting, published_quote, jo):
    client.force_login(jo)
    shown = text_of(client.get(page(published_quote)))
    assert "Nobody was there." in shown and "Your decision" not in shown
    assert client.post(page(published_quote), second(waiting, "accept")).status_code == 403
    assert not Review.objects.exists()


def test_a_verdict_of_another_quote_is_not_decided_here(
    client, waiting, published_quote, draft_quote, ed
):
    client.force_login(ed)
    answer = client.post(page(draft_quote), second(waiting, "accept"))
    assert answer.status_code == 422 and "isn&#x27;t in the record" in text_of(answer)


def test_confirming_altered_words_asks_which_and_keeps_what_was_typed(
    at_desk, published_quote, fay
):
    source = Source.objects.create(kind="statement", language="en")
    said = Capture.objects.create(source=source, text="They tell us the money was gone.")
    proof = evidence.link(published_quote, said, purpose="primary", by=fay)
    judged = {"verdict": "confirmed", "reason": "On tape.", "seen": 3, "after": 0}
    judged["evidence"] = proof.pk
    refused = at_desk.post(page(published_quote), sent("review", **judged))
    assert refused.status_code == 422 and "Which is it?" in text_of(refused)
    assert "On tape." in text_of(refused) and not Review.objects.exists()
    named = sent("review", **judged, difference="“was”, not “is”.")
    assert at_desk.post(page(published_quote), named).status_code == 302
    assert Review.objects.get().difference == "“was”, not “is”."
