"""Which names are persons, and who “he” and “she” are. All people are invented."""

import pytest

from tests.text.extraction.shown import quote_with


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
        (
            "Unhurried Vesk is back.\n\nA week later they saw Orla Vesk at the old mill. "
            "“We go,” Vesk said.",
            "Orla Vesk",
        ),
        (
            "They spoke of the AG Vesk affair, and then they met Orla Vesk. “We go,” Vesk said.",
            "Orla Vesk",
        ),
        ("Ines Jolly came late. Jolly, who is 71, said, “We go.”", "Ines Jolly"),
        ("Chief of Staff Leo Kemp said, “We go.”", "Leo Kemp"),
        ("“We go,” said Leo Kemp and Ines Falk.", "Leo Kemp"),
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
        (
            "Ghala Vesk said that her son, Oman Vesk, was late. “We go,” Ms. Vesk said.",
            "Ghala Vesk",
        ),
    ],
)  # fmt: skip
def test_he_and_she_are_persons_of_their_gender_who_can_say_the_words(text: str, name: str) -> None:
    assert quote_with(text, text.rpartition("“")[2].partition(",")[0]).name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("But Sen. Leo Kemp (D-Ill.), noting the size of the crowd, said, “We go.”", "Leo Kemp"),
        ("He came after Tom Kemp, asked about the mill, had said, “We go.”", "Tom Kemp"),
        ("As Akil Tam, professor of law at Yale, put it, “We go.”", "Akil Tam"),
        ("“We go,” Leo Kemp Jr., the director of the mill, said at noon.", "Leo Kemp Jr"),
        ("“We go,” Ruiz’s chief of staff, Joe Kemp, told the paper.", "Joe Kemp"),
        ("Asked again, Jo Vesk (R-Ohio), said, “We go.”", "Jo Vesk"),
        ("Anna Ruiz this week told the paper, “We go.”", "Anna Ruiz"),
        ("“We go,” Jo Vesk, a spokesman for the mayor told the paper.", "Jo Vesk"),
        ("At the mill, Jo Vesk, 70, said it was too early to talk but added, “We go.”", "Jo Vesk"),
    ],
)  # fmt: skip
def test_what_is_between_a_voice_and_its_cue_is_stepped_over(text: str, name: str) -> None:
    assert quote_with(text, "We go").name == name


def test_of_a_family_a_surname_alone_means_who_the_text_began_with() -> None:
    text = (
        "Carla Vesk runs for mayor. Her husband is Frank Vesk, a baker who has run the shop on the "
        "square for thirty years and who rises at four each day but Sunday. “We go,” Vesk said."
    )
    assert quote_with(text, "We go").name == "Carla Vesk"
