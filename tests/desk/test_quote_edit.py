"""Changing a draft at the desk; two editors of one draft lose nothing unseen."""

import pytest

from quotes.desk.quote_page import sent
from quotes.editorial import workflow
from quotes.models import Quote, Revision
from tests.desk.forms import FRAGMENT, form_in, said


@pytest.fixture
def address(draft_quote):
    return f"/desk/quotes/{draft_quote.pk}/"


def test_a_draft_opens_with_all_that_is_stored(jos, address, draft_quote, mayor):
    form = form_in(jos.get(address))
    assert (form["cue"], form["kind"], form["seen"]) == ("said", "direct", "1")
    assert form["party-0-who"] == f"speaker:{mayor.pk}"
    assert form["topics"] == "Northport ferry pier"
    assert form["segments"].count("-") == 2


def test_a_change_is_a_revision(jos, jo, address, draft_quote):
    answer = jos.post(
        address, {**form_in(jos.get(address)), "medium": "the quay"}, headers=FRAGMENT
    )
    assert answer.status_code == 201
    draft_quote.refresh_from_db()
    assert (draft_quote.medium, draft_quote.revision_number) == ("the quay", 2)
    assert Revision.objects.get(number=2).made_by == jo
    assert [topic.name for topic in draft_quote.topics.all()] == ["Northport ferry pier"]


def test_the_second_of_two_sees_what_the_first_changed_and_keeps_their_own(jos, eds, address):
    mine, theirs = form_in(jos.get(address)), form_in(eds.get(address))
    eds.post(address, {**theirs, "cue": "added", "medium": "the quay"}, headers=FRAGMENT)
    answer = jos.post(address, {**mine, "medium": "local radio"}, headers=FRAGMENT)
    assert answer.status_code == 409
    assert "Ed changed this quote while you were editing it" in said(answer)
    assert [(d.label, d.theirs, d.mine) for d in answer.context["conflict"]] == [
        ("Cue", "added", "said"),
        ("Medium", "the quay", "local radio"),
    ]
    assert Quote.objects.get().medium == "the quay"
    taken = jos.post(address, {**form_in(answer), "take": "cue"}, headers=FRAGMENT)
    assert [d.label for d in taken.context["conflict"]] == ["Medium"]
    settled = form_in(taken)
    assert (settled["cue"], settled["medium"]) == ("added", "local radio")
    assert jos.post(address, settled, headers=FRAGMENT).status_code == 201
    assert (Quote.objects.get().cue, Quote.objects.get().medium) == ("added", "local radio")


def test_a_refused_change_leaves_the_draft_as_it_was(jos, address, draft_quote):
    form = {**form_in(jos.get(address)), "medium": "radio", "said_from": "2999-01-01"}
    assert jos.post(address, form, headers=FRAGMENT).status_code == 422
    draft_quote.refresh_from_db()
    assert (draft_quote.medium, draft_quote.revision_number) == ("", 1)


def test_a_quote_published_meanwhile_is_not_changed_at_the_desk(jos, address, submitted_quote, ed):
    form = form_in(jos.get(address))
    workflow.publish(submitted_quote, by=ed)
    answer = jos.post(address, {**form, "cue": "added"}, headers=FRAGMENT)
    assert answer.status_code in (409, 422)
    assert Quote.objects.get().cue == "said"
    assert jos.get(address).headers["Location"] == f"/quotes/{submitted_quote.pk}/"


@pytest.fixture
def meanwhile(monkeypatch):
    """Something that a colleague does after the quote was looked up and before it is stored."""

    def arrange(act):
        def sent_after(*args, **kwargs):
            monkeypatch.setattr("quotes.desk.quote_edit.sent", sent)
            act()
            return sent(*args, **kwargs)

        monkeypatch.setattr("quotes.desk.quote_edit.sent", sent_after)

    return arrange


def test_what_a_colleague_stores_in_the_same_moment_is_not_overwritten(
    jos, eds, address, meanwhile
):
    mine, theirs = form_in(jos.get(address)), form_in(eds.get(address))
    meanwhile(lambda: eds.post(address, {**theirs, "medium": "the quay"}, headers=FRAGMENT))
    answer = jos.post(address, {**mine, "medium": "local radio"}, headers=FRAGMENT)
    assert answer.status_code == 409
    assert (Quote.objects.get().medium, Quote.objects.get().revision_number) == ("the quay", 2)


def test_a_quote_published_in_the_same_moment_stays_published(
    jos, address, submitted_quote, ed, meanwhile
):
    form = form_in(jos.get(address))
    meanwhile(lambda: workflow.publish(Quote.objects.get(), by=ed))
    # Sent by hand with the version that the publication makes.
    answer = jos.post(address, {**form, "cue": "added", "seen": "3"}, headers=FRAGMENT)
    assert "has been published" in said(answer)
    assert (Quote.objects.get().status, Quote.objects.get().cue) == ("published", "said")


def test_a_draft_thrown_away_in_the_same_moment_does_not_come_back(jos, address, meanwhile):
    form = form_in(jos.get(address))
    meanwhile(lambda: Quote.objects.get().delete())
    answer = jos.post(address, {**form, "medium": "local radio"}, headers=FRAGMENT)
    assert "This draft was deleted" in said(answer)
    assert not Quote.objects.exists()


def test_the_stored_attribution_can_be_taken_back_whole(jos, eds, address, councillor):
    mine, theirs = form_in(jos.get(address)), form_in(eds.get(address))
    changed = {"party-0-who": f"speaker:{councillor.pk}", "party-0-as_named": "Nils Aster"}
    eds.post(address, {**theirs, **changed}, headers=FRAGMENT)
    answer = jos.post(address, {**mine, "medium": "radio"}, headers=FRAGMENT)
    taken = jos.post(address, {**form_in(answer), "take": "attribution"}, headers=FRAGMENT)
    assert jos.post(address, form_in(taken), headers=FRAGMENT).status_code == 201
    stored = Quote.objects.get()
    assert (stored.attributions.get().speaker, stored.medium) == (councillor, "radio")
