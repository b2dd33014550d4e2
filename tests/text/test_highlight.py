"""Hits are marked in the quote's own words and punctuation."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.text.analyser import analyse
from quotes.text.highlight import hits
from quotes.text.query import Prefix, Word, parse

TEXT = "“We do not agree,” he said. Dying won’t do."


def marked(query: str, text: str = TEXT, language: str = "") -> list[str]:
    return [text[start:end] for start, end in hits(text, parse(query), language)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("agreed", ["agree"]),
        ('"agree he said"', ["agree,” he said"]),
        ('"do not" do', ["do not", "do"]),
        ("die*", []),
        ("dy*", ["Dying"]),
        ("dies", ["Dying"]),
        ('"dies"', []),
        ("-agree", []),
        ("wont", ["won’t"]),
        ("speaker:agree", []),
        ("", []),
    ],
)
def test_words_phrases_and_beginnings_are_marked(query, found):
    assert marked(query) == found


def test_another_language_is_marked_by_whole_words():
    assert marked("accord", "les accords, l’accord", "fr") == ["accord"]


@given(st.text(max_size=60), st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_hits_are_in_order_inside_the_text_and_never_empty(text, query):
    ends = [end for span in hits(text, parse(query)) for end in span]
    assert ends == sorted(ends) and all(0 <= end <= len(text) for end in ends)
    assert all(start < end for start, end in hits(text, parse(query)))


TEXTS = st.one_of(
    st.text(max_size=60), st.text('aAdyingesS. -’"\u00a0l1,中é', max_size=60), st.just(TEXT)
)


@given(TEXTS, st.lists(st.sampled_from(["dying", "die*", "do", "ag*", "l", "é", "1"]), min_size=1))
@settings(max_examples=150, deadline=None)
def test_a_word_is_marked_wherever_its_stem_or_beginning_is(text, words):
    query = parse(" ".join(words))
    wanted = {t.token.stem for t in query.terms() if isinstance(t, Word)}
    begins = tuple(t.term for t in query.terms() if isinstance(t, Prefix))
    plain = [
        (token.start, token.end)
        for token in analyse(text)
        if token.stem in wanted or (begins and token.term.startswith(begins))
    ]
    assert hits(text, query) == plain
