"""The site as a public one runs, on a data directory of its own, for as long as a measure takes."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

BASE_DIR = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, str(BASE_DIR / "manage.py")]
SECONDS = 20


def environment(folder: Path) -> dict[str, str]:
    """Production's settings, on loopback, asked as often as one likes."""
    return os.environ | {
        "SECRET_KEY": "for this measure alone, and as long as a secret has to be to be one",
        "DEBUG": "False",
        "HTTPS": "False",
        "DATA_DIR": str(folder),
        "STATIC_HASHED": "True",
        "FLOOD_PER_MINUTE": "0",
        "LOG_LEVEL": "ERROR",
    }


def manage(folder: Path, *arguments: str) -> str:
    """Run one of the site's commands: what it prints."""
    command, given = [*MANAGE, *arguments], environment(folder)
    return subprocess.run(command, env=given, check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def served(folder: Path, *steps: Sequence[str], port: int = 0) -> Iterator[str]:
    """The site's address, once its tables and files are made and these commands have run."""
    for step in (["migrate", "-v0"], ["collectstatic", "-v0", "--noinput"], *steps):
        manage(folder, *step)
    port = port or free_port()
    command = [*MANAGE, "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment(folder), stdout=subprocess.DEVNULL)
    try:
        wait_for(address := f"http://127.0.0.1:{port}")
        yield address
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(address: str) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        try:
            urlopen(f"{address}/healthz", timeout=1)
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server didn't start.")
