"""What the public sees changes in public, by two; what shows less, by one at once."""

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from quotes.editorial import public_changes
from quotes.editorial.public_changes import Edit
from quotes.models import (
    Attribution,
    Dismissal,
    Evidence,
    FactCheck,
    ImportRun,
    IndexVersion,
    Match,
    MonthCount,
    NameKey,
    OwnDocument,
    PublicChange,
    PublisherCheckCount,
    Quote,
    QuoteLink,
    RecordVersion,
    RefusedLine,
    Review,
    Revision,
    Role,
    SearchRow,
    Segment,
    Speaker,
    SpeakerCount,
    SpeakerMerge,
    SpeakerMonthCount,
    SpeakerName,
    Topic,
    TopicCount,
    WritePermit,
)  # fmt: skip
from quotes.models.erasure import Erasure
from quotes.models.public_change import GUARDED
from sources.models import (
    ArchivedCopy,
    Article,
    Capture,
    FetchedPage,
    LinkCheck,
    Publisher,
    RowTombstone,
    Source,
    Tombstone,
)
from sources.models.forgetting import Forgetting
from tests.cast import person

WHY = "He spells it so himself."


@pytest.fixture
def una(db):
    """A second journalist."""
    return person("una", "journalists")


@pytest.fixture
def eve(db):
    """A second editor."""
    return person("eve", "editors")


