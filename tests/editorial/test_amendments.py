"""A published quote changes by two: who said it, when, where, and its topics."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from quotes.editorial import amendments, entry, public_changes, speaker_merge, workflow
from quotes.editorial.entry import Party
from quotes.editorial.revisions import EditConflict
from quotes.models import Attribution, PublicChange, Quote, Revision, SearchRow, Speaker
from quotes.verification import decisions
from tests.cast import amended_openly, person

WHY = "It was the mayor."


@pytest.fixture
def eve(db):
    """A second editor."""
    return person("eve", "editors")


def amend(quote, by, write, reason=WHY, kind="correction", **more):
    return amendments.amend(quote, write, by=by, kind=kind, reason=reason, **more)


def to_speaker(quote, speaker):
    return lambda: entry.write_parties(quote, [Party(speaker=speaker, as_named="Oduya")])


def to_fields(quote, **values):
    def write():
        Quote.objects.filter(pk=quote.pk).update(**values)

    return write


MONDAY = dt.date(2025, 3, 3)
#: Each way to amend a published quote: what is written, and what shows that it is so.
WAYS = {
    "speaker": (
        lambda quote, mayor, topic: to_speaker(quote, mayor),
        lambda quote: quote.attributions.get().speaker.name == "Petra Oduya",
    ),
    "name in the text": (
        lambda quote, mayor, topic: lambda: quote.attributions.update(as_named="Nils Aster"),
        lambda quote: quote.attributions.get().as_named == "Nils Aster",
    ),
    "day": (
        lambda quote, mayor, topic: to_fields(quote, said_from=MONDAY, said_to=MONDAY),
        lambda quote: quote.said_from == MONDAY,
    ),
    "place": (
        lambda quote, mayor, topic: to_fields(quote, medium="radio"),
        lambda quote: quote.medium == "radio",
    ),
    "kind": (
        lambda quote, mayor, topic: to_fields(quote, kind="paraphrase"),
        lambda quote: quote.kind == "paraphrase",
    ),
    "translation": (
        lambda quote, mayor, topic: to_fields(quote, original_words="Pengene er væk"),
        lambda quote: quote.original_words == "Pengene er væk",
    ),
    "topics": (
        lambda quote, mayor, topic: lambda: quote.topics.add(topic),
        lambda quote: quote.topics.count() == 1,
    ),
}
every_way = pytest.mark.parametrize("way", WAYS)


@pytest.fixture
def proposal(published_quote, mayor, topic):
    def propose(way, by):
        write, shows = WAYS[way]
        made = amend(published_quote, by, write(published_quote, mayor, topic))
        return made, lambda: shows(Quote.objects.get(pk=published_quote.pk))

    return propose


@every_way
def test_one_editor_alone_changes_nothing_and_a_second_person_lets_it_happen(
    published_quote, proposal, ed, jo, client, way
):
    made, is_so = proposal(way, ed)
    page = client.get(f"/quotes/{published_quote.pk}/").content
    assert (made.outcome, made.proposed_by) == ("waiting", ed)
    assert not is_so()
    assert Quote.objects.get(pk=published_quote.pk).revision_number == 3
    assert WHY.encode() not in page + client.get("/corrections/").content
    with pytest.raises(ValidationError, match="Ask a colleague"):
        amendments.accept(made, by=ed)
    assert not is_so()
    amendments.accept(made, by=jo)
    assert is_so()
    newest = published_quote.revisions.latest("number")
    assert (newest.kind, newest.made_by, newest.reason) == ("correction", ed, WHY)
    assert WHY in client.get("/corrections/").content.decode()


@every_way
def test_it_is_reverted_with_one_press_and_by_two(proposal, ed, eve, jo, way):
    made, is_so = proposal(way, ed)
    amendments.accept(made, by=jo)
    decisions.revert(made, by=eve)
    assert is_so()
    (back,) = PublicChange.objects.waiting()
    assert back.reverts == made and WHY in back.reason
    with pytest.raises(ValidationError, match="Ask a colleague"):
        amendments.accept(back, by=eve)
    amendments.accept(back, by=ed)
    assert not is_so()
    assert Revision.objects.filter(kind="correction").count() == 2


@every_way
def test_a_declined_or_withdrawn_proposal_changes_nothing(proposal, ed, eve, way):
    made, is_so = proposal(way, ed)
    public_changes.decline(made, by=eve, why="The tape says otherwise.")
    with pytest.raises(ValidationError, match="decided already"):
        amendments.accept(made, by=eve)
    again, _ = proposal(way, ed)
    public_changes.take_back(again, by=ed)
    assert not is_so()


def test_only_an_editor_proposes_it_and_whoever_may_change_quotes_accepts(
    published_quote, mayor, jo, fay, ed
):
    for other in (jo, fay):
        with pytest.raises(PermissionDenied):
            amend(published_quote, other, to_speaker(published_quote, mayor))
    made = amend(published_quote, ed, to_speaker(published_quote, mayor))
    with pytest.raises(PermissionDenied):
        amendments.accept(made, by=fay)
    assert amendments.accept(made, by=jo).outcome == "accepted"


@pytest.mark.parametrize(
    ("more", "says"),
    [({"reason": " \u2003"}, "Give the reason"), ({"kind": "edited"}, "correction, a clarif")],
)
def test_it_owes_a_reason_and_a_kind(published_quote, mayor, ed, more, says):
    with pytest.raises(ValidationError, match=says):
        amend(published_quote, ed, to_speaker(published_quote, mayor), **more)
    assert not PublicChange.objects.exists()


def test_what_cannot_be_so_is_refused_when_it_is_proposed(published_quote, ed):
    with pytest.raises(ValidationError, match="no speaker yet"):
        amend(published_quote, ed, lambda: published_quote.attributions.all().delete())
    with pytest.raises(ValidationError, match="doesn't occur"):
        amend(
            published_quote,
            ed,
            lambda: entry.write_parties(published_quote, [Party(as_named="Somebody else")]),
        )
    assert published_quote.attributions.count() == 1
    assert not PublicChange.objects.exists()


def test_what_changes_nothing_is_no_proposal(published_quote, ed):
    assert amend(published_quote, ed, lambda: None) is None
    assert not PublicChange.objects.exists()


def test_a_draft_and_a_withdrawn_quote_are_not_amended(draft_quote, published_quote, ed, mayor):
    workflow.withdraw(published_quote, by=ed, reason="Wrong.")
    for quote in (draft_quote, published_quote):
        with pytest.raises(ValidationError, match="can't be amended"):
            amend(quote, ed, to_speaker(quote, mayor))


def test_who_read_an_earlier_version_proposes_nothing(published_quote, ed, mayor):
    with pytest.raises(EditConflict):
        amend(published_quote, ed, to_speaker(published_quote, mayor), seen=2)


def test_what_moved_meanwhile_is_refused_and_what_moved_beside_it_is_not(
    published_quote, ed, eve, mayor
):
    made = amend(published_quote, ed, to_fields(published_quote, medium="radio"))
    speaker = amend(published_quote, ed, to_speaker(published_quote, mayor))
    amended_openly(published_quote, medium="television")
    with pytest.raises(ValidationError, match="changed in the meantime"):
        amendments.accept(made, by=eve)
    amendments.accept(speaker, by=eve)
    quote = Quote.objects.get(pk=published_quote.pk)
    assert (quote.medium, quote.attributions.get().speaker) == ("television", mayor)
    amended_openly(published_quote, cue="")
    with pytest.raises(ValidationError, match="changed in the meantime"):
        amended_openly(published_quote, medium="radio")
        first = PublicChange.objects.filter(rows__0__after__medium="television").last()
        amendments.revert(first, by=ed)


def test_it_is_accepted_though_who_proposed_it_has_left(published_quote, ed, eve, mayor):
    made = amend(published_quote, ed, to_speaker(published_quote, mayor))
    ed.is_active = False
    ed.save()
    amendments.accept(PublicChange.objects.get(pk=made.pk), by=eve)
    assert published_quote.attributions.get().speaker == mayor


def test_the_same_change_is_not_proposed_twice(published_quote, ed, eve, mayor):
    amend(published_quote, ed, to_speaker(published_quote, mayor))
    with pytest.raises(ValidationError, match="waits for a second person already"):
        amend(published_quote, eve, to_speaker(published_quote, mayor))


def test_a_speaker_merged_while_it_waits_is_the_one_they_were_merged_into(
    published_quote, ed, eve, mayor
):
    twin = Speaker.objects.create(name="P. Oduya")
    made = amend(published_quote, ed, to_speaker(published_quote, twin))
    speaker_merge.merge(mayor, twin, by=ed, reason="One person.", sure=True)
    amendments.accept(made, by=eve)
    assert published_quote.attributions.get().speaker == mayor


def test_search_and_evidence_follow_once_it_is_accepted(published_quote, ed, eve, mayor):
    row = published_quote.attributions.get().pk
    made = amend(published_quote, ed, to_speaker(published_quote, mayor))
    before = SearchRow.objects.get(quote=published_quote).filters
    amendments.accept(made, by=eve)
    assert SearchRow.objects.get(quote=published_quote).filters != before
    assert published_quote.attributions.get().pk == row


def test_in_a_newsroom_of_one_an_editor_does_it_alone_with_reason_and_entry(
    published_quote, ed, mayor, settings, client
):
    settings.FOUR_EYES = False
    made = amend(published_quote, ed, to_speaker(published_quote, mayor))
    assert (made.outcome, made.decided_by) == ("accepted", ed)
    assert published_quote.attributions.get().speaker == mayor
    assert WHY in client.get("/corrections/").content.decode()
    with pytest.raises(ValidationError, match="Give the reason"):
        amend(published_quote, ed, to_fields(published_quote, medium="radio"), reason="")


# The database refuses every other way


REFUSED = {
    "field": lambda quote: Quote.objects.filter(pk=quote.pk).update(medium="radio"),
    "day": lambda quote: Quote.objects.filter(pk=quote.pk).update(said_from=MONDAY, said_to=MONDAY),
    "party": lambda quote: quote.attributions.update(as_named="Nils Aster"),
    "no party": lambda quote: quote.attributions.all().delete(),
    "another party": lambda quote: Attribution.objects.create(
        quote=quote, position=1, as_named="Nils Aster"
    ),
}


@pytest.mark.parametrize("way", REFUSED)
def test_the_database_refuses_it_without_a_proposal(published_quote, ed, way):
    for status in ("published", "withdrawn"):
        with pytest.raises(DatabaseError, match="propose the change"), transaction.atomic():
            REFUSED[way](published_quote)
        if status == "published":
            workflow.withdraw(published_quote, by=ed, reason="Wrong.")


# A draft: whoever entered or edited it last doesn't publish it alone


@pytest.mark.parametrize("field", ["medium", "cue", "speaker"])
def test_an_editor_who_edited_a_draft_last_does_not_publish_it(
    submitted_quote, ed, eve, mayor, field
):
    from quotes.editorial import revisions

    if field == "speaker":
        submitted_quote.attributions.update(speaker=None)
    else:
        value = {"medium": "radio", "cue": "added"}[field]
        Quote.objects.filter(pk=submitted_quote.pk).update(**{field: value})
    quote = Quote.objects.get(pk=submitted_quote.pk)
    revisions.add(quote, by=ed, kind="edited")
    with pytest.raises(ValidationError, match="You were the last to"):
        workflow.publish(quote, by=ed)
    workflow.publish(quote, by=eve)
