"""A person decides, says why, and is never overwritten."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from quotes.editorial import entry, revisions, workflow
from quotes.models import Evidence, Quote, Review, Revision, Speaker
from quotes.public.presentation.loading import load
from quotes.transfer.seed import seed
from quotes.verification import evidence, reviews
from sources.models import Capture, Source
from tests.cast import span_of

pytestmark = pytest.mark.django_db
Purpose = Evidence.Purpose


def source_saying(text: str, **fields) -> Capture:
    source = Source.objects.create(kind=Source.Kind.STATEMENT, language="en", **fields)
    return Capture.objects.create(source=source, text=text)


@pytest.fixture
def proof(published_quote, fay):
    statement = source_saying("I deny it. People say the money is gone. It is not.")
    return evidence.link(published_quote, statement, purpose=Purpose.PRIMARY, by=fay)


def test_a_review_names_the_evidence_and_the_version_judged(published_quote, proof, fay):
    made = reviews.review(
        published_quote, verdict="confirmed", reason="Stands there.", by=fay, evidence=proof
    )
    assert (made.quote_revision, made.evidence, made.reviewed_by) == (
        published_quote.revision_number,
        proof,
        fay,
    )


def test_confirming_takes_evidence(published_quote, fay):
    with pytest.raises(ValidationError, match="choose the evidence"):
        reviews.review(published_quote, verdict="confirmed", reason="I think so.", by=fay)
    assert not Review.objects.exists()


def test_confirming_takes_evidence_of_this_quote_that_still_is(
    published_quote, draft_quote, proof, fay
):
    with pytest.raises(ValidationError, match="belongs to another quote"):
        reviews.review(draft_quote, verdict="confirmed", reason="Yes.", by=fay, evidence=proof)
    evidence.unlink(proof, by=fay, why="A parody.")
    with pytest.raises(ValidationError, match="was unlinked"):
        reviews.review(published_quote, verdict="confirmed", reason="Yes.", by=fay, evidence=proof)


@pytest.mark.parametrize(("purpose", "says"), [(Purpose.CONTRADICTS, "contradicts the quote")])
def test_evidence_that_speaks_against_a_quote_does_not_confirm_it(
    published_quote, fay, purpose, says
):
    against = source_saying("He never said that the money is gone.")
    linked = evidence.link(published_quote, against, purpose=purpose, by=fay)
    with pytest.raises(ValidationError, match=says):
        reviews.review(published_quote, verdict="confirmed", reason="Yes.", by=fay, evidence=linked)


def test_what_the_program_did_not_compare_is_read_by_somebody_first(published_quote, fay):
    danish = source_saying("Pengene er væk, siger han ikke.")
    Source.objects.filter(pk=danish.source_id).update(language="da")
    danish.refresh_from_db()
    linked = evidence.link(published_quote, danish, purpose=Purpose.PRIMARY, by=fay)
    confirm = {"verdict": "confirmed", "reason": "Yes.", "by": fay, "evidence": linked}
    with pytest.raises(ValidationError, match="First record what a reader found"):
        reviews.review(published_quote, **confirm)
    evidence.record_reading(linked, "supported", by=fay)
    assert reviews.review(published_quote, **confirm).pk


def test_a_confirmation_short_of_the_voice_says_how_far_it_reaches(
    client, capture, publisher, jo, ed, fay
):
    courier = Speaker.objects.create(name="Quayside Courier", publisher=publisher)
    words = span_of(capture, "The money is there")
    result = entry.Party(relation="told", as_named="the Quayside Courier", speaker=courier)
    parties = [entry.Party(as_named="he"), result]
    quote = entry.enter(capture, segments=[words], parties=parties, by=jo, kind="direct")
    workflow.submit(quote, by=jo)
    workflow.publish(quote, by=ed)
    report = source_saying("“The money is there,” we were told.")
    hop = quote.attributions.get(relation="told")
    linked = evidence.link(quote, report, purpose=Purpose.PRIMARY, by=fay, hop=hop)
    made = reviews.review(quote, verdict="confirmed", reason="In print.", by=fay, evidence=linked)
    assert made.reach == "Only as far as: told Quayside Courier."
    page = client.get(f"/quotes/{quote.pk}/").content.decode()
    assert "Only as far as: told Quayside Courier." in page
    assert "only that it was told Quayside Courier, not that the speaker said it" in page


def test_a_review_needs_its_reason_and_a_right_to_review(published_quote, fay, jo):
    with pytest.raises(ValidationError, match="Give the reason"):
        reviews.review(published_quote, verdict="not_traced", reason="  ", by=fay)
    with pytest.raises(PermissionDenied):
        reviews.review(published_quote, verdict="not_traced", reason="Looked.", by=jo)


def test_of_two_reviews_at_once_the_second_learns_of_the_first(published_quote, fay, ed):
    seen = published_quote.revision_number
    first = {"verdict": "not_traced", "reason": "Looked everywhere.", "by": fay}
    reviews.review(published_quote, **first, seen=seen, after=0)
    with pytest.raises(ValidationError, match="not traced"):
        reviews.review(published_quote, **first, seen=seen, after=0)
    assert Review.objects.count() == 1


def test_a_quote_changed_meanwhile_is_judged_again(draft_quote, fay, jo):
    revisions.add(draft_quote, by=jo, kind=Revision.Kind.EDITED)
    with pytest.raises(ValidationError, match="was changed while you were checking"):
        reviews.review(draft_quote, verdict="not_traced", reason="Looked.", by=fay, seen=1)


def test_after_a_change_of_words_a_review_is_for_an_earlier_wording(published_quote, fay, ed):
    reviews.review(published_quote, verdict="not_traced", reason="Looked.", by=fay)
    published_quote.attributions.update(as_named="Nils Aster")
    amended = Quote.objects.get(pk=published_quote.pk)
    workflow.amend(amended, by=None, kind="correction", reason="The name is enough.")
    assert load(Quote.objects.all())[0].earlier_wording


def test_a_review_is_never_changed(published_quote, fay):
    made = reviews.review(published_quote, verdict="not_traced", reason="Looked.", by=fay)
    with pytest.raises(DatabaseError), transaction.atomic():
        Review.objects.filter(pk=made.pk).update(reason="Never mind.")


def test_the_matches_propose_and_nothing_is_decided(fay):
    seed()
    altered = Evidence.objects.get(matches__verdict="altered")
    proposal = reviews.suggest_verdict(altered)
    assert (proposal.verdict, proposal.reason) == (
        "altered",
        "The article's wording differs from the post.",
    )
    exact = Evidence.objects.exclude(pk=altered.pk).first()
    assert reviews.suggest_verdict(exact).verdict == "confirmed"
    assert not Review.objects.exists()


def test_readers_see_how_we_know_with_the_words_that_differ(client):
    seed()
    quote = Quote.objects.get(evidence__matches__verdict="altered")
    page = client.get(f"/quotes/{quote.pk}/").content.decode()
    assert "<del>centuries-old conflict.</del><ins>Centuries old “conflict.”</ins>" in page
    assert "with the archived copy of the post (the live page was not seen)" in page
    assert "in an archived copy, not on the live page" in page
    assert "#:~:text=" in page and "by the program" in page


def test_where_a_recording_and_its_transcript_differ_both_show_and_the_recording_counts(
    client, published_quote, fay
):
    for kind, words in (("transcript", "the money was gone"), ("video", "the money is gone")):
        source = Source.objects.create(kind=kind, headline=f"Council, {kind}")
        heard = Capture.objects.create(source=source, text=f"They say that {words}.")
        evidence.link(published_quote, heard, purpose=Purpose.PRIMARY, by=fay)
    page = client.get(f"/quotes/{published_quote.pk}/").content.decode().partition("</head>")[2]
    assert "The recording counts." in page
    assert page.index("Council, video") < page.index("Council, transcript")


def test_paraphrase_is_unchecked_until_a_person_has_read_it(client, fay):
    seed()
    linked = Evidence.objects.filter(quote__kind="partial").first()
    address = f"/quotes/{linked.quote_id}/"
    assert "The program doesn’t check paraphrase" in client.get(address).content.decode()
    evidence.record_reading(linked, "partly", by=fay, note="The post names no town.")
    page = client.get(address).content.decode()
    assert "partly supported" in page and "The post names no town." in page
    assert "The program doesn’t check paraphrase" not in page
    evidence.unlink(Evidence.objects.get(pk=linked.pk), by=fay, why="Another post says it.")
    assert "The post names no town." not in client.get(address).content.decode()


def test_the_publishers_page_opens_at_the_quotes_words(client, published_quote):
    page = client.get(f"/quotes/{published_quote.pk}/").content.decode()
    assert "https://courier.example/pier#:~:text=the%20money%20is%20gone" in page
