import re

from django.conf import settings

from config import environment
from config.database import database

README = (settings.BASE_DIR / "README.md").read_text()


def test_readme_names_every_setting_that_is_read_with_its_default_and_no_other(tmp_path):
    database("postgres://ed@one/record", tmp_path)
    database("", tmp_path)
    told = dict(re.findall(r"^\| `([A-Z_]+)` \| (.*?) ?\|", README, re.MULTILINE))
    assert told == environment.asked


def test_every_command_that_readme_gives_is_in_the_makefile():
    targets = re.findall(r"^([a-z]+):", (settings.BASE_DIR / "Makefile").read_text(), re.MULTILINE)
    commands = set(re.findall(r"make ([a-z]+)\b", README))
    assert {"run", "test"} <= commands
    assert commands <= set(targets)


def test_every_page_that_readme_points_to_is_there():
    pages = [to for to in re.findall(r"\]\(([^)]+)\)", README) if not to.startswith("http")]
    assert pages
    assert all((settings.BASE_DIR / page).exists() for page in pages)
