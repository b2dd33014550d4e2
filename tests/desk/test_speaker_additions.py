"""What is added to a public speaker while a draft is entered waits with the draft."""

import pytest

from quotes.editorial import entry, public_changes, workflow
from quotes.models import PublicChange, Quote, Role, Speaker
from tests.cast import span_of
from tests.desk.forms import FRAGMENT, form_in, said

SPELLING = "Нильс Астер"


@pytest.fixture
def union(db):
    return Speaker.objects.create(name="Dockers’ Union", kind="organisation")


@pytest.fixture
def address(capture):
    return f"/desk/captures/{capture.pk}/quotes/add/"


@pytest.fixture
def form(jos, capture, address, councillor):
    """The form for words of the councillor, whom readers see once a quote of his is published."""
    start, end = span_of(capture, "The money is there")
    opened = form_in(jos.get(address, {"segments": f"{start}-{end}"}, headers=FRAGMENT))
    chosen = {"party-0-who": f"speaker:{councillor.pk}", "party-0-as_named": "Nils Aster"}
    return {**opened, **chosen}


ADDED = {
    "party-0-other_names": SPELLING,
    "party-0-title": "Council member",
    "party-0-part_of": "Dockers’ Union",
}


def state(speaker) -> tuple:
    row = Speaker.objects.get(pk=speaker.pk)
    names = [name.name for name in row.names.all()]
    return names, [role.title for role in row.roles.all()], row.part_of and row.part_of.name


NOTHING, EVERYTHING = ([], [], None), ([SPELLING], ["Council member"], "Dockers’ Union")


def test_it_waits_with_the_draft_and_no_reader_sees_it(
    published_quote, jos, jo, address, form, councillor, union, client
):
    assert jos.post(address, {**form, **ADDED}, headers=FRAGMENT).status_code == 201
    quote = Quote.objects.get(status="draft")
    made = PublicChange.objects.get()
    assert (made.outcome, made.quote, made.proposed_by) == ("waiting", quote, jo)
    assert len(made.rows) == 3
    assert state(councillor) == NOTHING
    page = client.get(f"/speakers/{councillor.pk}/", follow=True).content.decode()
    assert SPELLING not in page and "Dockers" not in page
    shown = said(jos.get(f"/desk/quotes/{quote.pk}/"))
    assert f"Waits with this quote: other name {SPELLING} of Nils Aster" in shown


def test_whoever_publishes_the_quote_accepts_it(
    published_quote, jos, jo, ed, address, form, councillor, union, client
):
    jos.post(address, {**form, **ADDED}, headers=FRAGMENT)
    quote = Quote.objects.get(status="draft")
    workflow.submit(quote, by=jo)
    workflow.publish(quote, by=ed)
    assert state(councillor) == EVERYTHING
    role = Role.objects.get()
    assert (role.attested_in, str(role.attested_on)) == (quote.capture, "2025-03-04")
    assert PublicChange.objects.get().decided_by == ed
    corrections = client.get("/corrections/").content.decode()
    assert SPELLING in corrections and f"Entered with quote {quote.pk}" in corrections


def test_who_added_it_does_not_accept_it_by_publishing(
    published_quote, jos, jo, ed, address, form, councillor, union
):
    jos.post(address, form, headers=FRAGMENT)
    quote = Quote.objects.get(status="draft")
    councillor.part_of = union
    edits = [public_changes.Edit(councillor)]
    public_changes.change(councillor, edits, by=ed, reason="So.", quote=quote)
    workflow.submit(quote, by=jo)
    workflow.publish(quote, by=ed)
    assert PublicChange.objects.get().outcome == "waiting"
    assert state(councillor) == NOTHING


def test_a_deleted_draft_takes_it_back(
    published_quote, jos, jo, ed, address, form, councillor, union
):
    jos.post(address, {**form, **ADDED}, headers=FRAGMENT)
    quote = Quote.objects.get(status="draft")
    admin = f"/admin/quotes/quote/{quote.pk}/"
    assert "Waits with this quote" in said(jos.get(f"{admin}change/"))
    assert jos.post(f"{admin}delete/", {"post": "yes"}).status_code == 302
    made = PublicChange.objects.get()
    assert (made.outcome, made.quote, made.decided_by) == ("taken_back", None, jo)
    assert "was deleted" in made.decided_why
    assert state(councillor) == NOTHING


