"""Words left out, words changed, words gone."""

import random

import pytest

from quotes.text.matching import DiffPart, Hint, compare, is_distinctive

POST = (
    "These talks have been very successful, and proceeding rapidly. I will continue to monitor "
    "this Centuries old “conflict.” TIME IS SHORT!"
)


def passage(text, place):
    return text[slice(*place)]


def test_words_left_out_at_an_ellipsis_are_elided_and_shown():
    verdict = compare("These talks … proceeding rapidly", POST)
    assert verdict.kind == "elided"
    assert [passage(POST, p) for p in verdict.places] == ["These talks", "proceeding rapidly"]
    assert DiffPart("ins", "have been very successful, and ") in verdict.diff


@pytest.mark.parametrize(
    "quoted",
    [
        "[T]hese talks have been",
        "[t]hese talks have been",
        "These [Gaza] talks have been very successful",
        "[The negotiations] have been very successful",
        "These talks [in Cairo] have been [...] successful",
        "… proceeding rapidly …",
        "I will continue to [watch] this Centuries old",
    ],
)
def test_brackets_and_outer_ellipses_are_honoured(quoted):
    assert compare(quoted, POST).kind == "elided"


@pytest.mark.parametrize(
    "quoted",
    [
        "proceeding rapidly … These talks have been",
        "These talks … with the Martians … rapidly",
        "I will [not] continue to monitor this",
    ],
)
def test_parts_out_of_order_or_absent_and_inserted_negations_are_not_elided(quoted):
    assert compare(quoted, POST).kind in ("altered", "not_found")


def test_parts_that_are_in_order_many_times_are_ambiguous_with_the_tightest_places():
    text = "We hope and we hope and we fall. " * 300
    verdict = compare("we hope … we fall", text)
    assert verdict.kind == "ambiguous"
    assert [passage(text, place) for place in verdict.places] == ["we hope and we fall"] * 300


def test_an_ellipsis_must_not_hide_the_negation_it_left_out():
    assert compare("we will … leave them alone", "we will not leave them alone").kind == "altered"


def test_parts_that_are_far_apart_are_not_one_quotation():
    text = "We will stand." + " Other words fill this page." * 100 + " And then fall down."
    assert compare("We will stand … and then fall down", text).kind != "elided"


def test_other_case_and_marks_are_altered_with_a_word_diff():
    span = "continue to monitor this centuries-old conflict."
    verdict = compare(span, POST)
    assert verdict.kind == "altered"
    assert passage(POST, (verdict.start, verdict.end)) == (
        "continue to monitor this Centuries old “conflict.”"
    )
    assert verdict.diff == (
        DiffPart("same", "continue to monitor this "),
        DiffPart("del", "centuries-old conflict."),
        DiffPart("ins", "Centuries old “conflict.”"),
    )
    assert 0.9 < verdict.measure < 1


def test_a_changed_word_is_altered_and_the_diff_spells_both_texts():
    text = "We will raise the tax on petrol next year. Thank you."
    span = "We will lower the tax on petrol next year."
    verdict = compare(span, text)
    spelt = {
        op: "".join(p.text for p in verdict.diff if p.op in ("same", op)) for op in ("del", "ins")
    }
    assert verdict.kind == "altered"
    assert spelt == {"del": span, "ins": passage(text, (verdict.start, verdict.end))}


def test_a_sentence_that_is_gone_is_not_anchored_to_its_neighbour():
    text = (
        "The council met on Monday. The school will close in spring. "
        "The council will meet again on Friday. Parents were told by letter."
    )
    for span in ("The council rejected the offer of the union", "Parents will be heard in May"):
        verdict = compare(span, text)
        assert (verdict.kind, verdict.start) == ("not_found", None)


def test_the_nearest_passage_of_words_not_found_is_shown():
    text = "Nobody here expects the harbour to freeze before the end of January this year."
    verdict = compare("Everybody expects the harbour to melt before long", text)
    assert verdict.kind == "not_found"
    assert "expects the harbour to" in passage(text, verdict.nearest)


def test_two_near_twins_are_not_distinguished_by_luck():
    text = "We will hire 40 nurses in Leeds. We will hire 50 nurses in Derby."
    verdict = compare("We will hire 60 nurses in Luton", text)
    assert verdict.start is None


def test_the_exact_twin_is_chosen_over_the_near_one():
    text = "We will hire 40 nurses in Leeds. We will hire 50 nurses in Leeds."
    assert compare("We will hire 50 nurses in Leeds", text).start == 33


def test_a_near_twin_in_another_context_is_not_the_deleted_sentence():
    before = "On Monday he said: We will raise taxes in 2024. The crowd fell silent then."
    after = "Later she wrote: We will raise taxes in 2025. That was in the papers too."
    start = before.index("We will")
    hint = Hint.of(before, start, start + 28)
    assert compare(before[start : start + 28], after).kind == "altered"
    assert compare(before[start : start + 28], after, hint=hint).kind == "not_found"


def test_an_altered_sentence_in_its_old_context_is_found_altered():
    before = "On Monday he said: We will raise taxes in 2024. The crowd fell silent then."
    after = before.replace("2024", "2025") + " Note: We will raise taxes in 2023."
    start = before.index("We will")
    verdict = compare(before[start : start + 28], after, hint=Hint.of(before, start, start + 28))
    assert (verdict.kind, verdict.start) == ("altered", start)


def test_the_same_altered_words_twice_are_ambiguous():
    text = "we had everything before us, we had nothing before us"
    verdict = compare("befor us", text)
    assert verdict.kind == "ambiguous"
    assert [passage(text, p) for p in verdict.places] == ["before us", "before us"]


def test_words_in_another_script_are_not_compared():
    assert compare("we want peace", "Мы хотим мира").kind == "not_compared"


def test_three_words_or_fewer_are_not_distinctive():
    assert not is_distinctive("very positive indeed")
    assert is_distinctive("very positive indeed, friends")
    assert not is_distinctive("我们需要和")
    assert is_distinctive("我们需要和平与稳定")


def test_a_long_quote_with_every_tenth_word_changed_is_found_altered():
    rng = random.Random(1)
    words = [f"{rng.choice(['pear', 'fig', 'plum'])} {rng.randint(1, 30)}" for _ in range(9000)]
    span = words[6000:7000]
    span[5::10] = ["lighthouse 7"] * 100
    verdict = compare(" ".join(span), " ".join(words))
    assert (verdict.kind, verdict.start) == ("altered", len(" ".join(words[:6000])) + 1)


@pytest.mark.parametrize("between", [" " * 9, "\u00a0" * 9, " \u00a0\n" * 9])
def test_a_wide_gap_between_two_words_is_one_space(between):
    assert compare("he said no", f"Then he{between}said no, loudly").kind == "typography"


@pytest.mark.parametrize(
    ("quoted", "text"),
    [
        ("he said no", f"he{' ' * 200_000}said yes"),
        ("he said yes", f"he{'.' * 200_000}said no"),
        ("1.1.1.2", "1." * 100_000),
        ("我们需要和平与稳定吗", "我们需要和平与稳定" * 20_000),
    ],
)
def test_words_without_end_are_answered(quoted, text):
    assert not compare(quoted, text).is_verbatim
