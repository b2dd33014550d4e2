"""A lone word is found however it is joined to others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.text.word_forms import forms_of_run, further_forms, joined_form, primary_tag


@pytest.mark.parametrize(
    ("text", "language", "forms"),
    [
        ("by e-mail today", "en", "email"),
        ("the F-35, F‑35s and F35s", "", "f35 f35s f35 f35"),
        ("both cease-fires", "en", "ceasefir"),
        ("a post-cease-fire map", "en", "postceasefir postceas ceasefir"),
        ("der E-Mail-Verkehr", "de", "emailverkehr email mailverkehr"),
        ("it won't — we'll see O'Hara's bridge", "en", ""),
        ("Ankara'nın köprüsü", "tr", "ankara"),
        ("İstanbul’da", "tr", "istanbul"),
        ("in Ankara’dan news", "en", "ankara"),
        ("Lund's, it's, Rock'n'Roll, l’eau", "", ""),
        ("והגשר", "he", "הגשר"),
        ("וצה״ל עזר", "he", "צהל"),
        ("כשהגשר", "", "שהגשר"),
        ("והגשר", "yi", ""),
        ("والجسر", "ar", "الجسر جسر"),
        ("للجسر", "ar", "الجسر جسر"),
        ("بحكومة", "ar", "حكومه"),
        ("والجسر", "fa", ""),
        ("plain words", "en", ""),
    ],
)
def test_a_word_has_these_further_forms(text, language, forms):
    found = further_forms(text, language)
    assert set(forms.split()) <= set(found) if forms else found == []


@pytest.mark.parametrize(
    ("text", "language", "never"),
    [
        ("it won't", "", "won"),
        ("we'll", "en", "we"),
        ("2020–21", "", "202021"),
        ("בית", "he", "ת"),
        ("ولد", "ar", "لد"),
        ("a-b-c-d-e-f", "", "abcdef"),
    ],
)
def test_what_would_be_another_word_is_no_form(text, language, never):
    assert never not in further_forms(text, language)


@pytest.mark.parametrize(
    ("typed", "form"),
    [("e-mail", "email"), ("F-35", "f35"), ("e mail", ""), ("email", ""), ("a.b", ""), ("", "")],
)
def test_a_query_looks_for_a_hyphenated_word_as_one(typed, form):
    assert joined_form(typed) == form


@given(st.text(st.characters(codec=None), max_size=60), st.sampled_from(["", "en", "he", "ar-EG"]))
@settings(max_examples=200, deadline=None)
def test_forms_are_letters_and_digits_at_places_of_the_text(text, language):
    for run in text.split(" "):
        for form, start, end in forms_of_run(run, primary_tag(language)):
            assert form and " " not in form and "'" not in form
            assert 0 <= start < end <= len(run)
