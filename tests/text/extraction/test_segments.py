"""Which words belong to a quote, in English news. All people are invented."""

import pytest

from tests.text.extraction.shown import quote_with, read

INTRODUCED = "Mayor Ilya Morant met the engineer Dana Whitlow on Monday. "


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He was blunt about the bridge: “We go,” Ilya Morant said.", ("“We go,”",)),
        ("The bridge is closed — “We go,” Ilya Morant said.", ("“We go,”",)),
        ("Some members were angry (“We go,” wrote Ilya Morant of Lynsk).", ("“We go,”",)),
        ("“We go,” Ilya Morant said of the plan in a call to “Harbour Today.”", ("“We go,”",)),
        (
            "“We go,” Ilya Morant said on “Harbour Today.” “We go at once, and all of us go.”",
            ("“We go,”", "“We go at once, and all of us go.”"),
        ),
        (
            "“We go,” said Ilya Morant, who noted that the river had “doubled” since May. "
            "“Nobody can stay in this town now.”",
            ("“We go,”", "“Nobody can stay in this town now.”"),
        ),
        ("Ilya Morant shouted, “We go,” as the crowd left.", ("“We go,”",)),
    ],
)
def test_what_is_beside_a_speech_is_left_out_of_it(text: str, words: tuple[str, ...]) -> None:
    found = [shown.words for shown in read(text)]
    assert words in found, found


def test_a_question_and_its_answer_are_two_quotes() -> None:
    text = (
        INTRODUCED + "Whitlow was asked, “Will it hold?” She answered, “It will hold for a year.”"
    )
    requested, answered = read(text)[-2:]
    assert (requested.words, answered.words) == (
        ("“Will it hold?”",),
        ("“It will hold for a year.”",),
    )
    assert answered.name == "Dana Whitlow"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ilya Morant called the bridge plan a “gift” to the banks.", "gift"),
        ("Ilya Morant accused the engineers of being “asleep” at their desks.", "asleep"),
    ],
)
def test_a_partial_quote_keeps_its_place_in_the_clause(text: str, words: str) -> None:
    shown = quote_with(text, words)
    assert shown.kind == "partial"
    assert shown.name == "Ilya Morant"
