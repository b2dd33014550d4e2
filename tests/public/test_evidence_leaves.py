"""Files have what a quote's page has: evidence with its results, verdicts, fact-checks, relations."""

import datetime as dt

import pytest

from quotes.models import Evidence
from quotes.verification import evidence, related_quotes, reviews
from sources.models import Capture, Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(published_quote, publish_many, fay):
    """The councillor's denial with all that can be known of a quote."""
    [other] = publish_many(1)
    source = Source.objects.create(
        kind="statement",
        headline="On the money",
        published_on=dt.date(2025, 3, 3),
        language="en",
    )
    capture = Capture.objects.create(source=source, text="Nobody says the money was gone.")
    proof = evidence.link(published_quote, capture, purpose="primary", by=fay)
    reviews.review(published_quote, verdict="altered", reason="“Was”.", by=fay, evidence=proof)
    related_quotes.link_quotes(
        published_quote, other, relation="clarifies", reason="A day later.", by=fay
    )
    related_quotes.add_fact_check(
        published_quote, by=fay, publisher="The Gauge", rating="False", url="https://gauge.example/"
    )
    return published_quote


def test_json_has_evidence_with_source_day_and_the_result_for_each_span(client, known):
    for data in (
        client.get(f"/quotes/{known.pk}.json").json(),
        client.get("/quotes.json?q=money").json()["quotes"][0],
    ):
        [proof] = data["evidence"]
        assert (proof["purpose"], proof["proves"]) == ("primary", "what was said")
        assert proof["source"]["title"] == "On the money"
        assert proof["source"]["published_on"] == "2025-03-03"
        [match] = proof["matches"]
        assert (match["words"], match["result"]) == ("the money is gone", "altered")
        assert match["differences"] and match["found_at"]
        assert [r["verdict"] for r in data["reviews"]] == ["altered"]
        assert data["fact_checks"][0]["rating"] == "False"
        assert data["related"][0]["relation"] == "clarifies"
        assert data["attribution"]["parties"][0]["speaker"]["name"] == "Nils Aster"


def test_json_ld_has_the_same_in_its_own_terms(client, known):
    data = client.get(f"/quotes/{known.pk}.jsonld").json()
    assert data["creativeWorkStatus"].startswith("Differs: ")
    assert data["citation"][0]["name"] == "On the money"
    assert data["citation"][0]["description"] == "Primary source: Altered"
    assert (data["review"][0]["name"], data["review"][0]["reviewBody"]) == ("Altered", "“Was”.")
    assert data["subjectOf"][0]["reviewRating"]["alternateName"] == "False"
    assert data["mentions"][0]["description"].startswith("Clarifies: ")


def test_what_is_unlinked_withheld_or_of_a_draft_stays_inside(
    freely, client, known, draft_quote, fay
):
    related_quotes.link_quotes(draft_quote, known, relation="repeats", reason="Twice.", by=fay)
    proof = Evidence.objects.get()
    Source.objects.filter(pk=proof.capture.source_id).update(
        display="withheld", withheld_reason="Asked."
    )
    data = client.get(f"/quotes/{known.pk}.json").json()
    [match] = data["evidence"][0]["matches"]
    assert match["found_at"] is None and match["differences"] == []
    assert [link["relation"] for link in data["related"]] == ["clarifies"]
    evidence.unlink(proof, by=fay, why="A parody.")
    assert client.get(f"/quotes/{known.pk}.json").json()["evidence"] == []


def test_a_page_of_files_costs_the_same_queries_for_few_and_many(
    client, known, publish_many, django_assert_max_num_queries
):
    costs = []
    for more in (2, 10):
        publish_many(more)
        client.get("/quotes.json")
        with django_assert_max_num_queries(40) as counted:
            client.get("/quotes.json")
        costs.append(len(counted))
    assert costs[0] == costs[1]
