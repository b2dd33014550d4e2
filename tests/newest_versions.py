"""Starts the site, and runs the core of the suite, on the newest Python and Django there are.

What ships stays on Python 3.11 and Django's long-term release; here a change that will break
the site later is seen early. requirements-newest.txt pins the packages.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path

from tests.config.processes import BASE_DIR, free_port

VENV = BASE_DIR / ".venv-newest"
PYTHON = VENV / "bin" / "python"
PINS = BASE_DIR / "requirements-newest.txt"
OLDEST = (3, 12)
PAGES = [f"tests/public/test_{page}.py" for page in ("home", "quotes", "quote", "speaker")]
#: Search, what journalists and fact-checkers do, and the pages most read. None needs a browser.
CORE = ["tests/search", "tests/editorial", "tests/verification", *PAGES, "-m", "not browser"]
NOTHING_DEPRECATED = ("-W", "error::DeprecationWarning", "-W", "error::PendingDeprecationWarning")
VERSION = (
    "import sys; v = sys.version_info; v.releaselevel == 'final' and print(*v[:3], sys.executable)"
)


def main() -> None:
    python = newest_python(installed_pythons())
    if python is None:
        print(f"\n== no Python from {'.'.join(map(str, OLDEST))} on: newest versions not checked")
        return
    install(python)
    run("-c", "import django, sys; print('Django', django.__version__, 'Python', sys.version)")
    start_site()
    workers = str(min(os.cpu_count() or 1, 4))
    run("-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", workers, "--dist", "loadfile", *CORE)


def installed_pythons() -> list[Path]:
    """Programs that may be a Python: those on the PATH, then those that pyenv has installed."""
    found: list[Path] = []
    for folder in map(Path, os.get_exec_path()):
        found += listed(folder, "python3.[1-9][0-9]")
    for root in (Path.home(), Path("/root")):
        found += listed(root / ".pyenv" / "versions", "3.*/bin/python3")
    return list(dict.fromkeys(path.resolve() for path in found))


def listed(folder: Path, pattern: str) -> list[Path]:
    try:
        return sorted(folder.glob(pattern))
    except OSError:
        return []


def newest_python(programs: Iterable[Path]) -> Path | None:
    """The newest of these that is a released Python, and new enough."""
    found = [version for program in programs if (version := version_of(program)) >= (OLDEST, "")]
    return Path(max(found)[1]) if found else None


def version_of(program: Path) -> tuple[tuple[int, ...], str]:
    """Version and path of a Python; a shim of pyenv for a version not selected is none."""
    try:
        done = subprocess.run(
            [program, "-c", VERSION], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return (), ""
    words = done.stdout.rstrip("\n").split(" ", 3) if done.returncode == 0 else []
    return (tuple(map(int, words[:3])), words[3]) if len(words) == 4 else ((), "")


def install(python: Path) -> None:
    """Make the virtual environment again when the Python or the pins are others."""
    stamp = VENV / "installed"
    wanted = f"{python} {hashlib.sha256(PINS.read_bytes()).hexdigest()}"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("\n== Installing the newest Django ...", flush=True)
    # With pip, as in the Makefile: uv doesn't trust the machine's own certificates by itself.
    done(python, "-m", "venv", "--clear", VENV)
    quiet = ("-qq", "--disable-pip-version-check")
    done(PYTHON, "-m", "pip", "install", *quiet, "--require-hashes", "-r", PINS)
    stamp.write_text(wanted)


def start_site() -> None:
    """Set up a site from nothing, serve it, and read its first page."""
    with tempfile.TemporaryDirectory() as data_dir:
        settings = {"SECRET_KEY": "x" * 60, "HTTPS": "False", "DATA_DIR": data_dir}
        for command in (
            ["check"],
            ["makemigrations", "--check", "--dry-run"],
            ["migrate", "--verbosity", "0"],
            ["seed"],
            ["collectstatic", "--noinput", "--verbosity", "0"],
        ):
            run(*NOTHING_DEPRECATED, "manage.py", *command, **settings)
        with serve(settings) as site, urllib.request.urlopen(site, timeout=20) as answer:
            assert answer.status == 200
            policy = answer.headers["Content-Security-Policy"]
            assert policy and "default-src 'none'" in policy, policy


@contextmanager
def serve(settings: dict[str, str]):
    """The address of the served site."""
    command = [PYTHON, *NOTHING_DEPRECATED, "manage.py", "serve", "--port", str(free_port())]
    with subprocess.Popen(
        command, cwd=BASE_DIR, env=os.environ | settings, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            yield server.stdout.readline().split()[-1]
        finally:
            server.terminate()


def run(*arguments: str, **environment: str) -> None:
    print(f"\n== newest: python {' '.join(arguments)}", flush=True)
    done(PYTHON, *arguments, **environment)


def done(*command: str | Path, **environment: str) -> None:
    finished = subprocess.run(command, cwd=BASE_DIR, env=os.environ | environment, check=False)
    if finished.returncode:
        sys.exit(finished.returncode)
