"""Fay adds evidence, reviews, links and fact-checks in the admin."""

import pytest

from quotes.models import Evidence, FactCheck, PublicChange, QuoteLink, Review, SearchRow
from quotes.verification import evidence
from sources.models import Capture, Source
from tests.admin.filling import boxes, complaints, fill, signed_in


@pytest.fixture
def desk(fay):
    return signed_in(fay)


@pytest.fixture
def minutes(publisher):
    """The council's own minutes: a primary source without a headline."""
    source = Source.objects.create(kind="transcript", publisher=publisher)
    words = "Minutes of the council. Mr Aster: it is untrue that the money is gone."
    return Capture.objects.create(source=source, text=words)


def test_evidence_is_linked_and_compared_word_for_word(desk, fay, published_quote, minutes):
    url = "/admin/quotes/evidence/add/"
    sent = {"quote": published_quote.pk, "capture": minutes.pk, "purpose": "primary"}
    assert fill(desk, url, **sent).status_code == 302
    evidence = Evidence.objects.get()
    assert (evidence.linked_by, evidence.quote_revision) == (fay, published_quote.revision_number)
    assert [m.verdict for m in evidence.matches.all()] == ["exact"]
    shown = desk.get(f"/admin/quotes/evidence/{evidence.pk}/change/").content.decode()
    assert "Exact" in shown


def test_a_text_does_not_prove_itself(desk, published_quote):
    sent = {
        "quote": published_quote.pk,
        "capture": published_quote.capture_id,
        "purpose": "primary",
    }
    response = fill(desk, "/admin/quotes/evidence/add/", note="TypedWords.", **sent)
    assert "prove the quote" in complaints(response)
    assert response.context["adminform"].form["note"].value() == "TypedWords."
    assert not Evidence.objects.exists()


def test_texts_are_suggested_by_their_title_or_opening_words(desk, minutes, capture):
    look = "/admin/sources/capture/choices/?app_label=quotes&model_name=evidence&field_name=capture"
    suggested = desk.get(f"{look}&term=minutes of").json()["results"]
    assert [o["id"] for o in suggested] == [str(minutes.pk)]
    named = "Quayside Courier’s transcript, beginning “Minutes of the council."
    assert suggested[0]["text"].startswith(named)
    suggested = desk.get(f"{look}&term=promises").json()["results"]
    assert suggested[0]["text"].startswith("Mayor promises ferry pier by May (Pasted,")


def test_a_review_says_who_when_why_and_of_which_version(desk, fay, published_quote):
    url = "/admin/quotes/review/add/"
    sent = {"quote": published_quote.pk, "verdict": "not_traced", "reason": "In no minutes."}
    assert fill(desk, url, **sent).status_code == 302
    review = Review.objects.get()
    assert (review.reviewed_by, review.quote_revision) == (fay, 3)
    assert "reason" in complaints(fill(desk, url, **{**sent, "reason": ""}))
    assert "review_not_traced" in SearchRow.objects.get(quote=published_quote).filters
    proofless = fill(desk, url, **{**sent, "verdict": "confirmed"})
    assert "choose the evidence" in complaints(proofless)
    assert proofless.context["adminform"].form["reason"].value() == "In no minutes."
    shown = f"/admin/quotes/review/{review.pk}/change/"
    assert desk.get(shown).status_code == 200
    assert desk.post(shown, sent).status_code == 403
    assert desk.post(f"/admin/quotes/review/{review.pk}/delete/").status_code == 403


def test_links_between_quotes_and_fact_checks_carry_who_made_them(
    desk, fay, published_quote, draft_quote
):
    link = {
        "from_quote": published_quote.pk,
        "to_quote": draft_quote.pk,
        "relation": "denies_the_claim",
        "reason": "Answers the mayor.",
    }
    assert fill(desk, "/admin/quotes/quotelink/add/", **link).status_code == 302
    assert QuoteLink.objects.get().linked_by == fay
    twice = fill(desk, "/admin/quotes/quotelink/add/", **link)
    assert "already linked in this way" in complaints(twice)
    itself = fill(desk, "/admin/quotes/quotelink/add/", **link | {"to_quote": published_quote.pk})
    assert "linked to itself" in complaints(itself)
    check = {
        "quote": published_quote.pk,
        "publisher": "Plainfact",
        "rating": "Half true",
        "url": "https://plainfact.example/1",
    }
    assert fill(desk, "/admin/quotes/factcheck/add/", **check).status_code == 302
    assert FactCheck.objects.get().linked_by == fay
    bad = fill(desk, "/admin/quotes/factcheck/add/", **check | {"url": "ftp://plainfact.example"})
    assert "Enter a valid URL" in complaints(bad)


