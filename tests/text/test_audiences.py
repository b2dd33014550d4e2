"""Reporters and crowds hear words; an outlet, a person or a committee may pass them on."""

import pytest

from quotes.text.audiences import audience_after, is_audience
from quotes.text.extraction import extract


@pytest.mark.parametrize(
    "named",
    [
        "reporters",
        "Reporters",
        "reporters at the quay",
        "the crowd",
        "a crowd of supporters",
        "supporters who had gathered in the rain",
        "local journalists",
        "thousands of marchers",
        "the audience in Port Ellis,",
    ],
)
def test_those_who_only_heard_it_are_an_audience(named):
    assert is_audience(named)


@pytest.mark.parametrize(
    "named",
    ["", "the Courier", "a reporter", "a reporter for the Courier", "Ana Ruiz", "the committee",
     "Radio Tidewater", "the outlet", "Crowd Radio"],
)  # fmt: skip
def test_an_outlet_a_person_and_a_committee_are_none(named):
    assert not is_audience(named)


@pytest.mark.parametrize(
    ("after", "audience"),
    [
        (" reporters at the quay.", " reporters"),
        (" the crowd, and left.", " the crowd"),
        (" a group of local reporters", " a group of local reporters"),
        (" the Courier. Reporters laughed.", ""),
        (", reporters said.", ""),
        ("", ""),
        ("\nReporters", ""),
    ],
)
def test_the_audience_right_after_a_cue_is_found(after, audience):
    text = "she told" + after
    assert text[8 : audience_after(text, 8)] == audience


@pytest.mark.parametrize(
    "text",
    [
        "“We start on Monday,” Ilya Morant told reporters.",
        "“We start on Monday,” Ilya Morant told the crowd.",
        "“We start on Monday,” Ilya Morant told a group of local reporters in Port Ellis.",
    ],
)
def test_an_audience_is_proposed_as_nobody_who_passed_words_on(text):
    [proposal] = extract(text)
    assert proposal.carriers == ()


def test_an_outlet_is_still_proposed():
    text = "“We start on Monday,” Ilya Morant told the Port Ellis Courier newspaper."
    [proposal] = extract(text)
    assert [text[c.start : c.end] for c in proposal.carriers] != []
