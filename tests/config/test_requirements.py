"""What is asked for in the .in files is what is pinned, with hashes, in the .txt files."""

import re

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

BASE_DIR = settings.BASE_DIR


def wishes(name: str) -> list[tuple[Requirement, str]]:
    """Each requirement of an .in file with the reason given beside it."""
    lines = (BASE_DIR / name).read_text().splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", "-r"))]
    parts = [line.partition("#") for line in wanted]
    return [(Requirement(wish.strip()), reason.strip()) for wish, _, reason in parts]


def pinned(name: str) -> dict[str, str]:
    text = (BASE_DIR / name).read_text()
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("stem", ["requirements", "requirements-test", "requirements-newest"])
def test_what_is_requested_is_pinned_to_a_version_that_was_requested(stem):
    pins = pinned(f"{stem}.txt")
    for wish, reason in wishes(f"{stem}.in"):
        assert wish.specifier.contains(pins[canonicalize_name(wish.name)]), f"run make pins: {wish}"
        assert reason, f"{wish} has no reason beside it"


@pytest.mark.parametrize("stem", ["requirements", "requirements-test", "requirements-newest"])
def test_every_pin_has_hashes(stem):
    text = (BASE_DIR / f"{stem}.txt").read_text()
    blocks = re.split(r"^(?=[a-z0-9._-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(blocks) > 20
    assert all("--hash=sha256:" in block for block in blocks)


def test_the_tests_run_on_the_versions_that_the_product_runs_on():
    tests = pinned("requirements-test.txt")
    assert all(tests[name] == version for name, version in pinned("requirements.txt").items())


def test_the_newest_versions_have_all_that_the_product_runs_on_and_a_later_django():
    newest, ships = pinned("requirements-newest.txt"), pinned("requirements.txt")
    assert ships.keys() <= newest.keys()
    assert Version(newest["django"]) >= Version("6") > Version(ships["django"])
