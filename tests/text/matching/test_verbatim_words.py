"""What counts as verbatim, and what never does."""

import pytest

from quotes.text.matching import Hint, NothingToCompare, compare, compare_many, find_words

TEXT = "The mayor spoke at noon. We will open the bridge in May, and nobody will pay. She left."


def standing(quoted: str, text: str, **more: Hint) -> tuple[str, str]:
    """The verdict's kind and the words it points at."""
    verdict = compare(quoted, text, **more)
    return verdict.kind, "" if verdict.start is None else text[verdict.start : verdict.end]


def test_words_that_are_as_given_are_exact():
    assert standing("nobody will pay", TEXT) == ("exact", "nobody will pay")


def test_the_outer_quotation_marks_of_the_span_are_not_part_of_its_words():
    assert standing("“nobody will pay”", TEXT) == ("exact", "nobody will pay")


@pytest.mark.parametrize(
    ("quoted", "text"),
    [
        ("it’s “over” now", 'He said it\'s "over" now and left'),
        ("it's 'over' now", "He said it’s “over” now and left"),
        ("they call it ‘peace.’", "and they call it “peace”, he said"),
        ("we waited — for days — alone", "we waited -- for days -- alone"),
        ("we waited—for days", "and we waited – for days"),
        ("the years 2019–2024 were", "the years 2019-2024 were"),
        ("I … well … maybe", "I... well. . . maybe"),
        ("a new beginning for us", "a new\u00a0beginning\u202ffor us"),
        ("a new beginning for us", "a new\r\nbeginning   for us"),
        ("cooperation and officers", "coop\u00aderation and o\ufb03cers"),
        ("Éva’s café is open", "E\u0301va's cafe\u0301 is open"),
        ("c’est fini !", "« c'est fini\u202f! »"),
        ("il a dit « oui » hier", "il a dit «\u00a0oui\u00a0» hier"),
        ("nobody will pay.", "nobody will pay, she said"),
        ("nobody will pay,", "nobody will pay. She left"),
        ("Nobody will pay", "and nobody will pay"),
        ("we will open", "We will open the bridge"),
        ("السلام عليكم", "قال السلام\u200f عليكم أمس"),
        ("الله أكبر", "قالوا اللـه أكبر"),
    ],
)
def test_one_glyph_for_its_variant_is_a_typographic_difference(quoted, text):
    assert compare(quoted, text).kind == "typography"


@pytest.mark.parametrize(
    ("quoted", "text"),
    [
        ("they paid 1,700 of them back", "they paid 1,800 of them back"),
        ("they paid 17 of them back", "they paid 1,7 of them back"),
        ("we have 1.5 million left", "we have 15 million left"),
        ("it fell to -5 degrees overnight", "it fell to 5 degrees overnight"),
        ("we do not want that war", "we do want that war"),
        ("we can't accept it now", "we can accept it now"),
        ("Ms Novak told us everything", "Ms Nowak told us everything"),
        ("the White house said so again", "the White House said so again"),
        ("the two-state plan is dead", "the two state plan is dead"),
        ("its over for all of them", "it's over for all of them"),
        ("the so-called “peace” they want", "the so-called peace they want"),
        ("Did they pay for all of it.", "Did they pay for all of it?"),
        ("the résumé of the talks", "the resume of the talks"),
    ],
)
def test_a_changed_letter_digit_mark_or_case_is_altered(quoted, text):
    assert compare(quoted, text).kind == "altered"


@pytest.mark.parametrize(
    ("quoted", "text"),
    [
        ("Linus", "the machines of the Chinese sinus"),
        ("chines", "all the machines"),
        ("700 detainees", "some 1,700 detainees"),
        ("5 percent", "a fall of 0.5 percent"),
        ("5 degrees", "it was -5 degrees"),
        ("1,", "in 1,700 years"),
        ("at 10", "at 10:30"),
        ("violent protest", "a non-violent protest"),
        ("can", "they can't"),
        ("accepte", "il n’accepte pas"),
        ("cafe", "the cafe\u0301 is open"),
        ("คน", "ค\u0e19\u0e31"),
        ("son", "all sea\u00adson long"),
        ("خواهم", "نمی\u200cخواهم"),
        ("fire", "the cease\u2060fire"),
    ],
)
def test_words_inside_other_words_or_numbers_are_not_found(quoted, text):
    assert compare(quoted, text).kind not in ("exact", "typography", "elided", "ambiguous")


