"""The docs say what the code does: all of it, and nothing else."""

import importlib
import re
import subprocess

import pytest
from django.conf import settings
from django.core.management import get_commands

from config import environment
from config.database import database
from quotes.verification.draft_check import SENTENCES

BASE = settings.BASE_DIR
OURS = ("config", "sources", "quotes")
PAGES = {
    path.relative_to(BASE).as_posix(): path.read_text()
    for path in [*BASE.glob("*.md"), *(BASE / "docs").rglob("*.md")]
}
ALL = "\n".join(PAGES.values())


def first_column(page: str) -> set[str]:
    """The code in back quotes in the first column of a page's tables."""
    rows = re.findall(r"^\| (`[^|]*) \|", PAGES[page], re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def test_readme_names_every_setting_with_its_default_and_no_other(tmp_path):
    database("postgres://ed@one/record", tmp_path)
    database("", tmp_path)
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) ?\|", PAGES["README.md"], re.MULTILINE)
    assert dict(rows) == environment.requested


def test_every_command_of_ours_is_listed_and_every_listed_one_exists():
    ours = {name for name, app in get_commands().items() if app.split(".")[0] in OURS}
    listed = first_column("docs/operations.md")
    assert ours - listed == set()
    given = set(re.findall(r"manage\.py ([a-z_]+)", ALL))
    assert given - set(get_commands()) == set()


def test_every_make_target_is_described_and_every_given_one_exists():
    targets = set(re.findall(r"^([a-z-]+):", (BASE / "Makefile").read_text(), re.MULTILINE))
    described = set(re.findall(r"\bmake ([a-z-]+)`", PAGES["CONTRIBUTING.md"]))
    assert targets - described == set()
    given = set(re.findall(r"(?:`|^ +)make ([a-z-]+)\b", ALL, re.MULTILINE))
    assert given - targets == set()


def test_every_module_that_a_make_target_runs_can_be_imported():
    """What only `make` runs breaks unseen when something it imports is moved."""
    modules = re.findall(r"python -m ((?:bench|docs|tests)[.\w]*)", (BASE / "Makefile").read_text())
    assert {"bench.search", "docs.pictures"} <= set(modules)
    for module in modules:
        importlib.import_module(module)


def test_every_finding_about_a_story_is_explained():
    explained = re.findall(r"^\| `([a-z_]+)` \|", PAGES["docs/fact-checking.md"], re.MULTILINE)
    assert set(explained) == set(SENTENCES)


def test_every_path_that_is_named_exists():
    """Paths in back quotes, from the top of the repository; `tests/…` with an ellipsis aside."""
    named = set(re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|md|toml|txt|html))`", ALL))
    tops = tuple(f"{name}/" for name in tracked_tops())
    paths = {name for name in named if name.startswith(tops) or "/" not in name}
    assert len(paths) > 50
    assert sorted(name for name in paths if not (BASE / name).exists() and not _named(name)) == []


def _named(name: str) -> bool:
    """Whether a file's bare name is that of some file in the repository."""
    return "/" not in name and any(path.endswith(f"/{name}") for path in tracked())


def tracked() -> list[str]:
    listed = ["git", "ls-files"]
    return subprocess.run(
        listed, cwd=BASE, capture_output=True, text=True, check=True
    ).stdout.split()


def tracked_tops() -> set[str]:
    return {path.split("/")[0] for path in tracked() if "/" in path}


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page):
    for target in re.findall(r"\]\(([^)\s]+)\)", PAGES[page]):
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        at = (BASE / page).parent / path if path else BASE / page
        assert at.exists(), target
        assert not anchor or anchor in anchors(at.read_text()), target


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_every_page_is_linked_from_another():
    linked = {
        ((BASE / page).parent / target.partition("#")[0]).resolve()
        for page, text in PAGES.items()
        for target in re.findall(r"\]\(([^)\s]+)\)", text)
    }
    starts = {"README.md", "CHANGELOG.md"}
    assert [page for page in PAGES if page not in starts and BASE / page not in linked] == []


def test_every_decision_says_context_decision_and_consequences_and_is_in_the_index():
    folder = BASE / "docs" / "decisions"
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", PAGES["docs/decisions/README.md"])
    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))
    for name in listed:
        headings = re.findall(r"^## (.+)$", (folder / name).read_text(), re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"], name
