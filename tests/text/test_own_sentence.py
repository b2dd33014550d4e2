"""The source's own sentence around a quote, as a list prints it. People and events are invented."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quotes.text.own_sentence import MOST_ADDED, Slice, own_sentence, sentence_breaks


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def sliced(text: str, *segments: str, name="Ruiz", cue="said", others=(), whole=True) -> str | None:
    """The slice as words, with “…” where its sentence goes on."""
    found = own_sentence(
        text,
        [span(text, words) for words in segments],
        [name] if name else [],
        cue,
        [span(text, words) for words in others],
        whole,
    )
    return found and text[found.start : found.end] + (" …" if found.goes_on else "")


@pytest.mark.parametrize(
    "sentence",
    [
        "Without evidence, Ruiz said “the vote was bought.”",
        "It is not true that Ruiz said “the vote was bought.”",
        "Asked whether she would resign, Ruiz said: “No.”",
        "“No,” Ruiz said, without giving a reason.",
        "“No,” said Ruiz, who had been shown the letter.",
        "Ruiz said the pier was “a nuisance”, and that “nobody” would miss it.",
        "“Never!” Ruiz said.",
        "The U.S. envoy and Mr. Ruiz said “no.”",
        "At 4 p.m. Ruiz said “no.”",
        "Pier No. 4 is closed, Ruiz said, “for good.”",
        "J. K. Ruiz said “no.”",
        "Perhaps ... Ruiz said “no.”",
    ],
)
def test_a_sentence_is_shown_from_its_start(sentence):
    quoted = re.findall("“.*?”", sentence)
    for text in (sentence, f"The council met. {sentence}", f"A heading\n\n{sentence} It rained."):
        assert sliced(text, *quoted) == sentence


def test_what_a_segment_leaves_of_its_sentence_is_shown_where_it_is_short():
    text = "Ruiz said the pier would open but gave no date. It rained."
    assert sliced(text, "the pier would open") == text[:47]


def test_a_sentence_that_goes_on_for_long_says_so():
    text = "Ruiz said the pier would open, " + "as far as anybody could tell " * 4 + "in May."
    assert sliced(text, "the pier would open") == "Ruiz said the pier would open …"


def test_a_speaker_who_follows_the_words_is_in_the_slice():
    text = "“The pier is shut,” Ruiz said" + " on the quay in the rain" * 4 + "."
    assert sliced(text, "“The pier is shut,”") == "“The pier is shut,” Ruiz said …"


def test_the_sentence_of_a_pronoun_begins_with_the_pronoun():
    text = "Ruiz came. She said “no.”"
    assert sliced(text, "“no.”", name="She") == "She said “no.”"


def test_a_name_in_the_sentence_before_brings_that_sentence():
    text = "It rained. Ruiz was tired. “No,” came the answer."
    assert sliced(text, "“No,”", cue="answer") == "Ruiz was tired. “No,” came the answer."


def test_quoted_sentences_are_not_cut_from_their_speaker():
    text = "It rained. Ruiz said: “I came. I saw. I left.”"
    assert sliced(text, "I left.") == "Ruiz said: “I came. I saw. I left.”"


@pytest.mark.parametrize(
    "text",
    [
        "Ruiz said:\n“No.”",
        "Ruiz said, " + "after hours of talk, " * 9 + "“No.”",
        "Cole said “No.”",
        "Ruiz shook a head. “No.”",
    ],
)
def test_there_is_no_slice_over_lines_of_any_length_or_without_its_speaker(text):
    assert sliced(text, "“No.”") is None


def test_there_is_no_slice_for_words_that_nobody_is_named_for():
    assert sliced("It rained. No.", "No.", name="", cue="") is None


def test_a_slice_never_passes_another_quote():
    text = "“The pier is shut,” Ruiz said, adding that “the bell” was for sale."
    first, second = "“The pier is shut,”", "“the bell” was for sale"
    assert sliced(text, first, others=[second]) == "“The pier is shut,” Ruiz said …"
    assert sliced(text, second, cue="adding", others=[first]) is None
    assert sliced(text, second, cue="adding") == text


def test_a_quote_inside_the_quote_is_not_passed():
    text = "Ruiz said: “Cole told me ‘never’ twice.”"
    assert sliced(text, "“Cole told me ‘never’ twice.”", others=["‘never’"]) == text


def test_nothing_is_known_of_what_is_before_a_passage():
    assert sliced("that Ruiz said “no.”", "“no.”", whole=False) is None
    assert sliced("cut off\nRuiz said “no.”", "“no.”", whole=False) == "Ruiz said “no.”"


def test_arabic_joins_its_and_to_the_verb():
    text = "نزل المطر. وقال نادر حلو إن الرصيف «مغلق»."
    assert sliced(text, "«مغلق»", name="نادر حلو", cue="قال") == "وقال نادر حلو إن الرصيف «مغلق»."


def test_a_name_is_not_found_inside_another_word():
    assert sliced("Ruizville said “no.”", "“no.”") is None


WORDS = st.sampled_from(
    'Ruiz|said|Without evidence,|It is not true that|the pier|“|”|‘|’|"|Mr.|U.S.|4 p.m.|and|'
    "Nobody|no.|No!|why?|…|\n|\n\n|(|)|قال|。|:|,".split("|")
)


@st.composite
def quoted_texts(draw):
    """A text with a quote of one or two segments in it, and other quotes."""
    pieces = [*draw(st.lists(WORDS, min_size=3, max_size=40)), "Ruiz said"]
    text = " ".join(draw(st.permutations(pieces)))
    places = sorted(draw(st.sets(st.integers(0, len(text)), min_size=4, max_size=4)))
    segments = [tuple(places[:2]), tuple(places[2:])][: draw(st.integers(1, 2))]
    others = draw(st.lists(st.tuples(*[st.integers(0, len(text))] * 2).map(sorted), max_size=2))
    return text, segments, [tuple(one) for one in others]


@settings(max_examples=400, deadline=None)
@given(quoted_texts(), st.sampled_from(["Ruiz", "", "قال"]), st.sampled_from(["said", ""]))
@example(("Without evidence, Ruiz said no", [(23, 27), (28, 30)], []), "Ruiz", "said")
def test_a_slice_is_the_sources_own_whole_beginning_around_every_segment(quoted, name, cue):
    text, segments, others = quoted
    found = own_sentence(text, segments, [name], cue, others)
    if found is None:
        return
    first, last = segments[0][0], segments[-1][1]
    assert 0 <= found.start <= first < last <= found.end <= len(text)
    opening, closing = text.rfind("\n", 0, first) + 1, text.find("\n", last)
    breaks = sentence_breaks(text, opening, len(text) if closing < 0 else closing)
    assert found.start in breaks
    inside = set().union(*(range(*one) for one in segments))
    added = set(range(found.start, found.end)) - inside
    assert len(added) <= MOST_ADDED
    assert "\n" not in {text[n] for n in added}
    assert not added & set().union(*(range(*one) for one in others), set())
    for words in filter(None, (name, cue)):
        assert words in text[found.start : found.end]


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=30))
def test_no_sentence_begins_on_a_doubt(pieces):
    text = " ".join(pieces)
    for place in sentence_breaks(text, 0, len(text))[1:-1]:
        before = text[:place].rstrip()
        assert before[-1] in ".!?؟。" or before[-1] in '”’")]'
        assert not before.endswith(("Mr.", "U.S.", "p.m.", "…"))


def test_a_long_paragraph_costs_no_more_than_its_length():
    text = "Ruiz said “no.” " * 4000
    segments = [span(text, "“no.”")]
    assert own_sentence(text, segments, ["Ruiz"], "said") == Slice(0, 15, False)
