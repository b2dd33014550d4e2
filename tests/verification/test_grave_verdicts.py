"""To call a quote fabricated or misattributed takes two people; until then, nothing shows it."""

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from quotes.editorial import public_changes, workflow
from quotes.models import Attribution, PublicChange, Review, SearchRow
from quotes.standing import standing_of
from quotes.verification import decisions, evidence, related_quotes, reviews
from sources.models import Capture, Source
from tests.cast import person

GRAVE = ["fabricated", "misattributed"]
WHY = "Nobody was in the hall that day."
AGREED = "The hall’s log says so, too."


@pytest.fixture(autouse=True)
def _sources_change_freely():
    """Here the database refuses what it refuses elsewhere."""


@pytest.fixture
def eve(db):
    """A second editor."""
    return person("eve", "editors", first_name="Eve")


@pytest.fixture
def flo(db):
    """A second fact-checker."""
    return person("flo", "fact-checkers")


@pytest.fixture
def both(db):
    """Somebody who edits and checks facts."""
    from django.contrib.auth.models import Group

    somebody = person("bo", "editors")
    somebody.groups.add(Group.objects.get(name="fact-checkers"))
    return somebody


def judge(quote, by, verdict="fabricated", **more):
    return reviews.review(quote, verdict=verdict, reason=WHY, by=by, **more)


def public_answers(client, quote) -> str:
    """All that the public can get of the quote, and the lists that it is in."""
    pk = quote.pk
    of_it = [f"/quotes/{pk}{end}" for end in ("/", ".json", ".jsonld", "/embed/", ".bib", ".ris")]
    lists = ["/", "/quotes/", "/quotes.json", "/quotes.csv", "/quotes.atom", "/corrections/"]
    paths = [*of_it, *lists, "/corrections.json", "/corrections.atom"]
    found = []
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found.append(body.decode())
    return "\n".join(found)


@pytest.mark.parametrize("verdict", GRAVE)
def test_the_first_persons_verdict_is_kept_and_nothing_public_has_it(
    published_quote, fay, client, verdict
):
    before, moved = standing_of(published_quote), public_answers(client, published_quote)
    assert WHY not in moved
    waiting = judge(published_quote, fay, verdict)
    assert isinstance(waiting, PublicChange)
    assert (waiting.outcome, waiting.proposed_by, waiting.reason) == ("waiting", fay, WHY)
    assert waiting.rows[0]["after"]["verdict"] == verdict
    assert not Review.objects.exists()
    assert standing_of(published_quote) == before
    assert f"review_{verdict}" not in SearchRow.objects.get(quote=published_quote).filters
    assert WHY not in public_answers(client, published_quote)
    assert published_quote.reviews.count() == 0


@pytest.mark.parametrize("verdict", GRAVE)
def test_once_a_second_person_accepts_it_both_sign_and_everything_says_so(
    published_quote, fay, ed, client, verdict
):
    ed.last_name, fay.first_name = "Reyes", "Fay"
    ed.save()
    fay.save()
    waiting = judge(published_quote, fay, verdict)
    reviews.accept_proposed(waiting, by=ed, why=AGREED)
    made = Review.objects.get()
    assert (made.verdict, made.reason) == (verdict, WHY)
    assert (made.reviewed_by, made.seconded_by) == (fay, ed)
    assert standing_of(published_quote).code == verdict
    assert f"review_{verdict}" in SearchRow.objects.get(quote=published_quote).filters
    page = client.get(f"/quotes/{published_quote.pk}/").content.decode()
    assert WHY in page and "Fay" in page and "and Ed Reyes" in page
    given = json.loads(client.get(f"/quotes/{published_quote.pk}.json").content)
    assert given["reviews"][0]["verdict"] == verdict
    waiting.refresh_from_db()
    assert (waiting.outcome, waiting.decided_by, waiting.decided_why) == ("accepted", ed, AGREED)
    assert waiting.applied_at == made.reviewed_at
    assert WHY not in client.get("/corrections/").content.decode()


def test_nobody_is_both_people(published_quote, both):
    waiting = judge(published_quote, both)
    for step in (reviews.accept_proposed, public_changes.decline):
        with pytest.raises(ValidationError, match="Ask a colleague"):
            step(waiting, by=both, why=AGREED)
    assert not Review.objects.exists()


def test_a_fact_checkers_verdict_is_accepted_by_an_editor_alone(published_quote, fay, flo, jo, eve):
    waiting = judge(published_quote, fay)
    for other in (flo, jo):
        with pytest.raises(PermissionDenied):
            reviews.accept_proposed(waiting, by=other, why=AGREED)
    assert not Review.objects.exists()
    assert reviews.accept_proposed(waiting, by=eve, why=AGREED).outcome == "accepted"


def test_an_editors_verdict_is_accepted_by_another_fact_checker_and_by_no_journalist(
    published_quote, both, fay, jo
):
    waiting = judge(published_quote, both)
    with pytest.raises(PermissionDenied):
        reviews.accept_proposed(waiting, by=jo, why=AGREED)
    assert reviews.accept_proposed(waiting, by=fay, why=AGREED).decided_by == fay


