"""A PostgreSQL cluster for one run of the tests: its own folder and socket, gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Nothing here outlives the tests, so nothing waits for a disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
}


@contextmanager
def private_postgresql() -> Iterator[str | None]:
    """The cluster's DATABASE_URL; None where PostgreSQL isn't installed."""
    programs = find_programs()
    if not programs:
        print("\nPostgreSQL is not installed: the suite was not run on it.", flush=True)
        yield None
        return
    # /tmp, since the path of a socket may have no more than about 100 characters.
    folder = Path(tempfile.mkdtemp(prefix="verbatim-pg-", dir="/tmp"))
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        yield from _serve(programs, folder)
    finally:
        signal.signal(signal.SIGTERM, before)
        shutil.rmtree(folder, ignore_errors=True)


def _serve(programs: Path, folder: Path) -> Iterator[str]:
    owner = owner_of(folder)
    data = folder / "data"
    sure = {"check": True, "stdout": subprocess.DEVNULL, **owner}
    initdb = [programs / "initdb", "-D", data, "-U", "verbatim", "-A", "trust"]
    subprocess.run([*initdb, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], **sure)
    given = {**SETTINGS, "unix_socket_directories": str(folder)}
    options = " ".join(f"-c {name}='{value}'" for name, value in given.items())
    control = [programs / "pg_ctl", "-D", data, "-w"]
    subprocess.run([*control, "-l", folder / "log", "-o", options, "start"], **sure)
    try:
        yield f"postgres://verbatim@/postgres?host={folder}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **{**sure, "check": False})


def find_programs() -> Path | None:
    """Where initdb and pg_ctl are: Debian keeps them off the PATH, newest version last."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(debian, key=lambda path: int(path.parts[-3]))[-1:]
    on_path = shutil.which("initdb")
    found = newest or ([Path(on_path)] if on_path else [])
    return found[0].parent if found else None


def owner_of(folder: Path) -> dict[str, object]:
    """PostgreSQL refuses to run as root, who therefore hands it to a user with no rights."""
    if os.geteuid() != 0:
        return {"cwd": folder}
    names = {user.pw_name for user in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"cwd": folder, "user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
