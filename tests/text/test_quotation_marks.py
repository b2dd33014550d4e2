"""Quotation marks are paired as readers pair them, in the languages newsrooms print."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.text.quotation_marks import QuotedSpan, propose_kind, quoted_spans


def inside(text: str, start: int = 0, end: int | None = None) -> list[str]:
    return [text[s.start : s.end] for s in quoted_spans(text, start, end)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” said Jo. “Now.”", ["We go,", "Now."]),
        ('"We go," said Jo. "Now."', ["We go,", "Now."]),
        ("``We go,'' said Jo.", ["We go,"]),
        ("„Wir gehen“, sagte Jo. „Jetzt“", ["Wir gehen", "Jetzt"]),
        ("»Wir gehen«, sagte Jo.", ["Wir gehen"]),
        (",,Wir gehen'', sagte Jo. (,,Jetzt“)", ["Wir gehen", "Jetzt"]),
        ("Wir gehen,, sagte Jo. ,,Jetzt. Und,,morgen auch.", []),
        ("‚Ja‘, sagte Jo.", ["Ja"]),
        ("„Idziemy”, powiedziała Jo.", ["Idziemy"]),
        ("« Oui », dit Jo. « Non »", [" Oui ", " Non "]),
        ("”Vi går”, sa Jo. ”Nu.”", ["Vi går", "Nu."]),
        ("「行く『明日』」とジョーは言った。", ["行く『明日』"]),
        ("他说“好”吗", ["好"]),
        ("قالت «سنذهب» ثم «الآن».", ["سنذهب", "الآن"]),
        ("قالت ”سنذهب“ ثم سكتت.", ["سنذهب"]),
        ('הוא אמר "לא נסכים" לצה"ל וב"הארץ" נכתב', ["לא נסכים", "הארץ"]),
        ("הוא אמר ״לא נסכים״ לצה״ל", ["לא נסכים"]),
        ("‘I don’t accept it,’ said Jo. ‘Nobody does.’", ["I don’t accept it,", "Nobody does."]),
        ("'It's ours,' said Jo. 'Don't.'", ["It's ours,", "Don't."]),
        ("‘The Smiths’ house is ours,’ said Jo.", ["The Smiths’ house is ours,"]),
        ('The 6\' 2" keeper smiled. "A game," he said.', ["A game,"]),
        ("The ’90s and the Smiths’ house, don’t they?", []),
        ("Rock ’n’ roll in the ‘90s", []),
    ],
)
def test_marks_of_many_languages_are_paired(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


def test_only_the_outermost_pair_counts() -> None:
    assert inside("“She told me, ‘Go,’ and “no” again,” said Jo.") == [
        "She told me, ‘Go,’ and “no” again,"
    ]


def test_a_forgotten_mark_spoils_one_paragraph_only() -> None:
    text = "“The roof gave way, said Jo.\n\n“Nobody was hurt,” she added."
    first, second = quoted_spans(text)
    assert not first.closed
    assert first.outer_end == text.index("\n")
    assert text[second.start : second.end] == "Nobody was hurt,"
    assert second.closed


def test_a_forgotten_mark_ends_where_the_next_quote_opens() -> None:
    assert inside("“One, said Jo. “Two,” she added.") == ["One, said Jo.", "Two,"]


def test_a_quote_may_run_over_a_wrapped_line() -> None:
    assert inside("“wrapped\nline,” said Jo.") == ["wrapped\nline,"]
    assert inside('"wrapped\nline," said Jo.') == ["wrapped\nline,"]


def test_offsets_with_and_without_marks_are_both_given() -> None:
    (span,) = quoted_spans("😀 “go” x")
    assert span == QuotedSpan(outer_start=2, outer_end=6, start=3, end=5)


def test_a_range_that_begins_inside_a_pair_still_knows_its_words_are_quoted() -> None:
    text = "He said: “abc def ghi” and left."
    assert inside(text, text.index("def"), text.index("def") + 3) == ["def"]
    assert inside(text, text.index("def"), len(text)) == ["def ghi"]


def test_kind_is_direct_partial_or_paraphrase_by_where_the_words_are() -> None:
    text = "He said: “abc def,” and “ghi” jkl."
    quoted, tail = text.index("“abc"), text.index("“ghi")
    assert propose_kind(text, [(quoted, quoted + 10)]) == "direct"
    assert propose_kind(text, [(quoted, quoted + 10), (tail, tail + 5)]) == "direct"
    assert propose_kind(text, [(text.index("def"), text.index("def") + 3)]) == "direct"
    assert propose_kind(text, [(quoted, len(text))]) == "partial"
    assert propose_kind(text, [(quoted, quoted + 10), (len(text) - 4, len(text))]) == "partial"
    assert propose_kind(text, [(0, 7)]) == "paraphrase"
    assert propose_kind(text, []) == "paraphrase"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("She pledged to “continue to monitor the pier.”", "partial"),
        ("He called it a “bridge to nowhere.”", "partial"),
        ("He denied that “the money is gone”.", "direct"),
        ("“Not a day later,” she said.", "direct"),
        ("He looked up to “The Pier”, a song.", "direct"),
        ("To “go” is one thing.", "partial"),
    ],
)
def test_quoted_words_that_finish_the_reporters_phrase_are_a_partial_quote(text, kind) -> None:
    start, end = text.index("“"), text.index("”") + 1
    assert propose_kind(text, [(start, end)]) == kind


MARKED = st.text(alphabet="ab s.,\n“”\"'‘’«»„א״`", max_size=80)


@settings(max_examples=150, deadline=None)
@given(MARKED)
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    here = 0
    for span in quoted_spans(text):
        assert here <= span.outer_start < span.start < span.end <= span.outer_end
        here = span.outer_end
    assert here <= len(text)


@settings(max_examples=100, deadline=None)
@given(MARKED, st.integers(0, 80), st.integers(0, 80))
def test_a_part_of_a_text_agrees_with_the_whole_text(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    part = {i for s in quoted_spans(text, start, end) for i in range(s.start, s.end)}
    whole = {i for s in quoted_spans(text) for i in range(s.start, s.end)}
    assert {i for i in part if text[i].isalnum()} == {
        i for i in whole if start <= i < end and text[i].isalnum()
    }
