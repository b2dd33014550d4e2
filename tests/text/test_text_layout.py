from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.text.text_layout import Anchor, excerpts, marked_paragraphs

TEXT = (
    "The ferry was late. “We waited an hour,” Ana Ruiz said, adding that “nobody came” to help.\n"
    "\n"
    "Ben Cole denied it. He said the crew “did its best.” The harbour closed at nine.\n"
)


def anchor(key, words):
    start = TEXT.index(words)
    return Anchor(key, start, start + len(words))


DIRECT = anchor("direct", "“We waited an hour,”")
PARTIAL = anchor("partial", "“nobody came” to help")
CREW = anchor("crew", "the crew “did its best.”")


def shown(paragraph):
    return "".join(run.text for run in paragraph.runs)


def test_a_text_without_quotes_is_its_paragraphs():
    first, second = marked_paragraphs(TEXT, [])
    assert shown(first).startswith("The ferry") and shown(first).endswith("to help.")
    assert shown(second).endswith("at nine.")
    assert [run.keys for run in first.runs] == [()]


def test_words_between_quotation_marks_are_verbatim_and_the_rest_of_a_quote_is_not():
    first, _ = marked_paragraphs(TEXT, [PARTIAL])
    marked = [(run.text, run.verbatim) for run in first.runs if run.keys]
    assert marked == [("“nobody came”", True), (" to help", False)]


def test_a_note_opens_where_its_quotes_first_words_are():
    first, second = marked_paragraphs(TEXT, [DIRECT, PARTIAL, CREW])
    assert first.opens == ("direct", "partial")
    assert second.opens == ("crew",)


def test_a_quote_inside_a_quote_is_marked_for_both():
    inner = anchor("inner", "an hour")
    first, _ = marked_paragraphs(TEXT, [DIRECT, inner])
    assert [run.keys for run in first.runs if "an hour" in run.text] == [("direct", "inner")]


def test_a_quote_of_two_spans_opens_once():
    again = anchor("direct", "“nobody came”")
    first, _ = marked_paragraphs(TEXT, [DIRECT, again])
    assert first.opens == ("direct",)


def test_a_quote_over_two_paragraphs_is_marked_in_both():
    over = Anchor("over", TEXT.index("nobody"), TEXT.index(" denied"))
    first, second = marked_paragraphs(TEXT, [over])
    assert first.keys == second.keys == ("over",)
    assert second.opens == ()


def test_an_excerpt_is_the_quotes_sentence_and_says_what_was_cut():
    (only,) = excerpts(TEXT, [CREW])
    assert shown(only).strip() == "He said the crew “did its best.”"
    assert (only.number, only.cut_before, only.cut_after) == (2, True, True)


def test_an_excerpt_takes_in_whole_sentences_that_fit():
    (only,) = excerpts(TEXT, [CREW], before=40, after=40)
    assert shown(only).startswith("Ben Cole denied it.") and shown(only).endswith("at nine.")
    assert not only.cut_before and not only.cut_after


def test_excerpts_that_touch_are_one_and_others_stay_apart():
    assert [p.number for p in excerpts(TEXT, [DIRECT, PARTIAL, CREW])] == [1, 2]


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet="ab “”\n.", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=4),
)
def test_nothing_is_lost_or_doubled_whatever_the_text(text, places):
    anchors = [
        Anchor(n, start, min(start + length, len(text)))
        for n, (start, length) in enumerate(places)
        if start < len(text)
    ]
    laid = "".join(shown(p) for p in marked_paragraphs(text, anchors))
    assert "".join(laid.split()) == "".join(text.split())
    for paragraph in excerpts(text, anchors, 5, 5):
        assert shown(paragraph) in text
