"""One status for each quote: the gravest that holds, in words that a reader can't take wrong."""

from datetime import date

import pytest

from quotes.text.standing import standing
from quotes.text.standing_facts import Compared, Facts, Original

DAY = date(2026, 11, 27)


def original(*verdicts: str, kind="post", method="own_fetch", words="", reading="") -> Original:
    found = [Compared((10 * n, 10 * n + 5), v, words) for n, v in enumerate(verdicts)]
    return Original(kind, method, tuple(found), reading)


def facts(*originals: Original, **known) -> Facts:
    return Facts(**{"kind": "direct", "source": "article", "originals": originals} | known)


def verdict(given: str, why: str = "He says no.", **known) -> dict:
    return {"verdict": given, "verdict_why": why, "verdict_on": DAY} | known


WITHDRAWN = {"withdrawn_on": DAY, "withdrawn_why": "Nobody said it."}
CORRECTED = {"corrected_on": DAY, "corrected_what": "The day was wrong"}
OTHER = original("altered", words="Centuries old “conflict.”")


@pytest.mark.parametrize(
    ("known", "sign", "phrase", "answer"),
    [
        (facts(**WITHDRAWN), "✗", "Withdrawn 27 November 2026: Nobody said it.", "Withdrawn."),
        (facts(**verdict("fabricated")), "✗", "Fabricated: He says no.", "No."),
        (facts(**verdict("misattributed")), "✗", "Another’s words: He says no.", "No."),
        (facts(**verdict("disputed")), "!", "Disputed: He says no.", "Disputed."),
        (
            facts(**verdict("disputed", earlier_wording=True)),
            "!",
            "Disputed (for an earlier wording): He says no.",
            "Disputed.",
        ),
        (
            facts(original("exact"), **verdict("out_of_context")),
            "!",
            "Out of context: He says no.",
            "Not in this sense.",
        ),
        (
            facts(OTHER),
            "≠",
            "Differs: the post has “Centuries old “conflict.””",
            "Not word for word.",
        ),
        (
            facts(original("altered", method="third_party_archive", words="an old war")),
            "≠",
            "Differs: the archived copy has “an old war”",
            "Not word for word.",
        ),
        (
            facts(original("altered", words="one two three four five six seven eight nine")),
            "≠",
            "Differs from the original post",
            "Not word for word.",
        ),
        (
            facts(**verdict("altered", "The webcast has seven.")),
            "≠",
            "Differs from the original: The webcast has seven.",
            "Not word for word.",
        ),
        (
            facts(original("not_found")),
            "≠",
            "Not in the original post",
            "Not in the original.",
        ),
        (
            facts(original("exact", "not_found", kind="transcript")),
            "≠",
            "In part not in the transcript",
            "Not all of it is in the original.",
        ),
        (
            facts(original("not_found", method="pasted")),
            "≠",
            "Not in our text of the original post",
            "Not in the text we have.",
        ),
        (
            facts(**verdict("not_traced")),
            "?",
            "Not traced: looked for, not found",
            "We looked and didn’t find it.",
        ),
        (
            facts(original("ambiguous")),
            "?",
            "In the original post, in more than one place",
            "Its words are there more than once.",
        ),
        (
            facts(original("exact"), **CORRECTED),
            "↻",
            "Corrected 27 November 2026: The day was wrong",
            "Word for word.",
        ),
        (
            facts(original("exact", kind="video"), **verdict("confirmed")),
            "✓",
            "Confirmed, matches the recording",
            "Word for word, and confirmed.",
        ),
        (
            facts(**verdict("confirmed")),
            "✓",
            "Confirmed by the newsroom",
            "Confirmed by the newsroom.",
        ),
        (
            facts(original("exact", "typography")),
            "✓",
            "Matches the original post",
            "Word for word.",
        ),
        (
            facts(original("elided", kind="statement")),
            "✓",
            "Matches the original statement, with words left out",
            "Word for word, with words left out.",
        ),
        (
            facts(kind="paraphrase"),
            "○",
            "Paraphrase: not the speaker’s own words",
            "Paraphrase: not the speaker’s own words.",
        ),
        (
            facts(original(kind="transcript", reading="partly"), kind="paraphrase"),
            "○",
            "Paraphrase, partly supported by the transcript, says a person who read it",
            "Partly supported by the original.",
        ),
        (
            facts(original("not_compared", reading="not_supported")),
            "≠",
            "Not supported by the original post, says a person who read it",
            "Not what the original says.",
        ),
        (
            facts(original("not_compared", kind="statement")),
            "○",
            "Not compared word for word with the original statement",
            "We can’t tell yet.",
        ),
        (
            facts(source="post", first_hand=True),
            "○",
            "In the original post itself",
            "This is the original.",
        ),
        (
            facts(),
            "○",
            "Only in this article: no original compared yet",
            "We can’t tell yet.",
        ),
    ],
)  # fmt: skip
def test_the_gravest_status_that_holds_is_the_one_shown(known, sign, phrase, answer):
    result = standing(known)
    assert (result.sign, result.phrase, result.answer) == (sign, phrase, answer)


