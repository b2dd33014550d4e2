"""Draft, in review, published, withdrawn: who may take each step, and what each leaves behind."""

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import PermissionDenied, ValidationError

from quotes.editorial import amendments, entry, revisions, workflow
from quotes.models import Quote, Revision, SearchRow, Speaker
from sources.models import Capture, Source

pytestmark = pytest.mark.django_db
TEXT = "“We will mend the bridge,” said Mara Vell. The council never answered."


def person(name, *permissions):
    user = User.objects.create_user(name)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


@pytest.fixture
def jo():
    return person("jo", "submit_quote", "add_quote")


@pytest.fixture
def ed():
    return person("ed", "submit_quote", "publish_quote", "withdraw_quote", "add_quote")


@pytest.fixture
def ada():
    return person("ada", "submit_quote", "publish_quote", "withdraw_quote", "add_quote")


@pytest.fixture
def draft(jo):
    source = Source.objects.create(kind="article", headline="The bridge")
    capture = Capture.objects.create(source=source, text=TEXT)
    mara = Speaker.objects.create(name="Mara Vell")
    voice = entry.Party(as_named="Mara Vell", speaker=mara)
    return entry.enter(capture, segments=[(0, 26)], parties=[voice], cue="said", by=jo)


@pytest.fixture
def published(draft, jo, ed):
    workflow.submit(draft, by=jo)
    workflow.publish(draft, by=ed)
    return draft


def sorts(quote):
    return list(quote.revisions.order_by("number").values_list("kind", flat=True))


def test_each_step_leaves_a_revision_and_only_publication_on_is_public(published, ed):
    workflow.withdraw(published, by=ed, reason="The outlet retracted it.")
    assert sorts(published) == ["entered", "submitted", "published", "withdrawal"]
    public = published.revisions.public().order_by("number")
    assert [r.kind for r in public] == ["published", "withdrawal"]
    assert public[1].snapshot["status"] == "withdrawn"


def test_a_published_quote_is_in_search_and_a_withdrawn_one_is_not(draft, jo, ed):
    workflow.submit(draft, by=jo)
    assert not SearchRow.objects.exists()
    workflow.publish(draft, by=ed)
    assert SearchRow.objects.get().quote == draft
    workflow.withdraw(draft, by=ed, reason="The outlet retracted it.")
    assert not SearchRow.objects.exists()


def test_who_last_changed_the_words_cant_publish_them(draft, ada):
    ada_draft = entry.enter(
        draft.capture,
        segments=[(0, 26)],
        parties=[entry.Party(as_named="Mara Vell", speaker=Speaker.objects.get())],
        by=ada,
    )
    workflow.submit(ada_draft, by=ada)
    with pytest.raises(ValidationError, match="Ask a colleague"):
        workflow.publish(ada_draft, by=ada)
    ada_draft.refresh_from_db()
    assert ada_draft.status == "in_review"


def test_a_superuser_isnt_exempt_from_four_eyes(draft):
    root = User.objects.create_superuser("root")
    draft.attributions.update(as_named="Mara")
    revisions.add(draft, by=root, kind="edited")
    workflow.submit(draft, by=root)
    with pytest.raises(ValidationError, match="Ask a colleague"):
        workflow.publish(draft, by=root)


def test_four_eyes_is_a_setting(draft, ada, settings):
    settings.FOUR_EYES = False
    draft.attributions.update(as_named="Mara")
    revisions.add(draft, by=ada, kind="edited")
    workflow.submit(draft, by=ada)
    workflow.publish(draft, by=ada)
    assert draft.status == "published"


def test_changing_other_fields_doesnt_make_an_editor_the_author(draft, jo, ed):
    draft.medium = "local radio"
    draft.save()
    revisions.add(draft, by=ed, kind="edited")
    workflow.submit(draft, by=jo)
    workflow.publish(draft, by=ed)
    assert draft.status == "published"


def test_a_journalist_cant_publish_or_withdraw(published, jo):
    with pytest.raises(PermissionDenied, match="Ask an editor"):
        workflow.withdraw(published, by=jo, reason="No.")
    published.status = "in_review"
    with pytest.raises(PermissionDenied, match="Ask an editor"):
        workflow.publish(published, by=jo)


def test_an_editor_withdraws_alone_even_their_own(draft, jo, ed, ada):
    draft.attributions.update(as_named="Mara")
    revisions.add(draft, by=ada, kind="edited")
    workflow.submit(draft, by=jo)
    workflow.publish(draft, by=ed)
    workflow.withdraw(draft, by=ada, reason="Mara Vell was misheard.")
    assert draft.status == "withdrawn"


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_withdrawal_owes_a_reason(published, ed, reason):
    with pytest.raises(ValidationError, match="Give the reason"):
        workflow.withdraw(published, by=ed, reason=reason)
    published.refresh_from_db()
    assert published.status == "published" and published.withdrawn_at is None


