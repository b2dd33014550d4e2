"""Two speakers found to be one, and parted again."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from quotes.editorial import entry, speaker_merge, workflow
from quotes.models import Attribution, PublicChange, Quote, Role, Speaker, SpeakerMerge, SpeakerName
from sources.models import Publisher
from tests.cast import person, span_of


@pytest.fixture
def alias(db):
    """The mayor again, under another spelling, with a name, a role and a part of her own."""
    alias = Speaker.objects.create(name="P. Oduja", publisher=Publisher.objects.create(name="PO"))
    SpeakerName.objects.create(speaker=alias, name="أودويا", language="ar", script="Arab")
    Role.objects.create(speaker=alias, title="mayor")
    Speaker.objects.create(name="Mayor's office", kind="office", part_of=alias)
    return alias


@pytest.fixture
def eve(db):
    """A second editor."""
    return person("eve", "editors")


@pytest.fixture
def merge(eve):
    """Merge, and let Eve accept it where the public sees it."""

    def merge(kept, merged, *, by, reason, sure=True):
        made = speaker_merge.merge(kept, merged, by=by, reason=reason, sure=sure)
        if isinstance(made, SpeakerMerge):
            return made
        speaker_merge.accept(made, by=eve)
        for speaker in (kept, merged):
            speaker.refresh_from_db()
        return SpeakerMerge.objects.get(merged=merged, undone_at=None)

    return merge


def said_by(speaker, capture, words, by, **more):
    party = entry.Party(speaker=speaker, **more)
    return entry.enter(capture, segments=[span_of(capture, words)], parties=[party], by=by)


@pytest.fixture
def quoted(alias, capture, jo, ed):
    """A draft, a published quote and one whose unnamed voice belongs to the alias."""
    draft = said_by(alias, capture, "The money is there", jo, as_named="Oduya")
    public = said_by(alias, capture, "“Not a day later,”", jo, as_named="Petra Oduya")
    workflow.submit(public, by=jo)
    workflow.publish(public, by=ed)
    unnamed = entry.Party(as_named="Two officials", affiliation=alias)
    third = entry.enter(
        capture,
        segments=[span_of(capture, "“a bridge to nowhere.”")],
        parties=[unnamed],
        by=jo,
    )
    return [draft, public, third]


def state():
    """Everything a merge may touch, but for histories."""
    return {
        "parties": list(Attribution.objects.order_by("pk").values()),
        "speakers": list(Speaker.objects.order_by("pk").values()),
        "names": set(SpeakerName.objects.values_list("speaker", "name", "script")),
        "roles": list(Role.objects.order_by("pk").values()),
        "keys": set(Speaker.objects.values_list("pk", "keys__key")),
    }


def test_all_that_named_the_one_names_the_other(alias, mayor, quoted, ed, merge):
    row = merge(mayor, alias, by=ed, reason="One woman, by the council's list.")
    assert not Attribution.objects.filter(speaker=alias).exists()
    assert not Attribution.objects.filter(affiliation=alias).exists()
    assert Attribution.objects.filter(speaker=mayor).count() == 2
    assert Speaker.objects.get(name="Mayor's office").part_of == mayor
    assert mayor.roles.get().title == "mayor"
    assert mayor.publisher.name == "PO"
    alias.refresh_from_db()
    assert alias.merged_into == mayor
    assert alias.canonical() == mayor
    assert (row.kept, row.merged, row.merged_by) == (mayor, alias, ed)


def test_every_spelling_still_finds_the_speaker(alias, mayor, quoted, ed, merge):
    keys = set(alias.keys.values_list("key", flat=True))
    merge(mayor, alias, by=ed, reason="One woman.")
    assert set(mayor.names.values_list("name", flat=True)) == {"P. Oduja", "أودويا"}
    assert keys <= set(mayor.keys.values_list("key", flat=True))


def test_each_quote_gets_a_revision_and_the_public_ones_a_public_reason(
    alias, mayor, quoted, ed, merge
):
    before = [quote.revisions.count() for quote in quoted]
    merge(mayor, alias, by=ed, reason="One woman.")
    assert [quote.revisions.count() for quote in quoted] == [n + 1 for n in before]
    draft, public, _ = (quote.revisions.last() for quote in quoted)
    assert (draft.kind, draft.is_public) == ("edited", False)
    assert (public.kind, public.is_public, public.made_by) == ("correction", True, ed)
    assert public.reason == "Merged P. Oduja into Petra Oduya: One woman."
    assert public.snapshot["attribution"][0]["name"] == "Petra Oduya"
    assert public.changes_words_or_speaker


def test_search_knows_the_kept_speaker_at_once(alias, mayor, quoted, ed, merge):
    from quotes.models import SearchRow

    before = SearchRow.objects.get(quote=quoted[1]).filters
    merge(mayor, alias, by=ed, reason="One woman.")
    assert SearchRow.objects.get(quote=quoted[1]).filters != before


def test_undone_everything_is_as_before(alias, mayor, quoted, ed, superuser, merge):
    before = state()
    row = merge(mayor, alias, by=ed, reason="One woman.")
    assert state() != before
    assert speaker_merge.undo(row, by=ed) == []
    assert state() == before
    row.refresh_from_db()
    assert (row.undone_by, row.undone_at is not None) == (ed, True)
    newest = quoted[1].revisions.last()
    assert newest.is_public
    assert "separate speakers again" in newest.reason


def test_a_quote_edited_since_is_left_as_it_is_and_named(
    alias, mayor, quoted, ed, superuser, jo, merge
):
    row = merge(mayor, alias, by=ed, reason="One woman.")
    third = Speaker.objects.create(name="Nils Aster")
    draft = Quote.objects.get(pk=quoted[0].pk)
    entry.write_parties(draft, [entry.Party(speaker=third, as_named="Nils Aster")])
    assert speaker_merge.undo(row, by=ed) == [draft]
    assert draft.attributions.get().speaker == third
    assert quoted[1].attributions.get().speaker == alias


def refused(sentence, act):
    before = state()
    with pytest.raises(ValidationError) as refusal:
        act()
    assert sentence in " ".join(refusal.value.messages)
    assert state() == before
    return refusal.value


def test_a_merge_that_the_public_sees_waits_for_a_second_person(alias, mayor, quoted, ed, eve):
    before = state()
    waiting = speaker_merge.merge(mayor, alias, by=ed, reason="One woman.", sure=True)
    assert (waiting.outcome, state()) == ("waiting", before)
    refused("Ask a colleague", lambda: speaker_merge.accept(waiting, by=ed))
    speaker_merge.accept(waiting, by=eve)
    alias.refresh_from_db()
    assert alias.merged_into == mayor
    assert SpeakerMerge.objects.get().merged_by == ed


def test_a_merge_waits_once(alias, mayor, quoted, ed):
    speaker_merge.merge(mayor, alias, by=ed, reason="One woman.", sure=True)
    refused(
        "waits for a second person already",
        lambda: speaker_merge.merge(mayor, alias, by=ed, reason="One woman.", sure=True),
    )


def test_a_merge_that_nobody_sees_is_made_at_once(alias, mayor, ed):
    row = speaker_merge.merge(mayor, alias, by=ed, reason="One woman.", sure=True)
    assert row.merged == alias


def test_in_a_newsroom_of_one_an_editor_merges_alone(alias, mayor, quoted, ed, settings):
    settings.FOUR_EYES = False
    row = speaker_merge.merge(mayor, alias, by=ed, reason="One woman.", sure=True)
    assert row.merged == alias
    assert PublicChange.objects.get().outcome == "accepted"


def test_two_whose_names_are_not_alike_are_merged_by_who_is_sure(mayor, councillor, ed):
    said = refused(
        "“Petra Oduya” and “Nils Aster” aren't alike",
        lambda: speaker_merge.merge(mayor, councillor, by=ed, reason="x"),
    )
    assert said.code == "unlike"
    assert speaker_merge.merge(mayor, councillor, by=ed, reason="x", sure=True).merged == councillor


@pytest.mark.parametrize("spelling", ["P. Oduya", "Oduya", "Petra Odúya", "بترا أودويا"])
def test_spellings_of_one_name_are_merged_without_a_question(mayor, ed, spelling):
    alias = Speaker.objects.create(name="The mayor")
    SpeakerName.objects.create(speaker=alias, name=spelling)
    assert speaker_merge.merge(mayor, alias, by=ed, reason="x").merged == alias


@pytest.mark.parametrize("who", ["ed", "eve"])
def test_who_made_or_accepted_a_merge_undoes_it_alone(
    alias, mayor, quoted, ed, eve, merge, who, request
):
    before = state()
    row = merge(mayor, alias, by=ed, reason="One woman.")
    assert speaker_merge.undo(row, by=request.getfixturevalue(who)) == []
    assert state() == before
    assert PublicChange.objects.in_effect().count() == 2


def test_somebody_else_undoes_a_merge_with_a_second_person(
    alias, mayor, quoted, ed, eve, merge, superuser
):
    row = merge(mayor, alias, by=ed, reason="One woman.")
    waiting = speaker_merge.undo(row, by=superuser)
    alias.refresh_from_db()
    assert alias.merged_into == mayor
    speaker_merge.accept(waiting, by=ed)
    alias.refresh_from_db()
    assert alias.merged_into is None


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_merge_owes_a_reason(alias, mayor, ed, reason, merge):
    refused("Give the reason", lambda: merge(mayor, alias, by=ed, reason=reason))


def test_a_speaker_is_not_merged_with_itself_twice_or_into_its_part(alias, mayor, ed, merge):
    def merging(kept, merged):
        return lambda: merge(kept, merged, by=ed, reason="x")

    refused("two different", merging(mayor, mayor))
    office = Speaker.objects.get(name="Mayor's office")
    refused("is recorded as part of", merging(office, alias))
    merging(mayor, alias)()
    refused("was already merged into", merging(mayor, alias))
    refused("was already merged into", merging(alias, office))


def test_two_who_speak_jointly_are_not_one(alias, mayor, capture, jo, ed, merge):
    both = [
        entry.Party(speaker=mayor, as_named="Petra Oduya"),
        entry.Party(speaker=alias, as_named="Nils Aster"),
    ]
    entry.enter(capture, segments=[span_of(capture, "The money is there")], parties=both, by=jo)
    refused("Both are speakers of", lambda: merge(mayor, alias, by=ed, reason="x"))


def test_a_merge_is_undone_once_and_the_later_one_first(alias, mayor, councillor, ed, merge):
    first = merge(mayor, alias, by=ed, reason="x")
    second = merge(councillor, mayor, by=ed, reason="x")
    refused("Undo that first", lambda: speaker_merge.undo(first, by=ed))
    speaker_merge.undo(second, by=ed)
    speaker_merge.undo(first, by=ed)
    refused("already undone", lambda: speaker_merge.undo(first, by=ed))


@pytest.mark.parametrize("who", ["jo", "fay"])
def test_only_editors_merge(alias, mayor, who, request, ed, merge):
    by = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        merge(mayor, alias, by=by, reason="x")
    row = merge(mayor, alias, by=ed, reason="x")
    with pytest.raises(PermissionDenied):
        speaker_merge.undo(row, by=by)


def test_somebody_new_is_seen_in_each_history(alias, mayor, quoted, db, merge):
    ida = person("ida", "editors")
    merge(mayor, alias, by=ida, reason="x")
    for record in (alias, mayor.roles.get(), mayor.names.first()):
        assert record.history.first().history_user == ida
    assert SpeakerMerge.objects.count() == 1
