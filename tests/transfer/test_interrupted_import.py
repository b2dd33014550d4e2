"""An import that is killed loses nothing and doubles nothing."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from quotes.transfer.import_record import RecordImport

pytestmark = pytest.mark.django_db
CHILD = """
import django; django.setup()
import os, signal
from pathlib import Path
from django.db import connection
from quotes.transfer.import_record import RecordImport
left = {left}
def count_down(execute, *rest):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(*rest)
with connection.execute_wrapper(count_down):
    RecordImport(Path({file!r}), restore=True, batch=1).run()
"""
EXPORT = """
import django; django.setup()
import sys
from quotes.search.consistency import disagreements
from tests.transfer.conftest import exported
assert not list(disagreements())
sys.stdout.write(exported())
"""


def child(database: str, code: str) -> subprocess.CompletedProcess:
    """Another process over the same database, so that it can be killed."""
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "DATABASE_URL": database},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )


def statements_of_a_run(file) -> int:
    """How many statements a run takes that nobody kills."""
    counted = []
    with connection.execute_wrapper(lambda execute, *rest: counted.append(1) or execute(*rest)):
        RecordImport(file, restore=True, batch=1, dry_run=True).run()
    return len(counted)


@pytest.fixture
def database(transactional_db, tmp_path) -> str:
    """The address of an empty record that other processes may write to."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "postgresql":
        return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    connection.ensure_connection()
    with closing(sqlite3.connect(tmp_path / "killed.sqlite3")) as copy:
        connection.connection.backup(copy)
    return f"sqlite:///{tmp_path / 'killed.sqlite3'}"


@pytest.mark.django_db(transaction=True)
def test_twenty_kills_in_mid_import_lose_and_double_nothing(record_file, database):
    furthest = statements_of_a_run(record_file) // 12
    chance, kills = random.Random(7), 0
    while kills < 20:
        code = CHILD.format(file=str(record_file), left=chance.randint(1, furthest))
        killed = child(database, code)
        assert killed.returncode == -signal.SIGKILL, killed.stderr or "whole before twenty kills"
        kills += 1
    run = child(database, CHILD.format(file=str(record_file), left=0))
    assert run.returncode == 0, run.stderr
    out = child(database, EXPORT)
    assert out.stdout == record_file.read_text(), out.stderr
