"""The page of corrections."""

import pytest

from quotes.editorial import workflow
from tests.cast import amended_openly

pytestmark = pytest.mark.django_db


def test_corrections_list_public_changes_newest_first(client, published_quote, ed, superuser):
    amended_openly(
        published_quote, medium="council chamber", kind="correction", reason="The place was wrong."
    )
    workflow.withdraw(published_quote, by=ed, reason="It was another councillor.")
    response = client.get("/corrections/")
    assert [e["change"].label for e in response.context["changes"]] == ["Withdrawal", "Correction"]
    shown = response.content.decode()
    assert "The place was wrong." in shown
    assert "Nils Aster" in shown


def test_what_happened_to_a_draft_is_no_correction(client, submitted_quote, jo):
    workflow.return_to_draft(submitted_quote, by=jo, reason="Check the second span.")
    assert "Check the second span." not in client.get("/corrections/").content.decode()