def renamed(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    return row


def propose(row, by, reason=WHY, quote=None, **values):
    return public_changes.change(
        row, [Edit(renamed(row, **values))], by=by, reason=reason, quote=quote
    )


def test_what_is_not_public_changes_freely(draft_quote, mayor, jo):
    assert propose(mayor, jo, reason="", name="Petra Oduja") == []
    assert Speaker.objects.get(pk=mayor.pk).name == "Petra Oduja"
    assert not PublicChange.objects.exists()


def test_a_public_name_changes_once_a_second_person_accepts_it(
    published_quote, councillor, jo, ed, client
):
    (waiting,) = propose(councillor, jo, name="Niels Aster")
    assert Speaker.objects.get(pk=councillor.pk).name == "Nils Aster"
    public_changes.accept(waiting, by=ed)
    councillor.refresh_from_db()
    assert councillor.name == "Niels Aster"
    assert councillor.history.first().history_user == jo
    waiting.refresh_from_db()
    assert (waiting.outcome, waiting.decided_by) == ("accepted", ed)
    assert waiting.rows[0]["before"] == {"name": "Nils Aster"}
    assert "Niels Aster" in client.get(f"/quotes/{published_quote.pk}/").content.decode()


def test_a_public_change_needs_a_reason(published_quote, councillor, jo):
    for reason in ("", " \u2003\n"):
        with pytest.raises(ValidationError, match="Give the reason"):
            propose(councillor, jo, reason=reason, name="Niels Aster")
    assert not PublicChange.objects.exists()


def test_nobody_accepts_or_declines_their_own_change(published_quote, councillor, ed):
    (waiting,) = propose(councillor, ed, name="Niels Aster")
    with pytest.raises(ValidationError, match="Ask a colleague"):
        public_changes.accept(waiting, by=ed)
    with pytest.raises(ValidationError, match="Ask a colleague"):
        public_changes.decline(waiting, by=ed, why="No.")
    assert Speaker.objects.get(pk=councillor.pk).name == "Nils Aster"


def test_a_journalists_change_is_accepted_by_an_editor(published_quote, councillor, jo, una, eve):
    (waiting,) = propose(councillor, jo, name="Niels Aster")
    with pytest.raises(PermissionDenied):
        public_changes.accept(waiting, by=una)
    assert public_changes.accept(waiting, by=eve).outcome == "accepted"


def test_an_editors_change_is_accepted_by_any_second_person_who_may_change_the_row(
    published_quote, councillor, ed, jo, fay
):
    (waiting,) = propose(councillor, ed, name="Niels Aster")
    with pytest.raises(PermissionDenied):
        public_changes.accept(waiting, by=fay)
    assert public_changes.accept(waiting, by=jo).decided_by == jo


def test_who_may_not_change_a_row_proposes_nothing(published_quote, councillor, fay):
    with pytest.raises(PermissionDenied):
        propose(councillor, fay, name="Niels Aster")


def test_a_declined_change_says_why_and_changes_nothing(published_quote, councillor, jo, ed):
    (waiting,) = propose(councillor, jo, name="Niels Aster")
    with pytest.raises(ValidationError, match="Give the reason"):
        public_changes.decline(waiting, by=ed, why=" ")
    declined = public_changes.decline(waiting, by=ed, why="His passport says Nils.")
    assert (declined.outcome, declined.decided_why) == ("declined", "His passport says Nils.")
    assert declined.applied_at is None
    with pytest.raises(ValidationError, match="decided already"):
        public_changes.accept(waiting, by=ed)


def test_its_author_alone_takes_a_change_back(published_quote, councillor, jo, ed):
    (waiting,) = propose(councillor, jo, name="Niels Aster")
    with pytest.raises(ValidationError, match="Somebody else proposed this"):
        public_changes.take_back(waiting, by=ed)
    assert public_changes.take_back(waiting, by=jo).outcome == "taken_back"


def test_a_change_of_what_moved_meanwhile_is_refused(published_quote, councillor, jo, ed, eve):
    (first,) = propose(Speaker.objects.get(pk=councillor.pk), jo, name="Niels Aster")
    (second,) = propose(Speaker.objects.get(pk=councillor.pk), jo, name="N. Aster")
    public_changes.accept(first, by=ed)
    with pytest.raises(ValidationError, match="changed in the meantime"):
        public_changes.accept(second, by=eve)
    assert Speaker.objects.get(pk=councillor.pk).name == "Niels Aster"


def test_changes_of_different_columns_do_not_stand_in_each_others_way(
    published_quote, councillor, jo, ed
):
    (first,) = propose(Speaker.objects.get(pk=councillor.pk), jo, name="Niels Aster")
    (second,) = propose(Speaker.objects.get(pk=councillor.pk), jo, description="dockers' council")
    public_changes.accept(second, by=ed)
    public_changes.accept(first, by=ed)
    councillor.refresh_from_db()
    assert (councillor.name, councillor.description) == ("Niels Aster", "dockers' council")


def test_names_and_titles_are_added_changed_and_removed_with_their_speaker(
    published_quote, councillor, jo, ed
):
    title = Role(speaker=councillor, title="treasurer")
    name = SpeakerName(speaker=councillor, name="Нильс Астер", language="ru")
    (made,) = public_changes.change(councillor, [Edit(title), Edit(name)], by=jo, reason=WHY)
    assert not councillor.names.exists()
    public_changes.accept(made, by=ed)
    assert councillor.names.get().name == "Нильс Астер"
    assert councillor.roles.get().title == "treasurer"
    (undone,) = public_changes.revert(PublicChange.objects.get(pk=made.pk), by=jo)
    public_changes.accept(undone, by=ed)
    assert not councillor.names.exists()
    assert not councillor.roles.exists()


def test_a_change_is_reverted_with_one_press_and_by_two(published_quote, councillor, jo, ed, eve):
    (made,) = propose(councillor, jo, name="Niels Aster")
    public_changes.accept(made, by=ed)
    (undone,) = public_changes.revert(PublicChange.objects.get(pk=made.pk), by=ed)
    assert Speaker.objects.get(pk=councillor.pk).name == "Niels Aster"
    assert undone.reverts == made
    assert WHY in undone.reason
    with pytest.raises(ValidationError, match="waits for a second person already"):
        public_changes.revert(made, by=eve)
    public_changes.accept(undone, by=eve)
    assert Speaker.objects.get(pk=councillor.pk).name == "Nils Aster"


def test_what_never_took_effect_is_not_reverted(published_quote, councillor, jo, ed):
    (made,) = propose(councillor, jo, name="Niels Aster")
    with pytest.raises(ValidationError, match="in effect"):
        public_changes.revert(made, by=ed)


def test_what_changed_again_since_is_not_reverted(published_quote, councillor, jo, ed):
    (first,) = propose(Speaker.objects.get(pk=councillor.pk), jo, name="Niels Aster")
    public_changes.accept(first, by=ed)
    (second,) = propose(Speaker.objects.get(pk=councillor.pk), jo, name="N. Aster")
    public_changes.accept(second, by=ed)
    with pytest.raises(ValidationError, match="changed in the meantime"):
        public_changes.revert(PublicChange.objects.get(pk=first.pk), by=ed)


def test_an_editor_withholds_a_text_at_once_and_a_second_person_reviews_it(
    published_quote, article, ed, eve, client
):
    (made,) = propose(article, ed, display="withheld", withheld_reason="A court is hearing it.")
    article.refresh_from_db()
    assert (article.display, made.outcome) == ("withheld", "applied")
    with pytest.raises(ValidationError, match="Ask a colleague"):
        public_changes.agree(made, by=ed)
    assert public_changes.agree(made, by=eve).outcome == "accepted"


def test_what_shows_more_again_needs_two(published_quote, article, ed, eve):
    propose(article, ed, display="passages")
    article.refresh_from_db()
    (more,) = propose(article, ed, display="full")
    assert Article.objects.get(pk=article.pk).display == "passages"
    public_changes.accept(more, by=eve)
    assert Article.objects.get(pk=article.pk).display == "full"


def test_the_second_person_may_object_and_the_text_stays_withheld(
    published_quote, article, ed, eve
):
    (made,) = propose(article, ed, display="passages")
    objected = public_changes.object_to(made, by=eve, why="Nobody asked for it.")
    assert (objected.outcome, objected.decided_why) == ("objected", "Nobody asked for it.")
    assert Article.objects.get(pk=article.pk).display == "passages"


def test_a_journalist_withholds_nothing(published_quote, article, jo):
    with pytest.raises(PermissionDenied):
        propose(article, jo, display="withheld", withheld_reason="So.")
    assert Article.objects.get(pk=article.pk).display == "full"


def test_withholding_does_not_wait_for_what_is_changed_beside_it(published_quote, article, ed, eve):
    made = propose(article, ed, display="passages", headline="Ferry pier by May")
    assert sorted(one.outcome for one in made) == ["applied", "waiting"]
    article.refresh_from_db()
    assert (article.display, article.headline) == ("passages", "Mayor promises ferry pier by May")


def test_white_space_alone_is_no_correction(published_quote, councillor, article, jo):
    spaced = "Mayor promises  ferry pier by May"
    assert propose(article, jo, reason="", headline=spaced) == []
    assert propose(councillor, jo, reason="", name="Nils  Aster") == []
    assert not PublicChange.objects.exists()


def test_a_spelling_that_a_draft_needs_waits_with_it_and_whoever_publishes_accepts_it(
    published_quote, submitted_quote, councillor, jo, ed, client
):
    name = SpeakerName(speaker=councillor, name="Нильс Астер")
    (waiting,) = public_changes.change(
        councillor, [Edit(name)], by=jo, reason="The text spells it so.", quote=submitted_quote
    )
    page = f"/speakers/{councillor.pk}/nils-aster/"
    assert "Нильс Астер" not in client.get(page).content.decode()
    from quotes.editorial import workflow

    workflow.publish(submitted_quote, by=ed)
    assert "Нильс Астер" in client.get(page).content.decode()
    waiting.refresh_from_db()
    assert (waiting.outcome, waiting.decided_by) == ("accepted", ed)


def test_a_title_from_a_text_that_is_not_public_waits_with_a_draft_of_it(
    published_quote, councillor, jo, ed
):
    from quotes.editorial import entry, workflow

    minutes = Capture.objects.create(
        source=Source.objects.create(kind="transcript", headline="Council minutes"),
        text="Harbour warden Aster: The money is gone.",
    )
    title = Role(
        speaker=councillor,
        title="Harbour warden",
        attested_in=minutes,
        attested_on="2025-03-04",
    )
    with pytest.raises(ValidationError, match="Say which draft the title waits with"):
        public_changes.change(councillor, [Edit(title)], by=jo, reason="The minutes say so.")
    draft = entry.enter(
        minutes, segments=[(22, 40)], parties=[entry.Party(speaker=councillor)], by=jo
    )
    (waiting,) = public_changes.change(
        councillor, [Edit(title)], by=jo, reason="The minutes say so.", quote=draft
    )
    with pytest.raises(ValidationError, match="Publish a quote of that text first"):
        public_changes.accept(waiting, by=ed)
    workflow.submit(draft, by=jo)
    workflow.publish(draft, by=ed)
    assert councillor.roles.get().title == "Harbour warden"


def test_only_additions_wait_with_a_draft(published_quote, draft_quote, councillor, jo):
    with pytest.raises(ValidationError, match="can wait with a draft"):
        propose(councillor, jo, quote=draft_quote, name="Niels Aster")
    with pytest.raises(ValidationError, match="public already"):
        propose(councillor, jo, quote=published_quote, description="x")


def test_whoever_publishes_does_not_accept_what_they_added_themselves(
    published_quote, submitted_quote, councillor, ed
):
    from quotes.editorial import workflow

    union = Speaker.objects.create(name="Dockers’ Union", kind="organisation")
    (waiting,) = propose(councillor, ed, quote=submitted_quote, part_of=union)
    workflow.publish(submitted_quote, by=ed)
    waiting.refresh_from_db()
    assert waiting.outcome == "waiting"


def test_in_a_newsroom_of_one_an_editor_does_it_alone_with_reason_and_entry(
    published_quote, councillor, ed, jo, settings
):
    settings.FOUR_EYES = False
    (made,) = propose(councillor, ed, name="Niels Aster")
    assert (made.outcome, Speaker.objects.get(pk=councillor.pk).name) == ("accepted", "Niels Aster")
    with pytest.raises(ValidationError, match="Give the reason"):
        propose(councillor, ed, reason="", name="N. Aster")
    (waiting,) = propose(councillor, jo, name="N. Aster")
    assert waiting.outcome == "waiting"


def test_the_program_changes_what_is_public_alone_and_leaves_an_entry(published_quote, councillor):
    (made,) = propose(councillor, None, name="Niels Aster")
    assert (made.outcome, made.proposed_by, made.decided_by) == ("accepted", None, None)
    assert Speaker.objects.get(pk=councillor.pk).name == "Niels Aster"


def test_what_cannot_be_so_is_refused_when_it_is_proposed(published_quote, article, jo):
    other = Source.objects.create(kind="post", url="https://courier.example/other")
    with pytest.raises(ValidationError, match="already recorded"):
        propose(article, jo, url=other.url)
    assert not PublicChange.objects.exists()


# The database refuses every other way


@pytest.fixture
def public_rows(published_quote, councillor, mayor, article, publisher, topic):
    """A public row of each table; the speaker has a name and a title, the document an owner."""
    source = Source.objects.get(pk=article.pk)
    with public_changes.permitted(councillor, published_quote, source):
        owner = OwnDocument.objects.create(document=source, speaker=mayor)
        name = SpeakerName.objects.create(speaker=councillor, name="Нильс Астер")
        title = Role.objects.create(speaker=councillor, title="treasurer")
        published_quote.topics.add(topic)
    rows = (councillor, name, title, source, publisher, topic, owner)
    return {type(row): row for row in rows}


OTHERWISE = {
    Speaker: {"description": "Else"},
    SpeakerName: {"name": "Else"},
    Role: {"title": "Else"},
    Source: {"headline": "Else"},
    Publisher: {"place": "Else"},
    Topic: {"name": "Else"},
    OwnDocument: {"speaker_id": 987654},
}
#: Tables that readers see, and why their rows don't wait for a second person.
SIGNED = {Evidence, Review, QuoteLink, FactCheck, Match}
WRITTEN_ONCE = {Capture, FetchedPage, LinkCheck, Tombstone, RowTombstone, Revision, PublicChange}
#: A quote with its parts changes by its own revisions; a copy elsewhere says nothing new.
OF_QUOTES = {Quote, Segment, Attribution, ArchivedCopy}
#: Nobody but the newsroom or the program sees these.
UNSEEN = {
    Dismissal, Erasure, Forgetting, ImportRun, IndexVersion, NameKey, RefusedLine, RecordVersion,
    MonthCount, PublisherCheckCount, SearchRow, SpeakerCount, SpeakerMerge, SpeakerMonthCount,
    TopicCount, WritePermit,
}  # fmt: skip


def test_how_each_table_changes_is_decided():
    """A new table fails here until somebody has said who changes its public rows."""
    tables = {
        model
        for app in ("quotes", "sources")
        for model in apps.get_app_config(app).get_models()
        if not model._meta.proxy and not model.__name__.startswith("Historical")
    }
    assert GUARDED.keys() == OTHERWISE.keys()
    assert tables - GUARDED.keys() - SIGNED - WRITTEN_ONCE - OF_QUOTES - UNSEEN == set()


def _save(row, values):
    renamed(row, **values).save()


WRITERS = {
    "save": _save,
    "update": lambda row, values: type(row).objects.filter(pk=row.pk).update(**values),
    "bulk_update": lambda row, values: type(row).objects.bulk_update(
        [renamed(row, **values)], list(values)
    ),
    "delete": lambda row, column: row.delete(),
    "delete of many": lambda row, column: type(row).objects.filter(pk=row.pk).delete(),
}


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("model", OTHERWISE)
def test_no_public_row_is_written_outside_the_verb(public_rows, model, writer):
    row = public_rows[model]
    before = type(row).objects.filter(pk=row.pk).values().get()
    with pytest.raises((IntegrityError, Exception)) as refusal, transaction.atomic():
        WRITERS[writer](row, OTHERWISE[model])
    assert refusal.type.__name__ in ("IntegrityError", "ProtectedError")
    assert type(row).objects.filter(pk=row.pk).values().get() == before


@pytest.mark.parametrize("model", [SpeakerName, Role])
def test_no_name_or_title_is_added_to_a_public_speaker_outside_the_verb(public_rows, model):
    (column,) = OTHERWISE[model]
    with pytest.raises(IntegrityError, match="second person accepts"), transaction.atomic():
        model.objects.create(speaker=public_rows[Speaker], **{column: "New"})


def test_a_published_quotes_topics_change_with_the_quote(published_quote, topic):
    with pytest.raises(IntegrityError, match="public reason"), transaction.atomic():
        published_quote.topics.add(topic)


def test_saving_a_public_row_unchanged_is_no_change(public_rows):
    for row in public_rows.values():
        row.save()


def test_a_permit_does_not_outlive_its_transaction(published_quote, councillor):
    with public_changes.permitted(councillor):
        assert WritePermit.objects.exists()
    assert not WritePermit.objects.exists()


def test_a_decided_change_stays_as_it_was_decided(published_quote, councillor, jo, ed):
    (made,) = propose(councillor, jo, name="Niels Aster")
    row = PublicChange.objects.filter(pk=made.pk)
    with pytest.raises(IntegrityError, match="stays as it was proposed"), transaction.atomic():
        row.update(proposed_by=ed)
    public_changes.accept(made, by=ed)
    with pytest.raises(IntegrityError, match="decided already"), transaction.atomic():
        row.update(decided_by=jo)
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        row.delete()
