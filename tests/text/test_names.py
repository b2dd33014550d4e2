"""One person's name in many spellings; two people's names kept apart."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.text.names import (
    SAME,
    mistaken_word_keys,
    name_keys,
    name_words,
    resemblance,
    similarity,
    slug,
    word_keys,
)
from quotes.text.phonetics import SOUNDS, skeletons

VARIANTS = Path(__file__).parent.parent / "data" / "name_variants.txt"


def people() -> dict[str, list[str]]:
    lines = VARIANTS.read_text().splitlines()
    fields = [line.split(" | ") for line in lines if not line.startswith("#")]
    return {name: variants for name, *variants in fields}


def found_by_keys(query: str, names: list[str]) -> list[str]:
    """The names that an index of name keys gives for a query, mistakes included."""
    wanted = set()
    for word in name_words(query):
        wanted |= word_keys(word) | mistaken_word_keys(word)
    return [name for name in names if wanted & name_keys(name)]


def test_the_right_person_comes_first_for_nineteen_spellings_of_twenty():
    record = people()
    names, wrong, requested = list(record), [], 0
    for name, variants in record.items():
        for variant in variants:
            requested += 1
            found = found_by_keys(variant, names)
            first = max(found, key=lambda other: resemblance(variant, other), default=None)
            if first != name or resemblance(variant, name) < SAME:
                wrong.append((variant, name, resemblance(variant, name), first))
    assert requested >= 200, requested
    assert len(wrong) <= requested * 0.05, "\n".join(map(str, wrong))


def test_a_word_longer_than_any_name_is_looked_up_only_as_it_is():
    assert len(mistaken_word_keys("Brzęczyszczykiewicz")) > 100
    assert not mistaken_word_keys("x" * 200)
    assert word_keys("x" * 200)


@pytest.mark.parametrize("known", ["Khalil al-Hayya", "خليل الحية", "Халиль аль-Хайя"])
@pytest.mark.parametrize(
    "typed", ["al-Hayya", "Al Hayya", "el-Hayya", "Hayya", "Hayyeh", "خليل الحية", "Хайя"]
)
def test_one_known_spelling_is_found_by_all_others(known, typed):
    assert found_by_keys(typed, [known]) and resemblance(typed, known) >= SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Smith", "Jane Smith"),
        ("جون سميث", "Jane Smith"),
        ("Джон Смит", "Jane Smith"),
        ("Bill Clinton", "Hillary Clinton"),
        ("Sara Netanyahu", "Benjamin Netanyahu"),
        ("Donald Trump", "Melania Trump"),
        ("George W. Bush", "Jeb Bush"),
        ("Mark Rutte", "Mary Rutte"),
        ("Ali Khamenei", "Ali Larijani"),
    ],
)
def test_two_people_are_never_taken_for_one(one, other):
    assert similarity(one, other) < SAME


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("President Trump", "Donald Trump"),
        ("Prime Minister Benjamin Netanyahu", "Benjamin Netanyahu"),
        ("Dr. Jane Smith", "Jane Smith"),
        ("J. Smith", "John Smith"),
    ],
)
def test_titles_and_initials_dont_hide_a_name(typed, name):
    assert resemblance(typed, name) >= SAME


def test_a_name_of_titles_alone_keeps_them():
    assert name_words("The President") == ("the", "president")


def test_the_whole_name_ranks_before_one_that_holds_it():
    assert resemblance("George Bush", "George Bush") > resemblance("George Bush", "George W. Bush")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Donald Trump", "donald-trump"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Хайя", "khayya"),
        ("O'Brien", "obrien"),
        ("…", "unnamed"),
        ("a" * 200, "a" * 80),
    ],
)
def test_a_slug_is_plain_latin(name, expected):
    assert slug(name) == expected


@given(st.text(max_size=30), st.text(max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_two_strings_can_be_compared(one, other):
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, other) == similarity(other, one)
    assert all(len(key) <= 200 for key in name_keys(one))
    assert slug(one)


@given(st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_skeletons_are_made_of_sounds(word):
    assert all(c in SOUNDS or c.isdigit() for s in skeletons(word) for c in s)
