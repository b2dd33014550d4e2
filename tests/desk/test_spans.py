"""Spans between a page and the record: code points, whatever the script."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.desk.spans import parse_spans, shared_length, spans_key, words_of
from quotes.desk.workspace import lay_out

TEXT = "She said 🌉 “we won’t” twice.\n\nقال: «لن نوقّع» مرتين."


def key(words: str) -> str:
    start = TEXT.index(words)
    return f"{start}-{start + len(words)}"


def test_white_space_at_the_ends_is_left_out():
    assert words_of(TEXT, parse_spans(key(" said 🌉 "), TEXT)) == "said 🌉"


def test_words_marked_just_inside_their_marks_take_the_marks_along():
    assert words_of(TEXT, parse_spans(key("we won’t"), TEXT)) == "“we won’t”"
    assert words_of(TEXT, parse_spans(key("لن نوقّع"), TEXT)) == "«لن نوقّع»"


def test_spans_come_in_order_and_joined_where_they_touch():
    assert parse_spans("9-15,0-3,3-5,2-4", "abcdefghijklmnop") == [(0, 5), (9, 15)]


@pytest.mark.parametrize(
    "sent", ["", "x", "3", "5-2", "4-4", "0-999", "1-2,", "-1-3", "1-2;3-4", "٣-٤", "1-2\n"]
)
def test_what_is_no_span_of_the_text_is_refused(sent):
    with pytest.raises(ValidationError):
        parse_spans(sent, TEXT)


def test_white_space_alone_is_no_span():
    with pytest.raises(ValidationError, match="only white space"):
        parse_spans("0-3", "   words")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab “”\n🌉ق", max_size=60), st.data())
def test_the_paragraphs_shown_are_the_text_to_the_letter(text, data):
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = [tuple(p) for p in data.draw(st.lists(places, max_size=4)) if p[0] < p[1]]
    for paragraph in lay_out(text, [("k", "sure", spans)]):
        shown = "".join(run.text for run in paragraph.runs)
        assert text[paragraph.start : paragraph.start + len(shown)] == shown
        at = paragraph.start
        for run in paragraph.runs:
            inside = shared_length([(at, at + len(run.text))], list(spans)) > 0
            assert bool(run.keys) == inside
            at += len(run.text)


def test_a_key_says_its_spans():
    assert spans_key([(1, 2), (5, 9)]) == "1-2,5-9"