def test_drafts_deleted_together_take_it_back_too(
    published_quote, jos, address, form, councillor, union
):
    jos.post(address, {**form, **ADDED}, headers=FRAGMENT)
    chosen = {"action": "delete_selected", "_selected_action": [Quote.objects.latest("pk").pk]}
    jos.post("/admin/quotes/quote/", chosen | {"post": "yes"})
    assert PublicChange.objects.get().outcome == "taken_back"


def test_a_waiting_verdict_on_a_draft_goes_with_it(draft_quote, fay, jo):
    from quotes.verification import reviews

    reviews.review(draft_quote, verdict="fabricated", reason="Never.", by=fay)
    entry.discard(draft_quote, by=jo)
    assert PublicChange.objects.get().outcome == "taken_back"


def test_saving_the_draft_again_does_not_propose_it_twice(
    published_quote, jos, address, form, councillor, union
):
    jos.post(address, {**form, **ADDED}, headers=FRAGMENT)
    quote = Quote.objects.get(status="draft")
    edit = f"/desk/quotes/{quote.pk}/"
    again = form_in(jos.get(edit))
    more = {"party-0-other_names": f"{SPELLING}\nN. Aster", "party-0-title": "Council member"}
    assert jos.post(edit, {**again, **more}, headers=FRAGMENT).status_code == 201
    rows = [row["after"] for made in PublicChange.objects.order_by("pk") for row in made.rows]
    assert len(rows) == 4 and rows[-1]["name"] == "N. Aster"


def test_a_speaker_whom_no_reader_sees_gets_it_at_once(jos, address, form, councillor, union):
    assert jos.post(address, {**form, **ADDED}, headers=FRAGMENT).status_code == 201
    assert state(councillor) == EVERYTHING
    assert not PublicChange.objects.exists()


def test_two_drafts_with_the_same_spelling_are_both_published(
    published_quote, submitted_quote, jos, jo, ed, address, form, councillor, union
):
    jos.post(address, {**form, **ADDED}, headers=FRAGMENT)
    first = Quote.objects.get(status="draft")
    from quotes.models import SpeakerName

    name = SpeakerName(speaker=councillor, name=SPELLING)
    public_changes.change(
        councillor, [public_changes.Edit(name)], by=jo, reason="So.", quote=submitted_quote
    )
    workflow.submit(first, by=jo)
    workflow.publish(first, by=ed)
    workflow.publish(submitted_quote, by=ed)
    assert Quote.objects.get(pk=submitted_quote.pk).status == "published"
    assert state(councillor) == EVERYTHING


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"party-0-title": "Harbour warden"}, "isn't in this text. Copy it from there."),
        ({"party-0-part_of": "Nobody’s Guild"}, "has no speaker, or more than one"),
        (
            {"party-0-who": "text", "party-0-other_names": SPELLING},
            "This is recorded of a speaker. Choose one, or clear this.",
        ),
    ],
)
def test_what_cannot_be_so_is_refused_and_stays_in_the_form(
    published_quote, jos, address, form, councillor, union, changes, says
):
    answer = jos.post(address, {**form, **ADDED, **changes}, headers=FRAGMENT)
    assert answer.status_code == 422 and says in said(answer)
    assert SPELLING in answer.content.decode()
    assert not Quote.objects.filter(status="draft").exists()
    assert not PublicChange.objects.exists()


def test_a_whole_that_contradicts_the_one_recorded_is_refused(
    jos, address, form, councillor, union
):
    other = Speaker.objects.create(name="Pilots’ Guild", kind="organisation")
    councillor.part_of = other
    councillor.save()
    answer = jos.post(address, {**form, **ADDED}, headers=FRAGMENT)
    assert "Nils Aster is part of Pilots’ Guild already." in said(answer)
    assert not Quote.objects.exists()
