"""A text runs as its recorded language does, and keeps to itself what is beside it."""

import pytest

from quotes.text.direction import direction, direction_of, isolated

NAME = "לילה חדאד"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("he", "rtl"),
        ("ar-EG", "rtl"),
        ("ckb", "rtl"),
        ("he-Latn", "ltr"),
        ("en", "ltr"),
        ("ru", "ltr"),
        ("", "auto"),
    ],
)
def test_the_recorded_language_gives_the_direction(language, expected):
    assert direction(language) == expected


def test_without_a_language_the_first_letter_does_where_no_browser_can():
    assert direction_of("", f"“{NAME} of Radio 1") == "rtl"
    assert direction_of("", f"Radio 1: {NAME}") == "ltr"
    assert direction_of("he", f"Radio 1: {NAME}") == "rtl"


def test_only_what_runs_from_right_to_left_is_isolated():
    assert isolated("Zoë Lund (NBC), “ja”") == "Zoë Lund (NBC), “ja”"
    assert isolated("Ана Руис") == "Ана Руис"
    assert isolated("") == ""
    assert isolated(NAME) == f"\u2068{NAME}\u2069"


def test_an_isolate_takes_the_direction_of_the_language_that_is_recorded():
    assert isolated(f"Radio 1: {NAME}", "he") == f"\u2067Radio 1: {NAME}\u2069"
    assert isolated(f"{NAME} of Radio 1", "en") == f"\u2066{NAME} of Radio 1\u2069"
    assert isolated("Radio 1", "he") == "Radio 1"
