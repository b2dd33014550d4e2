"""The search for a Python newer than the one that ships."""

from pathlib import Path

import pytest

from tests.newest_versions import newest_python

pytestmark = pytest.mark.sqlite


def program(folder: Path, name: str, answer: str, status: int = 0) -> Path:
    """A program that answers whatever it is asked as if it were a Python."""
    path = folder / name
    path.write_text(f"#!/bin/sh\necho '{answer}'\nexit {status}\n")
    path.chmod(0o755)
    return path


def test_the_newest_by_number_is_taken(tmp_path):
    answers = {"a": "3 9 99 /nine", "b": "3 12 1 /twelve", "c": "3 13 0 /with space/thirteen"}
    programs = [program(tmp_path, name, answer) for name, answer in answers.items()]
    assert newest_python(reversed(programs)) == Path("/with space/thirteen")


def test_what_is_too_old_unreleased_not_selected_or_gone_is_none(tmp_path):
    programs = [
        program(tmp_path, "old", "3 11 9 /eleven"),
        program(tmp_path, "candidate", ""),
        program(tmp_path, "shim", "3 13 0 /thirteen", status=127),
        tmp_path / "gone",
    ]
    assert newest_python(programs) is None
