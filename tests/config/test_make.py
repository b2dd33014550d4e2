"""The two commands of README, as a newcomer types them."""

import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.config.processes import BASE_DIR, environment, free_port

pytestmark = pytest.mark.sqlite


@contextmanager
def make_run(data_dir: Path):
    """`make run` with this interpreter's packages, until it says that it serves."""
    venv = Path(sys.prefix)
    command = ["make", "--no-print-directory", "run", f"VENV={venv}", "-o", f"{venv}/run.stamp"]
    command += [f"DATA_DIR={data_dir}", f"PORT={free_port()}"]
    with subprocess.Popen(
        command,
        cwd=BASE_DIR,
        env=environment(),
        text=True,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as run:
        said = []
        try:
            for line in run.stdout:
                said.append(line)
                if line.startswith("Stop it"):
                    break
            yield "".join(said)
        finally:
            os.killpg(run.pid, signal.SIGTERM)


def site(said: str) -> str:
    return re.search(r"^Verbatim: +(http://\S+)$", said, re.MULTILINE)[1]


def password(said: str, username: str) -> str:
    return re.search(rf"^  {username} +(\S+)", said, re.MULTILINE)[1]


class Visitor:
    """A browser without a window: keeps cookies, follows where it is sent."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.cookies = CookieJar()
        keep = urllib.request.HTTPCookieProcessor(self.cookies)
        self.opener = urllib.request.build_opener(keep)

    def get(self, path: str, **data: str) -> str:
        body = urlencode(data).encode() if data else None
        with self.opener.open(self.home + path, body, timeout=20) as answer:
            return answer.read().decode()

    def token(self) -> str:
        return next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")

    def send(self, path: str, **data: str) -> str:
        self.get(path)
        return self.get(path, csrfmiddlewaretoken=self.token(), **data)


def sign_in(said: str, username: str) -> Visitor:
    visitor = Visitor(site(said))
    secret = {"username": username, "password": password(said, username)}
    page = visitor.send("admin/login/?next=/admin/", **secret)
    assert "Log out" in page
    return visitor


def test_make_run_prints_all_one_needs_and_run_again_keeps_what_was_entered(tmp_path):
    with make_run(tmp_path) as said:
        assert "13 quotes added." in said
        assert f"Admin:     {site(said)}admin/" in said
        sign_in(said, "jo").send("admin/quotes/topic/add/", name="Northport ferry pier")
    before = password(said, "ed")
    with make_run(tmp_path) as said:
        assert "13 quotes added." not in said
        assert password(said, "ed") == before
        assert "Northport ferry pier" in sign_in(said, "ed").get("admin/quotes/topic/")


def test_the_secret_of_a_trial_is_for_its_owners_eyes(tmp_path):
    venv = sys.prefix
    command = ["make", f"VENV={venv}", f"DATA_DIR={tmp_path}/data", f"{tmp_path}/data/secret"]
    subprocess.run(command, cwd=BASE_DIR, check=True, capture_output=True)
    secret = tmp_path / "data" / "secret"
    assert secret.stat().st_mode & 0o077 == 0
    assert len(secret.read_text().strip()) > 50


def bare_machine(folder: Path) -> str:
    """A PATH on which there is a shell and little more."""
    for name in ("sh", "id", "ls", "python3", "printf"):
        (folder / name).symlink_to(shutil.which(name))
    return str(folder)


@pytest.mark.parametrize(("ci", "answer"), [("", 0), ("true", 1)])
def test_whoever_cant_install_learns_what_is_missing_and_ci_goes_no_further(tmp_path, ci, answer):
    given = {"PATH": bare_machine(tmp_path), "CI": ci}
    done = subprocess.run(
        [BASE_DIR / "tests" / "tools.sh"], env=given, text=True, capture_output=True, check=False
    )
    assert done.returncode == answer, done.stderr
    assert (
        "chromium (package chromium): without it, the tests in a browser are skipped" in done.stdout
    )
    assert ("Under CI nothing may be skipped." in done.stdout) is bool(ci)
