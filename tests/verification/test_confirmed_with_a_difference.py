"""Words that the original has otherwise are confirmed with the difference named, or are altered."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from quotes.models import Evidence, Review
from quotes.standing import standing_of
from quotes.verification import evidence, reviews
from sources.models import Capture, Source

pytestmark = pytest.mark.django_db
EXACT = "I deny it. People say the money is gone. It is not."
ALTERED = "I deny it. People say the money was gone. It is not."
MISSING = "I said nothing of the kind, neither then nor later."
NAMED = "The minutes have “was”, he said “is”."
WHY = "Heard it on the tape."


def linked(quote, text, by, purpose="primary", kind="statement", **where) -> Evidence:
    source = Source.objects.create(kind=kind, language="en")
    capture = Capture.objects.create(source=source, text=text)
    return evidence.link(quote, capture, purpose=purpose, by=by, **where)


def confirm(quote, by, proof=None, difference=""):
    return reviews.review(
        quote, verdict="confirmed", reason=WHY, by=by, evidence=proof, difference=difference
    )


@pytest.mark.parametrize("text", [ALTERED, MISSING])
@pytest.mark.parametrize("difference", ["", " \u2003\n"])
def test_confirming_what_the_original_has_otherwise_asks_which(
    published_quote, fay, text, difference
):
    proof = linked(published_quote, text, fay)
    with pytest.raises(ValidationError, match="Which is it"):
        confirm(published_quote, fay, proof, difference)
    assert not Review.objects.exists()


@pytest.mark.parametrize("text", [ALTERED, MISSING])
def test_with_the_difference_named_it_is_confirmed_and_readers_see_the_difference(
    published_quote, fay, client, text
):
    proof = linked(published_quote, text, fay)
    made = confirm(published_quote, fay, proof, NAMED)
    assert (made.verdict, made.difference) == ("confirmed", NAMED)
    page = client.get(f"/quotes/{published_quote.pk}/").content.decode()
    assert "The difference:" in page and NAMED in page
    given = json.loads(client.get(f"/quotes/{published_quote.pk}.json").content)
    assert given["reviews"][0]["difference"] == NAMED
    described = json.loads(client.get(f"/quotes/{published_quote.pk}.jsonld").content)
    assert described["review"][0]["reviewBody"] == f"{WHY} Difference: {NAMED}"
    answer = client.get("/quotes.csv")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert NAMED.replace('"', '""') in body.decode()
    assert "named the difference: The minutes have" in standing_of(published_quote).fine
    assert standing_of(published_quote).css == "differs"


def test_altered_is_the_other_answer(published_quote, fay):
    proof = linked(published_quote, ALTERED, fay)
    made = reviews.review(published_quote, verdict="altered", reason=WHY, by=fay, evidence=proof)
    assert made.difference == ""


def test_other_evidence_does_not_get_round_an_original_that_differs(published_quote, fay):
    linked(published_quote, ALTERED, fay)
    report = linked(published_quote, EXACT, fay, purpose="corroborates")
    with pytest.raises(ValidationError, match="Which is it"):
        confirm(published_quote, fay, report)


def test_a_report_that_differs_asks_too_if_it_is_what_confirms(published_quote, fay):
    report = linked(published_quote, ALTERED, fay, purpose="corroborates")
    with pytest.raises(ValidationError, match="Which is it"):
        confirm(published_quote, fay, report)
    assert confirm(published_quote, fay, report, NAMED).pk
    assert f"with a difference: {NAMED}" in standing_of(published_quote).phrase


def test_a_recording_that_has_the_words_settles_it_before_a_transcript_that_differs(
    published_quote, fay
):
    linked(published_quote, ALTERED, fay, kind="transcript")
    tape = linked(published_quote, EXACT, fay, kind="audio")
    assert confirm(published_quote, fay, tape).difference == ""


def test_what_a_reader_found_unsupported_is_not_confirmed_without_a_word_on_it(
    published_quote, fay
):
    source = Source.objects.create(kind="statement", language="da")
    danish = Capture.objects.create(source=source, text="Pengene er her, siger han.")
    proof = evidence.link(published_quote, danish, purpose="primary", by=fay)
    evidence.record_reading(proof, "not_supported", by=fay)
    with pytest.raises(ValidationError, match="Which is it"):
        confirm(published_quote, fay, proof)


def test_words_that_are_there_need_no_difference(published_quote, fay):
    proof = linked(published_quote, EXACT, fay)
    assert confirm(published_quote, fay, proof).pk


def test_only_a_confirmation_names_a_difference(published_quote, fay):
    with pytest.raises(ValidationError, match="where a quote is confirmed"):
        reviews.review(published_quote, verdict="altered", reason=WHY, by=fay, difference=NAMED)
    assert not Review.objects.exists()


@pytest.mark.parametrize("text", [ALTERED, MISSING])
@pytest.mark.parametrize("chosen", [True, False])
def test_the_database_refuses_it_whichever_way_it_comes(published_quote, fay, text, chosen):
    proof = linked(published_quote, text, fay)
    row = {"quote": published_quote, "quote_revision": 3, "verdict": "confirmed", "reason": WHY}
    row["evidence"] = proof if chosen else None
    for write in (Review.objects.create, lambda **f: Review.objects.bulk_create([Review(**f)])):
        with pytest.raises(DatabaseError, match="Name the difference"), transaction.atomic():
            write(**row)
    assert Review.objects.create(**row, difference=NAMED).pk
