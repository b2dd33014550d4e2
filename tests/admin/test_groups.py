"""What each group of the newsroom may do, and nothing else."""

import pytest
from django.contrib.auth.models import Group

from quotes import permissions

MAY = {
    "jo": {"quotes.add_quote", "quotes.submit_quote", "sources.add_capture", "quotes.add_speaker"},
    "ed": {"quotes.publish_quote", "quotes.withdraw_quote", "quotes.add_speakermerge"},
    "fay": {
        "quotes.add_evidence",
        "quotes.add_review",
        "quotes.add_factcheck",
        "quotes.view_quote",
    },
}
MAY_NOT = {
    "jo": {"quotes.publish_quote", "quotes.withdraw_quote", "quotes.add_review"},
    "ed": {"auth.change_user", "sources.change_capture", "quotes.delete_revision"},
    "fay": {"quotes.add_quote", "quotes.change_quote", "quotes.submit_quote"},
}


@pytest.mark.parametrize("name", MAY)
def test_each_may_do_their_work_and_not_the_others(name, request):
    person = request.getfixturevalue(name)
    assert all(person.has_perm(p) for p in MAY[name])
    assert not any(person.has_perm(p) for p in MAY_NOT[name])


def test_every_permission_that_a_group_names_exists(db):
    for name, wanted in permissions.GROUPS.items():
        assert Group.objects.get(name=name).permissions.count() == len(wanted)


def test_nobody_may_change_or_delete_what_is_append_only(db):
    everything = set().union(*permissions.GROUPS.values())
    for model in ("capture", "revision", "review", "linkcheck", "tombstone"):
        assert not {p for _, p in everything if p in (f"change_{model}", f"delete_{model}")}


def test_installing_again_changes_nothing_and_mends_what_was_bent(db):
    group = Group.objects.get(name="journalists")
    group.permissions.clear()
    permissions.install("default")
    permissions.install("default")
    assert group.permissions.count() == len(permissions.GROUPS["journalists"])
    assert Group.objects.count() == 3


def test_the_cast_signs_in(client, jo):
    from tests.cast import PASSWORD

    assert client.login(username="jo", password=PASSWORD)


def test_the_invented_story_is_in_the_record(draft_quote, published_quote, unnamed_quote):
    assert draft_quote.words == "“The pier will open in May,” […] “Not a day later,”"
    assert published_quote.status == "published"
    assert unnamed_quote.attributions.get().is_unnamed
