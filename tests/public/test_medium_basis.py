"""How the medium of a quote is known: the source states it, or evidence shows it."""

import csv
import io

import pytest
from django.db import IntegrityError, transaction

from quotes import search
from quotes.attribution import one_line
from quotes.models import Quote
from quotes.public.presentation.history import differences
from tests.admin.filling import complaints, fill, signed_in

pytestmark = pytest.mark.django_db
SENTENCE = "on Quaybook (known from evidence)"


@pytest.fixture
def proved(published_quote, freely):
    """A published quote whose article doesn't name the platform that the post shows."""
    Quote.objects.filter(pk=published_quote.pk).update(medium="Quaybook", medium_basis="evidence")
    quote = Quote.objects.get(pk=published_quote.pk)
    search.refresh(quote)
    return quote


def test_the_sentence_says_that_the_medium_is_known_from_evidence(proved):
    assert SENTENCE in one_line(proved)
    proved.medium_basis = "stated"
    assert "on Quaybook" in one_line(proved) and "known from evidence" not in one_line(proved)


def test_the_page_says_how_the_medium_is_known(client, proved):
    page = client.get(f"/quotes/{proved.pk}/").content.decode()
    assert SENTENCE in page and "<bdi>Quaybook</bdi> (known from evidence)" in page
    Quote.objects.update(medium_basis="stated")
    page = client.get(f"/quotes/{proved.pk}/").content.decode()
    assert "<bdi>Quaybook</bdi> (stated by the source)" in page


def test_json_and_csv_say_it_and_nothing_where_there_is_no_medium(client, proved, draft_quote):
    assert client.get(f"/quotes/{proved.pk}.json").json()["medium_basis"] == "evidence"
    rows = csv.DictReader(io.StringIO(client.get("/quotes.csv").content.decode()))
    assert [row["medium_basis"] for row in rows] == ["evidence"]
    Quote.objects.update(medium="", medium_basis="stated")
    assert client.get(f"/quotes/{proved.pk}.json").json()["medium_basis"] is None


def test_the_filter_finds_it_however_it_is_known(client, proved):
    answer = client.get("/quotes.json", {"medium": "Quaybook"}).json()
    assert [quote["id"] for quote in answer["quotes"]] == [proved.pk]


def test_a_medium_known_from_evidence_has_a_name(draft_quote):
    with pytest.raises(IntegrityError, match="quote_medium_with_its_basis"), transaction.atomic():
        Quote.objects.filter(pk=draft_quote.pk).update(medium_basis="evidence")


def test_the_admin_refuses_a_basis_without_a_medium_and_keeps_what_was_typed(jo, draft_quote):
    change = f"/admin/quotes/quote/{draft_quote.pk}/change/"
    answer = fill(signed_in(jo), change, medium_basis="evidence", cue="added")
    assert "Give the medium that the evidence shows" in complaints(answer)
    form = answer.context["adminform"].form
    assert (form["medium_basis"].value(), form["cue"].value()) == ("evidence", "added")
    assert (
        fill(signed_in(jo), change, medium_basis="evidence", medium="Quaybook").status_code == 302
    )
    assert draft_quote.revisions.latest("number").snapshot["medium_basis"] == "evidence"


def test_history_tells_a_change_of_basis_and_reads_revisions_from_before_it(draft_quote):
    after = draft_quote.revisions.get().snapshot | {"medium": "Quaybook", "medium_basis": "stated"}
    before = {name: value for name, value in after.items() if name != "medium_basis"}
    assert differences(before, after) == []
    [difference] = differences(before, after | {"medium_basis": "evidence"})
    assert (difference.label, difference.after) == ("Medium", "Quaybook (known from evidence)")