def test_a_second_person_says_why_whether_they_accept_or_decline(published_quote, fay, ed):
    waiting = judge(published_quote, fay)
    for step in (reviews.accept_proposed, public_changes.decline):
        with pytest.raises(ValidationError, match="Give the reason"):
            step(waiting, by=ed, why=" \u2003")
    assert not Review.objects.exists()


def test_a_declined_verdict_never_counts(published_quote, fay, ed, client):
    waiting = judge(published_quote, fay)
    public_changes.decline(waiting, by=ed, why="I was in the hall.")
    assert not Review.objects.exists()
    assert WHY not in public_answers(client, published_quote)
    with pytest.raises(ValidationError, match="decided already"):
        reviews.accept_proposed(waiting, by=ed, why=AGREED)
    assert judge(published_quote, fay).outcome == "waiting"


def test_its_author_takes_a_verdict_back(published_quote, fay, ed):
    waiting = judge(published_quote, fay)
    with pytest.raises(ValidationError, match="Somebody else proposed this"):
        public_changes.take_back(waiting, by=ed)
    public_changes.take_back(waiting, by=fay)
    with pytest.raises(ValidationError, match="decided already"):
        reviews.accept_proposed(waiting, by=ed, why=AGREED)


def test_a_second_grave_verdict_waits_for_the_first(published_quote, fay, flo):
    judge(published_quote, fay)
    with pytest.raises(ValidationError, match="waits for a second person already"):
        judge(published_quote, flo, "misattributed")
    assert PublicChange.objects.count() == 1


def test_every_other_verdict_counts_at_once(published_quote, fay):
    for verdict in set(Review.Verdict.values) - {*GRAVE, "confirmed"}:
        assert isinstance(judge(published_quote, fay, verdict), Review)


def test_a_verdict_on_words_that_changed_since_is_not_accepted(published_quote, fay, ed, mayor):
    waiting = judge(published_quote, fay)
    with public_changes.permitted(published_quote):
        Attribution.objects.filter(quote=published_quote).update(speaker=mayor)
        workflow.amend(published_quote, by=None, kind="correction", reason="It was the mayor.")
    with pytest.raises(ValidationError, match="were changed since"):
        reviews.accept_proposed(waiting, by=ed, why=AGREED)
    assert not Review.objects.exists()


def test_a_verdict_whose_evidence_was_unlinked_is_not_accepted(published_quote, fay, ed):
    source = Source.objects.create(kind="transcript", language="en")
    log = Capture.objects.create(source=source, text="The hall was locked all day.")
    proof = evidence.link(published_quote, log, purpose="contradicts", by=fay)
    waiting = judge(published_quote, fay, evidence=proof)
    evidence.unlink(proof, by=fay, why="Another hall.")
    with pytest.raises(ValidationError, match="was unlinked"):
        reviews.accept_proposed(waiting, by=ed, why=AGREED)


def test_a_verdict_on_a_draft_waits_too(draft_quote, fay, ed):
    waiting = judge(draft_quote, fay)
    assert not Review.objects.exists()
    decisions.accept(waiting, by=ed, why=AGREED)
    assert draft_quote.reviews.get().seconded_by == ed


def test_in_a_newsroom_of_one_an_editor_gives_it_alone_and_signs_alone(
    published_quote, both, fay, settings
):
    settings.FOUR_EYES = False
    made = judge(published_quote, both)
    assert (made.reviewed_by, made.seconded_by) == (both, None)
    assert judge(published_quote, fay, "misattributed").outcome == "waiting"


def test_the_program_gives_it_at_once(published_quote):
    assert isinstance(judge(published_quote, None), Review)


def test_a_grave_verdict_is_not_reverted_but_followed_by_another(published_quote, fay, ed):
    waiting = judge(published_quote, fay)
    reviews.accept_proposed(waiting, by=ed, why=AGREED)
    with pytest.raises(ValidationError, match="can be reverted"):
        public_changes.revert(waiting, by=ed)
    judge(published_quote, fay, "not_traced")
    assert standing_of(published_quote).code == "not_traced"


def test_a_denial_beside_a_waiting_verdict_disputes_the_quote_at_once(
    published_quote, submitted_quote, fay, ed
):
    judge(published_quote, fay)
    workflow.publish(submitted_quote, by=ed)
    related_quotes.link_quotes(
        submitted_quote, published_quote, relation="denies_saying_it", reason="On air.", by=fay
    )
    assert standing_of(published_quote).code == "disputed"


@pytest.mark.parametrize("verdict", GRAVE)
def test_the_database_takes_no_such_verdict_from_elsewhere(published_quote, fay, ed, verdict):
    common = {"quote": published_quote, "quote_revision": 3, "reason": WHY, "reviewed_by": fay}
    for more in ({}, {"seconded_by": ed}):
        for write in (Review.objects.create, lambda **f: Review.objects.bulk_create([Review(**f)])):
            with pytest.raises(DatabaseError, match="takes two people"), transaction.atomic():
                write(verdict=verdict, **common, **more)
    with pytest.raises(DatabaseError), transaction.atomic():
        Review.objects.create(verdict="not_traced", **common | {"seconded_by": fay})
    assert not Review.objects.exists()
