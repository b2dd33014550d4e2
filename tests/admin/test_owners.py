"""Jo says whose own document a source is."""

import pytest

from quotes.models import OwnDocument, Speaker
from sources.models import Source
from tests.admin.filling import complaints, fill, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return Source.objects.create(kind="document", headline="The pier plan")


@pytest.fixture
def say(jo, plan):
    """Save the document's page with these owners in the rows that are there to be filled."""
    desk = signed_in(jo)

    def save(*speakers: Speaker):
        rows = {f"owned_by-{n}-speaker": str(one.pk) for n, one in enumerate(speakers)}
        total = str(max(len(speakers), OwnDocument.objects.count()))
        url = f"/admin/sources/source/{plan.pk}/change/"
        return fill(desk, url, **{"owned_by-TOTAL_FORMS": total}, **rows)

    return save


def test_a_joint_document_has_several_owners(say, plan, jo, mayor, councillor):
    assert say(mayor, councillor).status_code == 302
    assert {own.speaker for own in plan.owned_by.all()} == {mayor, councillor}
    assert {change.history_user for change in OwnDocument.history.all()} == {jo}


def test_a_merged_owner_is_the_one_they_were_merged_into(say, plan, mayor):
    merged = Speaker.objects.create(name="P. Oduya", merged_into=mayor)
    assert say(merged).status_code == 302
    assert plan.owned_by.get().speaker == mayor


def test_nobody_owns_a_document_twice(say, plan, mayor):
    response = say(mayor, mayor)
    assert response.status_code == 200
    assert "duplicate" in complaints(response)
    assert not OwnDocument.objects.exists()
