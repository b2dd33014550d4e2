"""The settings that docs/operations.md gives for a public site."""

import re

import pytest
from django.conf import settings

from tests.config.processes import manage

PAGE = settings.BASE_DIR / "docs" / "operations.md"


@pytest.fixture
def production(tmp_path):
    """The documented environment, word for word, with a secret filled in."""
    block = re.search(r"```sh\n# production\n(.*?)```", PAGE.read_text(), re.DOTALL)
    given = dict(line.split("=", 1) for line in block[1].splitlines() if line)
    del given["DATABASE_URL"]
    return given | {
        "SECRET_KEY": "yR7-" + "kQ2_x9Lm" * 8,
        "DATA_DIR": str(tmp_path),
    }


def test_djangos_own_check_finds_nothing_to_say(production):
    done = manage("check", "--deploy", "--fail-level", "INFO", **production)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_demo_sign_ins_are_refused(production):
    done = manage("demo", **production)
    assert done.returncode == 1
    assert "Demo sign-ins are for a trial on one machine." in done.stderr