@pytest.mark.parametrize("model", ["evidence", "review", "quotelink", "factcheck"])
def test_jo_reads_checks_and_adds_none(jo, model, published_quote):
    desk = signed_in(jo)
    assert desk.get(f"/admin/quotes/{model}/").status_code == 200
    assert desk.get(f"/admin/quotes/{model}/add/").status_code == 403


def test_every_version_of_a_quote_is_shown_with_what_changed(fay, jo, draft_quote):
    fill(signed_in(jo), f"/admin/quotes/quote/{draft_quote.pk}/change/", cue="added", reason="Cue.")
    page = signed_in(fay).get(f"/admin/quotes/quote/{draft_quote.pk}/history/").content.decode()
    assert page.index("Version 2: Edited") < page.index("Version 1: Entered")
    assert '<del class="newsroom-old">said</del>' in page
    assert '<ins class="newsroom-new">added</ins>' in page
    assert "Reason: Cue." in page
    assert signed_in(fay).get("/admin/quotes/quote/999/history/").status_code == 404


def test_fay_adds_a_primary_source_and_where_a_source_is_kept_besides(desk, article):
    sent = {"kind": "transcript", "text": "Minutes of the council."}
    assert fill(desk, "/admin/sources/source/add/", **sent).status_code == 302
    copy = {"source": article.pk, "url": "https://archive.example/1", "archive": "Kept"}
    assert fill(desk, "/admin/sources/archivedcopy/add/", **copy).status_code == 302
    assert article.archived_copies.get().archive == "Kept"


def test_a_link_is_mended_but_never_moved_to_another_quote(desk, published_quote, draft_quote):
    check = FactCheck.objects.create(
        quote=published_quote, publisher="Plainfact", rating="True", url="https://plain.example"
    )
    url = f"/admin/quotes/factcheck/{check.pk}/change/"
    assert fill(desk, url, rating="Half true", quote=draft_quote.pk).status_code == 302
    check.refresh_from_db()
    assert (check.rating, check.quote) == ("Half true", published_quote)
    assert check.history.count() == 2
    assert desk.get(f"/admin/quotes/factcheck/{check.pk}/delete/").status_code == 403


def test_two_who_mend_one_link_compare_too(desk, superuser, published_quote):
    check = FactCheck.objects.create(
        quote=published_quote, publisher="Plainfact", rating="True", url="https://plain.example"
    )
    url = f"/admin/quotes/factcheck/{check.pk}/change/"
    mine = boxes(desk.get(url)) | {"rating": "Half true"}
    assert fill(signed_in(superuser), url, rating="Mostly true").status_code == 302
    page = desk.post(url, mine)
    assert page.status_code == 409
    assert page.context["differences"][0].theirs == ["Mostly true"]


def test_a_verdict_that_takes_two_is_proposed_and_its_page_opens(desk, fay, published_quote, ed):
    sent = {"quote": published_quote.pk, "verdict": "fabricated", "reason": "Nobody was there."}
    answer = fill(desk, "/admin/quotes/review/add/", **sent)
    waiting = PublicChange.objects.get()
    assert answer.url == f"/admin/quotes/publicchange/{waiting.pk}/change/"
    page = desk.get(answer.url).content.decode()
    assert "once a second person has accepted it" in page and "Fabricated" in page
    assert "Nobody was there." in page and published_quote.words not in page
    assert not Review.objects.exists()
    decide, editor = f"/admin/quotes/publicchange/{waiting.pk}/decide/", signed_in(ed)
    assert "Reason, whether you accept or decline:" in editor.get(answer.url).content.decode()
    refused = editor.post(decide, {"step": "accept", "why": ""})
    assert refused.status_code == 422 and "Give the reason." in refused.content.decode()
    assert editor.post(decide, {"step": "accept", "why": "Nor was I."}).status_code == 302
    assert Review.objects.get().seconded_by == ed
    shown = editor.get(answer.url).content.decode()
    assert "Nor was I." in shown and "Revert" not in shown


def test_confirming_altered_words_in_the_admin_asks_which(desk, fay, published_quote, minutes):
    said = Capture.objects.create(source=minutes.source, text="It is untrue the money was gone.")
    proof = evidence.link(published_quote, said, purpose="primary", by=fay)
    url = "/admin/quotes/review/add/"
    sent = {"quote": published_quote.pk, "verdict": "confirmed", "reason": "In the minutes."}
    answer = fill(desk, url, evidence=proof.pk, **sent)
    assert "Which is it?" in complaints(answer) and not Review.objects.exists()
    assert fill(desk, url, evidence=proof.pk, difference="“was”", **sent).status_code == 302
    assert Review.objects.get().difference == "“was”"
