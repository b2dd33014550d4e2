"""What facets are counted from is the newest rows, whichever way an engine finds them."""

import datetime as dt
from collections import Counter

import pytest
from django.db import connection

from quotes.editorial import entry, workflow
from quotes.editorial.entry import Party
from quotes.models import SearchRow
from quotes.search.by_property import QuotesBy
from quotes.search.conditions import EVERYTHING, AllOf, Lexeme, Sequence
from quotes.search.consistency import disagreements
from quotes.search.counts import months_of
from quotes.search.documents import SPEAKER_TOKENS
from quotes.search.engines import engine
from quotes.search.engines.postgres_statistics import Frequencies, _read
from quotes.search.facets import count_values
from tests.cast import span_of
from tests.search.test_properties import holds

pytestmark = pytest.mark.django_db

FACETS = {"kind", "review", "lang", "year", "publisher", "topic", *SPEAKER_TOKENS}
#: As the statistics may have it: nothing known; frequent; in a month of rows; in months of none.
KNOWN = {
    "nothing known": Frequencies(),
    "frequent": Frequencies(1000, {"all_": 1.0, "kind_direct": 0.5}),
    "in a month": Frequencies(
        1000, {"kind_direct": 0.1, "all_": 0.1, "said_202510": 1.0, "said_199901": 1.0}
    ),
    "in months of no row": Frequencies(
        1000, {"kind_direct": 0.1, "all_": 0.1, "said_202606": 1.0, "said_199901": 1.0}
    ),
}


def counted(runs) -> tuple[int, dict]:
    rows, counts = count_values(runs)
    return rows, {name: dict(count) for name, count in counts.items() if count}


def read_plainly(condition, limit: int | None) -> tuple[int, dict]:
    rows = [row for row in SearchRow.objects.all() if holds(condition, row)][:limit]
    counts: dict[str, Counter] = {}
    for row in rows:
        for token in row.filters.split():
            name, _, value = token.partition("_")
            if name in FACETS:
                counts.setdefault(name, Counter())[value] += 1
    return len(rows), {name: dict(count) for name, count in counts.items()}


@pytest.mark.parametrize("known", KNOWN)
@pytest.mark.parametrize("limit", [3, 10, 1000])
@pytest.mark.parametrize(
    "condition",
    [
        EVERYTHING,
        Lexeme("kind_direct"),
        AllOf((Lexeme("kind_direct"), Lexeme("=the"))),
        Sequence(("=of", "=the")),
    ],
    ids=str,
)
def test_facets_are_of_the_newest_rows(record, monkeypatch, condition, limit, known):
    monkeypatch.setattr("quotes.search.engines.postgres.frequencies", lambda: KNOWN[known])
    found = engine().newest(condition, limit, 2)
    assert counted(found.runs) == read_plainly(condition, limit)
    assert found.keys == engine().keys(condition, 2)


@pytest.mark.parametrize("condition", [EVERYTHING, Sequence(("=of", "=the"))], ids=str)
def test_full_counts_are_of_all_rows(record, condition):
    assert counted(engine().facet_tokens(condition)) == read_plainly(condition, None)


@pytest.mark.postgres
def test_a_span_of_days_that_reaches_into_the_newest_months_is_not_taken_for_new(
    published_quote, capture, jo, ed, monkeypatch
):
    spans = [
        ("2024-01-10", "2025-12-31"),
        ("2025-12-01", "2025-12-01"),
        ("2025-11-30", "2025-11-30"),
    ]
    words = ["The money is there", "The pier will open", "Not a day later"]
    for (first, last), said in zip(spans, words, strict=True):
        quote = entry.enter(
            capture,
            segments=[span_of(capture, said)],
            parties=[Party(as_named="Oduya")],
            by=jo,
            said_from=dt.date.fromisoformat(first),
            said_to=dt.date.fromisoformat(last),
        )
        workflow.submit(quote, by=jo)
        workflow.publish(quote, by=ed)
    known = Frequencies(100, {"all_": 0.1, "said_202512": 1.0, "said_199901": 1.0})
    monkeypatch.setattr("quotes.search.engines.postgres.frequencies", lambda: known)
    newest = SearchRow.objects.order_by("-key").values_list("key", flat=True)
    assert engine().keys(EVERYTHING, 2) == list(newest[:2])


@pytest.mark.postgres
def test_how_frequent_a_word_is_is_known_from_the_statistics(record):
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE quotes_searchrow")
    known = _read.__wrapped__(0, "")
    assert known.rows == SearchRow.objects.count()
    assert known.share(EVERYTHING) == 1
    assert 0 < known.share(Lexeme("kind_direct")) < 1
    assert known.share(AllOf((Lexeme("kind_direct"), Lexeme("=the")))) < known.share(Lexeme("=the"))
    assert known.since(known.rows / 2, dt.date(2026, 12, 31)) is None  # all be in one month


@pytest.mark.sqlite
def test_facets_out_of_step_are_named_and_mended(published_quote):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE quotes_searchfacets SET tokens = 'kind_other'")
    assert list(disagreements()) == [
        "The table that facets are counted from doesn't match the index entries."
    ]
    engine().rebuild_index()
    assert list(disagreements()) == []


def test_a_speakers_quotes_are_distinguished_by_their_part(published_quote, ed):
    speaker = published_quote.attributions.get().speaker_id
    assert QuotesBy("speaker", speaker).newest(5) == [published_quote.pk]
    assert months_of(speaker) == {dt.date(2025, 3, 1): 1}
    assert QuotesBy("passed", speaker).newest(5) == []
    workflow.withdraw(published_quote, by=ed, reason="The outlet took it back.")
    assert QuotesBy("speaker", speaker).newest(5) == []
    assert months_of(speaker) == {}
