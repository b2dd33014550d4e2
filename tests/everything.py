"""Runs every check and then the whole suite, on SQLite and on a PostgreSQL of its own.

Between the two, the core of the suite runs on the newest Django and Python.

`python tests/everything.py lint` stops after the checks that only read the code.
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BASE_DIR = HERE.parent
BIN = Path(sys.executable).parent
sys.path.insert(0, str(BASE_DIR))

from tests import newest_versions  # noqa: E402
from tests.private_postgresql import private_postgresql  # noqa: E402

SECRET = {"SECRET_KEY": "only for the checks", "HTTPS": "False"}
# What the next Django drops may not be used at import either, which pytest doesn't see.
NOTHING_DEPRECATED = ("-W", "error::DeprecationWarning", "-W", "error::PendingDeprecationWarning")


def run(name: str, *arguments: str, **environment: str) -> None:
    print(f"\n== {name} {' '.join(arguments)}", flush=True)
    command = [str(BIN / name), *arguments]
    done = subprocess.run(command, cwd=BASE_DIR, env=os.environ | environment, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def lint() -> None:
    templates = [str(path) for path in (BASE_DIR / "templates").rglob("*.html")]
    run("ruff", "check", ".")
    run("ruff", "format", "--check", ".")
    if templates:
        run("djade", "--target-version", "5.2", "--check", *templates)
    run("mypy")
    run("python", *NOTHING_DEPRECATED, "manage.py", "check", **SECRET)
    run("python", "manage.py", "makemigrations", "--check", "--dry-run", **SECRET)


def suite(*arguments: str, **environment: str) -> None:
    workers = str(min(os.cpu_count() or 1, 4))
    run("pytest", "-q", "-n", workers, "--dist", "loadfile", *arguments, **environment)


def main() -> None:
    os.environ.pop("DATABASE_URL", None)
    lint()
    if sys.argv[1:] == ["lint"]:
        return
    suite()
    newest_versions.main()
    with private_postgresql() as url:
        if url:
            suite(DATABASE_URL=url)


if __name__ == "__main__":
    main()
