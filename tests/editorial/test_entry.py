"""The rows of an attribution: evidence is linked to them, so each goes on meaning its party."""

import pytest
from django.core.exceptions import ValidationError

from quotes.editorial import entry
from quotes.editorial.entry import Party
from quotes.models import Evidence
from sources.models import Capture, Source


@pytest.fixture
def parties(mayor, councillor, article):
    return [
        Party(speaker=mayor, as_named="Oduya"),
        Party(speaker=councillor, as_named="Nils Aster"),
        Party(relation="told", document=article, as_named="the Quayside Courier"),
    ]


@pytest.fixture
def quote(draft_quote, parties):
    entry.write_parties(draft_quote, parties)
    return draft_quote


def rows(quote):
    return {a.as_named: (a.pk, a.position) for a in quote.attributions.all()}


def test_parties_that_change_places_keep_their_rows(quote, parties):
    before = rows(quote)
    entry.write_parties(quote, parties[::-1])
    after = rows(quote)
    assert {name: pk for name, (pk, _) in after.items()} == {
        name: pk for name, (pk, _) in before.items()
    }
    assert [a.as_named for a in quote.attributions.all()] == [p.as_named for p in parties[::-1]]


def test_a_party_put_before_the_others_leaves_them_theirs(quote, parties):
    before = rows(quote)
    first = Party(as_named="Two officials", how_many="Two")
    entry.write_parties(quote, [first, *parties])
    after = rows(quote)
    assert all(after[name][0] == before[name][0] for name in before)
    assert [position for _, position in after.values()] == [0, 1, 2, 3]


def test_a_party_named_more_fully_stays_the_same_row(quote, parties, mayor):
    before = rows(quote)["Oduya"]
    entry.write_parties(quote, [Party(speaker=mayor, as_named="Petra Oduya"), *parties[1:]])
    assert rows(quote)["Petra Oduya"] == before


def test_a_party_that_evidence_proves_is_not_removed(quote, parties, jo):
    post = Source.objects.create(kind="post")
    capture = Capture.objects.create(source=post, text="Nils Aster on the ferry pier.")
    evidence = Evidence.objects.create(
        quote=quote,
        quote_revision=1,
        capture=capture,
        purpose="primary",
        hop=quote.attributions.get(as_named="Nils Aster"),
        linked_by=jo,
    )
    with pytest.raises(ValidationError, match="Unlink it first"):
        entry.write_parties(quote, [parties[0], parties[2]])
    assert quote.attributions.count() == 3
    evidence.refresh_from_db()
    assert evidence.hop.as_named == "Nils Aster"
