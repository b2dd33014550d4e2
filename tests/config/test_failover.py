"""A primary that dies and a standby that takes over, as docs/operations.md promises."""

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from tests.config.processes import manage
from tests.config.test_serve import ask, free_port, serving
from tests.private_postgresql import find_programs, owner_of

pytestmark = pytest.mark.postgres


class Pair:
    """A primary and its standby, each on a port of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.owner = owner_of(folder)
        self.ports = {"primary": free_port(), "standby": free_port()}

    def do(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [find_programs() / program, *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            **self.owner,
        )

    def start(self, name: str) -> None:
        settings = (
            f"-c port={self.ports[name]} -c unix_socket_directories={self.folder} -c fsync=off"
        )
        options = f"{settings} -c listen_addresses=127.0.0.1"
        self.do("pg_ctl", "-D", name, "-w", "-l", f"{name}.log", "-o", options, "start")

    def stop(self, name: str) -> None:
        self.do("pg_ctl", "-D", name, "-m", "immediate", "stop")

    def begin(self) -> None:
        self.do(
            "initdb", "-D", "primary", "-U", "verbatim", "-A", "trust", "-N", "--locale=C.UTF-8"
        )
        self.start("primary")
        place = ["-h", "127.0.0.1", "-p", str(self.ports["primary"]), "-U", "verbatim"]
        self.do("pg_basebackup", *place, "-D", "standby", "-R", "-c", "fast", "-X", "stream", "-N")
        self.start("standby")


@pytest.fixture
def pair():
    pair = Pair(Path(tempfile.mkdtemp(prefix="verbatim-pair-", dir="/tmp")))
    try:
        pair.begin()
        yield pair
    finally:
        for name in pair.ports:
            if (pair.folder / name / "postmaster.pid").exists():
                pair.stop(name)
        shutil.rmtree(pair.folder, ignore_errors=True)


def test_when_the_primary_dies_the_site_goes_on_with_the_standby_that_is_promoted(pair, tmp_path):
    hosts = ",".join(f"127.0.0.1:{port}" for port in pair.ports.values())
    url = f"postgres://verbatim@{hosts}/postgres"
    given = {"DATABASE_URL": url, "DATABASE_POOL_SECONDS": "1", "STATIC_HASHED": "False"}
    made = manage("migrate", SECRET_KEY="x" * 60, DATA_DIR=str(tmp_path), **given)
    assert made.returncode == 0, made.stderr
    with serving(tmp_path, **given) as port:
        assert ask(port, "/readyz") == 200
        pair.stop("primary")
        assert ask(port, "/readyz") == 503
        assert ask(port, "/healthz") == 200
        pair.do("pg_ctl", "-D", "standby", "-w", "promote")
        deadline = time.monotonic() + 30
        while ask(port, "/readyz") != 200:
            assert time.monotonic() < deadline, "the standby was never found"
