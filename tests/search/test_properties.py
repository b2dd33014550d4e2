"""Any string is a query, and each engine answers as a plain reading of the rows does.

Since both engines agree with one reference, they agree with each other.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.models import SearchRow
from quotes.search import Search
from quotes.search.conditions import (
    NOTHING,
    AllOf,
    AnyOf,
    Beginning,
    Condition,
    Except,
    Lexeme,
    Sequence,
)
from quotes.search.engines import engine
from quotes.search.interpreter import interpret
from quotes.text.query import parse

pytestmark = pytest.mark.django_db

WORDS = """trump Trump’s "do not" "move fast" ceasefire hostage-release deal* ne* of the -the
    -deal speaker:trump -speaker:1 kind:direct kind:x review:unchecked lang:en said:2025
    said:2025-10-01..2025-10-07 said:x said:..2025-10 said:2025.. said:9999-12-31
    said:0001..9999 said:9998..9999-12 year:2025 has:primary topic:gaza OR NOT - " “ الحية חיה
    won't 1,700 talks PEACE zzz "of the" "the deal" donald lapid hamas source""".split()
QUERIES = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join),
    st.text(st.characters(codec=None), max_size=40),
)


def holds(condition: Condition, row: SearchRow) -> bool:
    """Whether a row meets a condition, read word by word."""
    terms = row.terms.split()
    existing = {*row.filters.split(), *row.stems.split(), *terms}
    match condition:
        case Lexeme(text):
            return text in existing
        case Beginning(text):
            return any(term.startswith(text) for term in existing)
        case Sequence(texts):
            size = len(texts)
            return any(tuple(terms[at : at + size]) == texts for at in range(len(terms)))
        case AllOf(parts):
            return all(holds(part, row) for part in parts)
        case AnyOf(parts):
            return any(holds(part, row) for part in parts)
        case Except(kept, left_out):
            return holds(kept, row) and not holds(left_out, row)


@given(QUERIES)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_engine_finds_what_a_plain_reading_of_the_rows_finds(record, query):
    condition = interpret(parse(query)).condition
    found = engine().keys(condition, 100) if condition != NOTHING else []
    assert found == [row.key for row in SearchRow.objects.all() if holds(condition, row)]


@given(QUERIES)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_string_is_answered_in_every_way(record, query):
    search = Search(query)
    assert len(search.page.quotes) == min(search.count.number, 20)
    assert set(Search(query, order="best").page.quotes) == set(search.page.quotes)
    assert search.facets.counted == search.count.number
    assert [attempt for attempt in search.attempts if not attempt.count.number] == []
    assert all(suggestion.speaker.name for suggestion in search.speakers)