def test_steps_are_taken_in_order(draft, published, ed, jo):
    with pytest.raises(ValidationError, match="This quote is published and can't be submitted"):
        workflow.submit(published, by=jo)
    with pytest.raises(ValidationError, match="can't be published"):
        workflow.publish(published, by=ed)


def test_an_editor_returns_a_quote_with_a_reason(draft, jo, ed):
    workflow.submit(draft, by=jo)
    with pytest.raises(ValidationError, match="Give the reason"):
        workflow.return_to_draft(draft, by=ed, reason="")
    workflow.return_to_draft(draft, by=ed, reason="Who else heard it?")
    assert draft.status == "draft" and sorts(draft)[-1] == "returned"


def test_an_undecided_quote_cant_be_submitted(draft, jo):
    draft.attributions.all().delete()
    with pytest.raises(ValidationError, match="no speaker yet"):
        workflow.submit(draft, by=jo)


def test_a_quote_without_words_cant_be_submitted(draft, jo):
    draft.segments.all().delete()
    with pytest.raises(ValidationError, match="no words yet"):
        workflow.submit(draft, by=jo)


def test_a_published_quotes_other_fields_change_with_a_public_reason(published, ed, ada):
    def write():
        published.medium = "local radio"
        published.save()

    said = "She spoke on the radio."
    made = amendments.amend(published, write, by=ed, kind="clarification", reason=said)
    amendments.accept(made, by=ada)
    newest = published.revisions.order_by("-number")[0]
    assert (newest.kind, newest.is_public, newest.snapshot["medium"]) == (
        "clarification",
        True,
        "local radio",
    )


def test_an_amendment_owes_a_sort_and_a_reason(published, ed):
    with pytest.raises(ValidationError, match="correction, a clarification or an update"):
        workflow.amend(published, by=ed, kind="edited", reason="Because.")
    with pytest.raises(ValidationError, match="Give the reason"):
        workflow.amend(published, by=ed, kind="update", reason=" ")


def test_no_editor_amends_a_published_quote_alone_whoever_changed_it_last(published, ed, ada):
    for by, second in ((ed, None), (ada, None), (ed, ed)):
        with pytest.raises(ValidationError, match="changes by two"):
            workflow.amend(published, by=by, second=second, kind="update", reason="And again.")
    workflow.amend(published, by=ed, second=ada, kind="update", reason="And again.")


def test_a_replacement_corrects_the_words_and_the_old_page_points_there(published, jo, ed):
    new = workflow.replacement_of(published, by=jo)
    assert new.status == "draft" and new.words == published.words
    entry.write_segments(new, [(1, 24)])
    revisions.add(new, by=jo, kind="edited")
    workflow.submit(new, by=jo)
    with pytest.raises(ValidationError, match="Give the reason"):
        workflow.publish(new, by=ed)
    workflow.publish(new, by=ed, reason="A word was missing.")
    published.refresh_from_db()
    assert published.status == "withdrawn" and published.replaced_by == new
    assert sorts(published)[-1] == "replaced"
    assert [row.quote for row in SearchRow.objects.all()] == [new]


def test_a_quote_is_replaced_by_one_draft_at_a_time(published, jo):
    workflow.replacement_of(published, by=jo)
    with pytest.raises(ValidationError, match="already being written"):
        workflow.replacement_of(published, by=jo)


def test_the_second_of_two_editors_learns_it_and_stores_nothing(draft, jo, ed):
    first, second = Quote.objects.get(), Quote.objects.get()
    revisions.add(first, by=jo, kind="edited", reason="Mine.")
    with pytest.raises(revisions.EditConflict, match="Someone else changed this quote"):
        workflow.submit(second, by=ed)
    assert Quote.objects.get().status == "draft"
    assert Revision.objects.latest("number").reason == "Mine."


def test_a_quote_whose_words_dont_are_there_isnt_entered(draft, jo):
    for segments in ([(5, 5)], [(60, 9000)], [(10, 20), (15, 25)]):
        with pytest.raises(ValidationError, match="inside the text, in order"):
            entry.enter(draft.capture, segments=segments, by=jo)
    with pytest.raises(ValidationError, match="“shouted” doesn't occur"):
        entry.enter(draft.capture, segments=[(0, 5)], cue="shouted", by=jo)
    with pytest.raises(ValidationError, match="“Mara Vella” doesn't occur"):
        party = entry.Party(as_named="Mara Vella")
        entry.enter(draft.capture, segments=[(0, 5)], parties=[party], by=jo)
    assert Quote.objects.count() == 1