@pytest.mark.parametrize(
    ("quoted", "text"),
    [
        ("我们需要和平", "总统说我们需要和平与稳定。"),
        ("ต้องการสันติภาพ", "เราต้องการสันติภาพ"),
        ("we need peace", "他说we need peace今天"),
        ("אנחנו רוצים שלום", "הוא אמר: אנחנו רוצים שלום עכשיו"),
        ("हमें शांति चाहिए", "उन्होंने कहा हमें शांति चाहिए।"),
        ("accord de paix", "la signature de l’accord de paix hier"),
        ("👍🏽 great", "so 👍🏽 great"),
    ],
)
def test_any_script_is_found_exactly(quoted, text):
    assert standing(quoted, text) == ("exact", quoted)


def test_an_emoji_is_not_cut_from_its_skin_tone():
    assert compare("so 👍", "so 👍🏽 great").kind != "exact"


@pytest.mark.parametrize("quoted", ["", "   ", "“”", "…", "—,.!", "\u00ad"])
def test_a_span_without_words_is_refused(quoted):
    with pytest.raises(NothingToCompare, match="no words to search for"):
        compare(quoted, TEXT)


def test_words_that_occur_twice_are_ambiguous_with_every_place():
    verdict = compare("we will pay", "Now we will pay. Later we will pay.")
    assert (verdict.kind, verdict.start) == ("ambiguous", None)
    assert verdict.places == ((4, 15), (23, 34))


def test_context_that_agrees_with_one_place_settles_it():
    text = "Now we will pay. Later we will pay. Never mind."
    hint = Hint(start=0, prefix="Later ", suffix=". Never")
    assert compare("we will pay", text, hint=hint).start == 23


@pytest.mark.parametrize("hint", [Hint(start=23), Hint(prefix="Sooner "), Hint(suffix=". Soon")])
def test_context_that_does_not_agree_settles_nothing(hint):
    text = "Now we will pay. Later we will pay."
    assert compare("we will pay", text, hint=hint).kind == "ambiguous"


def test_a_line_break_lost_in_extraction_hides_no_place_whose_context_is_known():
    text = "We meet again.\nChapter oneWe meet again.Chapter twoWe meet again."
    start = text.index("oneWe") + 3
    hint = Hint.of(text, start, start + 14)
    assert compare("We meet again.", text, hint=hint).start == start


def test_spans_of_one_utterance_settle_each_other_in_order():
    text = "I hope so. We tried. I hope so. We failed. I hope so."
    spans = ["We tried", "I hope so", "We failed"]
    assert [v.kind for v in compare_many(spans, text)] == ["exact", "ambiguous", "exact"]
    settled = compare_many(spans, text, in_order=True)
    assert (settled[1].kind, settled[1].start) == ("exact", 21)


def test_words_given_with_their_marks_are_found_with_their_marks():
    text = "“We tried,” he said."
    verdict = find_words('"We tried,"', text)
    assert (verdict.kind, text[verdict.start : verdict.end]) == ("typography", "“We tried,”")


def test_words_given_for_anchoring_are_never_found_in_pieces():
    text = "We tried all day and then we failed."
    assert compare("We tried … we failed", text).kind == "elided"
    assert find_words("We tried … we failed", text).kind == "not_found"


def test_a_span_cut_inside_a_word_is_never_verbatim():
    for span in ("harb", "arbour was", "r w"):
        assert not compare(span, "the harbour was shut").is_verbatim


def test_words_that_are_once_are_found_whatever_now_is_around_them():
    verdict = compare("was shut", "the harbour was shut", hint=Hint(prefix="school", suffix="!"))
    assert (verdict.kind, verdict.start) == ("exact", 12)


def test_context_spelt_otherwise_settles_nothing():
    text = "We had bread before us, and we had salt before us."
    assert compare("before us", text, hint=Hint(prefix="had bred ")).kind == "ambiguous"
    assert compare("before us", text, hint=Hint(prefix="had bread ")).start == 13


def test_the_space_around_a_span_is_no_part_of_its_words_but_of_its_context():
    text = "Header\n\n We met. \n\nFooter We met.\nHeader\n\n We met.\n\nEnd"
    start = text.index(" We met. ")
    hint = Hint.of(text, start, start + 9)
    assert standing(" We met. ", text, hint=hint) == ("exact", "We met.")
    assert compare(" We met. ", text, hint=hint).start == start + 1


def test_a_sign_for_a_whole_phrase_is_not_its_words():
    assert compare("صلى الله عليه وسلم", "قال \ufdfa إن").kind not in ("exact", "typography")


def test_every_place_of_words_that_are_very_often_is_not_listed():
    verdict = compare("we hope so", "We said we hope so. " * 20_000)
    assert verdict.kind == "ambiguous"
    assert len(verdict.places) == 10_000