#: Facts from the gravest; each holds whatever graver one isn't there.
GRAVEST_FIRST = [
    ("withdrawn", WITHDRAWN),
    ("fabricated", verdict("fabricated")),
    ("altered", {"originals": (OTHER,)}),
    ("corrected", CORRECTED),
    ("first_hand", {"first_hand": True}),
]


def test_a_graver_status_goes_before_all_that_are_less():
    for place, (code, _) in enumerate(GRAVEST_FIRST):
        known = {}
        for _, fact in reversed(GRAVEST_FIRST[place:]):
            known |= fact
        assert standing(facts(**{"originals": ()} | known)).code == code


def test_a_correction_is_shown_beside_a_graver_status_and_before_a_lesser_one():
    assert standing(facts(OTHER, **CORRECTED)).said == (
        "Differs: the post has “Centuries old “conflict.”” "
        "Corrected 27 November 2026: The day was wrong."
    )
    assert standing(facts(original("exact"), **CORRECTED)).said == (
        "Corrected 27 November 2026: The day was wrong. Matches the original post."
    )


def test_only_words_that_an_original_has_are_marked_as_proved():
    known = facts(original("exact", "altered", "ambiguous", "typography", "elided", "not_found"))
    assert standing(known).marks == (
        (0, 5, "same"),
        (10, 15, "differs"),
        (30, 35, "same"),
        (40, 45, "same"),
        (50, 55, "differs"),
    )
    assert standing(facts()).marks == ()


@pytest.mark.parametrize(
    "against",
    [WITHDRAWN, verdict("fabricated"), verdict("misattributed"), verdict("altered")],
    ids=["withdrawn", "fabricated", "misattributed", "altered"],
)
def test_nothing_is_proved_of_what_somebody_found_to_be_wrong(against):
    assert standing(facts(original("exact"), **against)).marks == ()


def test_a_recording_counts_before_its_transcript():
    heard = original("altered", kind="audio", words="we may win")
    written = original("exact", kind="transcript")
    assert standing(facts(written, heard)).phrase == "Differs: the recording has “we may win”"
    heard, written = original("exact", kind="audio"), original("altered", kind="transcript")
    assert standing(facts(written, heard)).phrase == "Matches the recording"


def test_words_that_one_original_has_need_not_be_in_another():
    assert standing(facts(original("not_found"), original("exact", kind="statement"))).phrase == (
        "Matches the original statement"
    )


def test_the_fine_line_says_what_was_compared_and_what_a_person_said():
    known = facts(original("exact", "altered", method="third_party_archive"), **verdict("altered"))
    assert standing(known).fine == (
        "The program compared 2 passages with the archived copy of the post (the live page was not "
        "seen): 1 with other words, 1 word for word. "
        "A person in the newsroom found other words on 27 November 2026."
    )


def test_a_long_reason_is_cut_at_a_word():
    phrase = standing(facts(**verdict("disputed", "denied it " * 40))).phrase
    assert len(phrase) < 180 and phrase.endswith("denied it …")


def test_no_status_says_yes_or_that_nothing_was_checked():
    for given in ("", "unchecked", "confirmed"):
        result = standing(facts(original("exact"), **verdict(given)))
        assert "Yes" not in result.answer and "Not yet checked" not in result.said
