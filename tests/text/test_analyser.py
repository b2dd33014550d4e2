"""Words as search sees them."""

import sqlite3
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quotes.text.analyser import LONGEST_TERM, analyse, analysed, fold

ANYTHING = st.text(st.characters(codec=None), max_size=80)


def terms(text: str) -> list[str]:
    return [token.term for token in analyse(text)]


@pytest.mark.parametrize(
    ("written", "also"),
    [
        ("Éclair", "eclair"),
        ("STRASSE", "straße"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
        ("won’t", "won't"),
        ("won‘t", "wont"),
        ("U.S.", "US"),
        ("1,700", "1700"),
        ("1\u202f700", "1700"),
        ("co\u00adoperate", "cooperate"),
        ("ﬁnal", "final"),
        ("ＦＵＬＬ", "full"),
        ("مُحَمَّد", "محمد"),
        ("إسرائيل", "اسرائيل"),
        ("الحيّة", "الحيه"),
        ("على", "علي"),
        ("ســـلام", "سلام"),
        ("کتاب", "كتاب"),
        ("١٢٣", "123"),
        ("שָׁלוֹם", "שלום"),
        ("צה״ל", 'צה"ל'),
        ("צה״ל", "צהל"),
        ("מלך", "מלכ"),
        ("ёлка", "елка"),
        ("Σίσυφος", "σισυφοσ"),
        ("e\u0301tat", "état"),
    ],
)
def test_one_word_written_two_ways_is_one_term(written, also):
    assert len(terms(written)) == 1
    assert terms(written) == terms(also)


@pytest.mark.parametrize(
    ("one", "another"), [("мой", "мои"), ("か", "が"), ("do", "not"), ("हिन्दी", "हन्द")]
)
def test_different_letters_stay_different_terms(one, another):
    assert terms(one) != terms(another)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("centuries-old conflict", ["centuries", "old", "conflict"]),
        ("l’accord d'état", ["l", "accord", "d", "etat"]),
        ("O’Brien", ["obrien"]),
        ("停火协议", ["停", "火", "协", "议"]),
        ("3.5 or 1,70", ["3", "5", "or", "1", "70"]),
        ("— … !", []),
        ("", []),
    ],
)
def test_a_text_is_cut_into_words(text, expected):
    assert terms(text) == expected


def test_stop_words_are_words():
    assert terms("Do not!") == ["do", "not"]


@pytest.mark.parametrize(
    ("word", "stem"),
    [("dooming", "doom"), ("dying", "die"), ("news", "news"), ("Trump’s", "trump")],
)
def test_english_words_are_found_by_their_stem(word, stem):
    assert analyse(word)[0].stem == stem
    assert analyse(word, "en-GB")[0].stem == stem


def test_words_of_another_language_keep_their_form():
    assert analyse("parties", "fr")[0].stem == "parties"
    assert analyse("parties", "en")[0].stem == "parti"


def test_tokens_tell_where_they_are():
    text = "“Éclair”, he won’t"
    assert [text[t.start : t.end] for t in analyse(text)] == ["Éclair", "he", "won’t"]


def test_a_run_of_letters_is_cut_at_the_longest_term():
    assert terms("a" * 5000) == ["a" * LONGEST_TERM]


@given(ANYTHING)
@settings(max_examples=150, deadline=None)
def test_any_text_gives_ordered_tokens_inside_it(text):
    tokens = analyse(text)
    assert all(0 <= t.start < t.end <= len(text) for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert all(fold(t.term) == t.term for t in tokens)


@given(ANYTHING, st.sampled_from(["", "en", "fr"]))
@settings(max_examples=150, deadline=None)
@example("it cost 10 000 or 10\u00a0000, the U. S. said; l’ été d’ Ankara", "")
def test_words_kept_by_their_runs_are_the_words_of_the_text(text, language):
    tokens = analyse(text, language)
    assert analysed(text, language) == [(token.term, token.stem) for token in tokens]


@given(ANYTHING)
@settings(max_examples=60, deadline=None)
def test_sqlite_keeps_every_term_as_it_is(text):
    found = list(dict.fromkeys(terms(text)))
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE f USING fts5(t, tokenize = \"ascii tokenchars '=_'\")")
    db.execute("CREATE VIRTUAL TABLE v USING fts5vocab(f, 'row')")
    db.execute("INSERT INTO f VALUES (?)", (" ".join(f"={term}" for term in found),))
    assert {row[0] for row in db.execute("SELECT term FROM v")} == {f"={t}" for t in found}
