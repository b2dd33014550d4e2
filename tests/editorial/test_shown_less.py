"""One editor withdraws or erases at once, and another editor looks at it afterwards."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from quotes.editorial import erasure, public_changes, workflow
from quotes.models import Erasure, PublicChange, Quote
from tests.admin.filling import signed_in
from tests.cast import person

WHY = "The Courier took it back."


@pytest.fixture
def eve(db):
    """A second editor."""
    return person("eve", "editors")


def withdrawal(quote, by) -> PublicChange:
    workflow.withdraw(quote, by=by, reason=WHY)
    return PublicChange.objects.get()


def erased(quote, by) -> PublicChange:
    erasure.erase(quote, by=by, reason="court_order")
    return PublicChange.objects.get()


DONE = {"withdrawal": withdrawal, "erasure": erased}
less = pytest.mark.parametrize("kind", DONE)


@less
def test_it_is_done_at_once_and_waits_for_a_second_look_with_who_and_when(
    published_quote, ed, kind
):
    made = DONE[kind](published_quote, ed)
    assert Quote.objects.get(pk=published_quote.pk).status == "withdrawn"
    assert (made.kind, made.outcome, made.proposed_by) == (kind, "applied", ed)
    assert (made.model, made.row) == ("quotes.quote", published_quote.pk)
    assert timezone.now() - made.applied_at < dt.timedelta(minutes=1)
    assert (made.decided_at, made.decided_by) == (None, None)


def test_an_erasure_is_one_entry_tied_to_its_row_and_holds_no_words(published_quote, ed):
    made = erased(published_quote, ed)
    row = Erasure.objects.get()
    assert row.second_look == made
    assert made.rows == [] and "money" not in made.reason
    assert made.reason == row.get_reason_display() + "."


def test_erasing_what_is_left_over_waits_in_the_same_entry(published_quote, ed):
    erased(published_quote, ed)
    erasure.erase(Quote.objects.get(pk=published_quote.pk), by=ed, reason="court_order")
    assert PublicChange.objects.count() == 1
    assert {row.second_look_id for row in Erasure.objects.all()} == {PublicChange.objects.get().pk}


@less
def test_another_editor_agrees(published_quote, ed, eve, kind):
    made = public_changes.agree(DONE[kind](published_quote, ed), by=eve)
    assert (made.outcome, made.decided_by) == ("accepted", eve)
    with pytest.raises(ValidationError, match="decided already"):
        public_changes.object_to(made, by=eve, why="On second thought.")


@less
def test_another_editor_objects_with_a_reason_and_it_stays_withdrawn(
    published_quote, ed, eve, kind
):
    made = DONE[kind](published_quote, ed)
    with pytest.raises(ValidationError, match="Give the reason"):
        public_changes.object_to(made, by=eve, why=" ")
    assert public_changes.object_to(made, by=eve, why="They did not.").outcome == "objected"
    assert Quote.objects.get(pk=published_quote.pk).status == "withdrawn"


@less
def test_whoever_did_it_does_not_look_at_it_themselves(published_quote, ed, kind):
    made = DONE[kind](published_quote, ed)
    for look in (public_changes.agree, public_changes.object_to):
        with pytest.raises(ValidationError, match="Ask a colleague"):
            look(made, by=ed, **({"why": "No."} if look is public_changes.object_to else {}))


@less
def test_nobody_but_an_editor_looks_at_it(published_quote, ed, jo, fay, kind):
    made = DONE[kind](published_quote, ed)
    for other in (jo, fay):
        with pytest.raises(PermissionDenied):
            public_changes.agree(made, by=other)


@less
def test_it_is_not_reverted(published_quote, ed, eve, kind):
    made = DONE[kind](published_quote, ed)
    with pytest.raises(ValidationError, match="can be reverted"):
        public_changes.revert(made, by=eve)


@less
def test_in_a_newsroom_of_one_nobody_else_looks(published_quote, ed, settings, kind):
    settings.FOUR_EYES = False
    made = DONE[kind](published_quote, ed)
    assert (made.outcome, made.decided_by) == ("accepted", ed)


def test_the_quote_that_a_replacement_withdraws_needs_no_other_look(published_quote, jo, ed):
    new = workflow.replacement_of(published_quote, by=jo)
    workflow.submit(new, by=jo)
    workflow.publish(new, by=ed, reason="A word was missing.")
    assert Quote.objects.get(pk=published_quote.pk).status == "withdrawn"
    assert not PublicChange.objects.exists()


@less
def test_corrections_tell_it_once_and_without_who(published_quote, ed, client, kind):
    DONE[kind](published_quote, ed)
    page = client.get("/corrections/").content.decode()
    assert page.count(f"/quotes/{published_quote.pk}/") >= 1
    for words in ("second person", "Words erased", "Quote withdrawn"):
        assert words not in page


@less
def test_eve_finds_it_in_the_list_and_looks_at_it_there(published_quote, ed, eve, kind):
    made = DONE[kind](published_quote, ed)
    desk, opened = signed_in(eve), f"/admin/quotes/publicchange/{made.pk}/"
    listed = desk.get("/admin/quotes/publicchange/?outcome__exact=applied").content.decode()
    assert f"{'Withdrawal' if kind == 'withdrawal' else 'Erasure'} of quote" in listed
    page = desk.get(f"{opened}change/").content.decode()
    assert "Done by ed" in page and "I agree" in page and "Revert" not in page
    answer = desk.post(f"{opened}decide/", {"step": "object", "why": "Too early."}, follow=True)
    assert "Your objection is on record." in answer.content.decode()
    own = signed_in(ed).get(f"{opened}change/").content.decode()
    assert "I agree" not in own


def test_the_command_says_that_another_editor_reviews_it(published_quote, ed, capsys):
    pk = str(published_quote.pk)
    call_command("erase_quote", pk, "--reason", "court_order", "--by", "ed", "--yes")
    assert "Another editor reviews this" in capsys.readouterr().out
