"""The cluster that the tests start for themselves leaves nothing behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.config.processes import BASE_DIR
from tests.private_postgresql import private_postgresql

pytestmark = pytest.mark.postgres


def folder_of(url: str) -> Path:
    return Path(url.partition("host=")[2])


def test_it_answers_while_it_is_needed_and_is_gone_when_a_run_fails():
    with pytest.raises(RuntimeError), private_postgresql() as url:
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT lower('É')").fetchone() == ("é",)
        raise RuntimeError("a test run that fails")
    assert not folder_of(url).exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_it_is_gone_when_a_run_is_stopped_from_outside():
    program = (
        "import time\n"
        "from tests.private_postgresql import private_postgresql\n"
        "with private_postgresql() as url:\n"
        "    print(url, flush=True)\n"
        "    time.sleep(60)\n"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, cwd=BASE_DIR, stdout=subprocess.PIPE, text=True) as run:
        url = run.stdout.readline().strip()
        assert folder_of(url).exists()
        os.kill(run.pid, signal.SIGTERM)
        run.wait(timeout=30)
    assert not folder_of(url).exists()
