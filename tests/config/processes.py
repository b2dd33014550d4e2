"""manage.py as an operator runs it: a process of its own, with an environment of its own."""

import os
import socket
import subprocess
import sys
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent.parent
MANAGE = [sys.executable, str(BASE_DIR / "manage.py")]


def environment(**given: str) -> dict[str, str]:
    """What `given` sets, and of this process's environment only where programs are."""
    return {"PATH": os.environ["PATH"], "PYTHONUTF8": "1", **given}


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return opened.getsockname()[1]


def manage(*arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*MANAGE, *arguments], env=environment(**given), capture_output=True, text=True, check=False
    )
