"""Who has worked here is deactivated, not deleted."""

import pytest
from django.contrib.auth.models import User

from tests.admin.filling import signed_in
from tests.cast import person


@pytest.fixture
def desk(superuser):
    return signed_in(superuser)


def test_a_person_with_history_is_not_deleted_and_the_page_says_what_to_do(desk, jo, draft_quote):
    url = f"/admin/auth/user/{jo.pk}/delete/"
    page = desk.post(url, {"post": "yes"}).content.decode()
    assert "Untick “Active” instead" in page
    assert User.objects.filter(pk=jo.pk).exists()


def test_so_it_is_in_bulk(desk, ed, published_quote):
    chosen = {"action": "delete_selected", "_selected_action": [ed.pk], "post": "yes"}
    page = desk.post("/admin/auth/user/", chosen).content.decode()
    assert "Untick “Active” instead" in page
    assert User.objects.filter(pk=ed.pk).exists()


def test_a_change_in_a_flat_table_is_history_too(desk, mayor):
    gus = person("gus", "journalists")
    mayor._history_user = gus
    mayor.save()
    assert (
        "Untick “Active”"
        in desk.post(f"/admin/auth/user/{gus.pk}/delete/", {"post": "yes"}).content.decode()
    )
    assert mayor.history.first().history_user == gus


def test_a_person_who_never_did_anything_may_be_deleted(desk):
    gus = person("gus", "journalists")
    assert desk.post(f"/admin/auth/user/{gus.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not User.objects.filter(pk=gus.pk).exists()


@pytest.mark.parametrize("who", ["jo", "ed", "fay"])
def test_the_newsroom_does_not_manage_people(who, request):
    desk = signed_in(request.getfixturevalue(who))
    assert desk.get("/admin/auth/user/").status_code == 403
