"""Which names are persons, and who “he” and “she” are. All people are invented."""

import pytest

from tests.text.extraction.reading import quote_with


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“We go,” said C. Otto Kemp.", "C. Otto Kemp"),
        ("“We go,” said Norva Leo Kemp.", "Norva Leo Kemp"),
        ("“We go,” said London-based Ines Falk.", "Ines Falk"),
        ("Miners Hear Anna Ruiz Slam Owners.\nIt rained. “We go,” Ruiz said.", "Anna Ruiz"),
        (
            "This is Ms. Orla Tam Vesk. The mill was Tam Vesk’s. In May it burnt, and Tam Vesk "
            "left. “We go,” Vesk said.",
            "Orla Tam Vesk",
        ),
        ("Anna Mallett came late. “We go,” Malett said.", "Anna Mallett"),
    ],
)  # fmt: skip
def test_a_name_is_taken_whole_and_nothing_with_it(text: str, name: str) -> None:
    assert quote_with(text, "We go").name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Leo Brandt spoke first. Vesk said the bridge was old. “We go,” he said.", "Vesk"),
        (
            "“It is old,” said Tom Kemp, who ran the mill for Leo Brandt. “We go,” he added.",
            "Tom Kemp",
        ),
        ("Tom Kemp works near the Northern Command. “We go,” he said.", "Tom Kemp"),
        ("Robin Vesk sold her mill. Tom Kemp bought it from Vesk. “We go,” she said.", "Robin Vesk"),
        (
            "Tom Kemp said on Monday that Leo Brandt was late. “Brandt sleeps,” he said.",
            "Tom Kemp",
        ),
    ],
)  # fmt: skip
def test_he_and_she_are_persons_of_their_gender_who_can_say_the_words(text: str, name: str) -> None:
    assert quote_with(text, text.rpartition("“")[2].partition(",")[0]).name == name
