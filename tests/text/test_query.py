"""The query language: what a reader types is understood, or said not to be."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.text.query import (
    Clause,
    Filter,
    Phrase,
    Prefix,
    Query,
    Word,
    filters,
    parse,
)
from quotes.text.said_range import said_range

TYPED = st.text(
    st.one_of(
        st.sampled_from("\"“”«-+*:|& .'’()OR orANDT speakersaid:2025..hasa"),
        st.characters(codec=None),
    ),
    max_size=60,
)


def only(query: str):
    (clause,) = parse(query).clauses
    (term,) = clause.terms
    return term


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("ceasefire", Word("ceasefire")),
        ("(ceasefire),", Word("ceasefire")),
        ('"do not"', Phrase("do not")),
        ("“do not”", Phrase("do not")),
        ("«do not»", Phrase("do not")),
        ('"do not', Phrase("do not")),
        ('"dying"', Phrase("dying")),
        ("centuries-old", Phrase("centuries-old")),
        ("neg*", Prefix("neg")),
        ("n*", Word("n")),
        ("or", Word("or")),
        ("speaker:lapid", Filter("speaker", "lapid")),
        ('Speaker:"Yair  Lapid"', Filter("speaker", "Yair Lapid")),
        ("speaker:“Yair Lapid”", Filter("speaker", "Yair Lapid")),
        ("said:2025-10-01..2025-10-07", Filter("said", "2025-10-01..2025-10-07")),
        ("has:primary", Filter("has", "primary")),
        ("foo:bar", Phrase("foo:bar")),
        ('צה"ל', Word('צה"ל')),
    ],
)
def test_a_term_is_read(typed, term):
    assert only(typed) == term


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a b OR c d", "a b OR c d"),
        ("a | b", "a OR b"),
        ("a & b AND c", "a b c"),
        ("peace -war", "peace -war"),
        ("peace NOT war", "peace -war"),
        ("peace −war", "peace -war"),
        ('-"do not" -speaker:x', '-"do not" -speaker:x'),
        ("OR", ""),
        ("- OR | AND NOT", ""),
        ("a OR", "a"),
        ("a a a", "a"),
        ('"" "…" ---', ""),
        ("speaker: x", "speaker x"),
        ("she said: we go", "she said we go"),
        ("bridge,river", "bridge river"),
        ("bridge, river,", "bridge river"),
        ("river/bridge", "river bridge"),
        ("river+bridge", "river bridge"),
        ("river—our river—rose", "river our rose"),
        ("نهر،جسر", "نهر جسر"),
        ("-bridge,river", "-bridge -river"),
        ("storm OR bridge,river", 'storm OR "bridge,river"'),
        ("10/day 24/7 1,700", '10 day "24/7" 1,700'),
        ("https://post.example/a,b", '"https://post.example/a,b"'),
        ("speaker:lund,berg", "speaker:lund,berg"),
        ('"We will ... the bridge"', '"We will" "the bridge"'),
        ("“We will […] the bridge…”", '"We will" "the bridge"'),
        ('-"we ... bridge"', '-"we ... bridge"'),
    ],
)
def test_a_query_is_shown_back_in_its_plain_form(typed, shown):
    assert str(parse(typed)) == shown


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("x" * 10_000, "Only the first 1,000 characters were searched."),
        (" ".join(f"w{n}" for n in range(99)), "Only the first 32 terms were searched."),
        (
            '"move fast',
            "A quotation mark is missing at the end; the phrase runs to the end of the query.",
        ),
        ('"…"', "“…” has no words to search for."),
        ("a OR -b", "OR doesn't work with an excluded word; both conditions apply."),
        ("a*", "Type at least 2 letters before the *: “a*” has too few."),
    ],
)
def test_what_was_left_out_is_said(typed, note):
    assert note in parse(typed).notes


def test_each_chip_takes_its_own_clause_away():
    chips = parse('trump OR lapid "do not" -war said:2025-10').chips
    assert [chip.text for chip in chips] == ["trump OR lapid", '"do not"', "-war", "said:2025-10"]
    assert chips[1].without == "trump OR lapid -war said:2025-10"


def test_the_filter_form_and_the_box_make_one_query():
    both = parse("peace kind:direct") & filters("kind", "direct") & filters("lang", "en", "fr")
    assert str(both) == "peace kind:direct lang:en OR lang:fr"
    assert filters("kind", "", " ") == Query()


def test_an_exclusion_is_no_hit():
    assert list(parse("a -b c").terms()) == [Word("a"), Word("c")]


@given(TYPED)
@settings(max_examples=300, deadline=None)
def test_any_string_is_a_query_and_reads_the_same_when_shown_back(text):
    query = parse(text)
    assert parse(str(query)) == query
    for clause in query.clauses:
        assert isinstance(clause, Clause) and clause.terms
        assert all(getattr(term, "token", True) for term in clause.terms)
        assert all(getattr(term, "terms", True) for term in clause.terms)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-10-06", date(2025, 10, 6), date(2025, 10, 6)),
        ("2025-10-01..2025-10-07", date(2025, 10, 1), date(2025, 10, 7)),
        ("2025-11..2025-10", date(2025, 10, 1), date(2025, 11, 30)),
        ("2025..", date(2025, 1, 1), date.max),
        ("..2025-10", date.min, date(2025, 10, 31)),
    ],
)
def test_a_said_range_is_read(value, first, last):
    assert said_range(value) == (first, last)


@pytest.mark.parametrize("value", ["", "..", "yesterday", "2025-02-30", "0000", "٢٠٢٥", "2025-13"])
def test_a_value_that_is_no_day_gives_none(value):
    assert said_range(value) is None
