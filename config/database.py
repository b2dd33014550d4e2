"""Turns DATABASE_URL into Django's settings for SQLite or PostgreSQL."""

import sqlite3
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config import environment

SQLITE_NEEDED = (3, 39)  # the triggers say IS NOT DISTINCT FROM
# The database refuses INSERT OR REPLACE on guarded rows only with recursive triggers on.
# What is deleted inside a page is overwritten with zeros, so that what is erased isn't left there.
# Mapped into memory, a page costs no copy: lists read some two thousand of them. Each thread
# caches up to 16 MB of the pages beyond the mapped part.
SQLITE_PRAGMAS = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA recursive_triggers = ON;
PRAGMA secure_delete = FAST;
PRAGMA mmap_size = 2147418112;
PRAGMA cache_size = -16384;
"""
WRONG_URL = (
    "DATABASE_URL must read sqlite:///path/to/file or "
    "postgres://user:password@host:5432/name; with several hosts, "
    "postgres://user:password@one:5432,two:5432/name."
)


def database(url: str, data_dir: Path) -> dict[str, Any]:
    """The `default` entry of DATABASES for `url`; empty means SQLite in `data_dir`."""
    if not url:
        return sqlite(data_dir / "verbatim.sqlite3")
    if url.startswith("sqlite:///"):
        return sqlite(Path(url.removeprefix("sqlite:///")))
    if url.startswith(("postgres://", "postgresql://")):
        return postgresql(url)
    raise ImproperlyConfigured(WRONG_URL)


def sqlite(path: Path) -> dict[str, Any]:
    if sqlite3.sqlite_version_info < SQLITE_NEEDED:
        raise ImproperlyConfigured(
            f"Verbatim needs SQLite {'.'.join(map(str, SQLITE_NEEDED))} or later, and this Python "
            f"has {sqlite3.sqlite_version}. Use a newer Python, or set DATABASE_URL to a PostgreSQL database."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": environment.number("SQLITE_BUSY_SECONDS", 20),
            "init_command": SQLITE_PRAGMAS,
        },
        # A file, not memory: threads of one process then see what the product's threads see.
        "TEST": {"NAME": path.parent / f"{test_name()}.sqlite3"},
    }


def postgresql(url: str) -> dict[str, Any]:
    """Hosts, ports and options as libpq reads them, so several hosts and TLS options work."""
    given = _libpq(url)
    options = {
        "connect_timeout": "5",
        "tcp_user_timeout": "15000",
        "application_name": "verbatim",
    }
    if "," in given.get("host", ""):
        options["target_session_attrs"] = "read-write"
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host"}
    settings = {key: given.pop(name, "") for key, name in names.items()}
    settings["PORT"] = given.pop("port", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        **settings,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options | given | {"pool": _pool()},
        "TEST": {"NAME": test_name()},
    }


def test_name() -> str:
    """The test database, with a suffix so that two suites can run beside each other."""
    suffix = environment.text("VERBATIM_TEST_DB")
    return f"test_verbatim_{suffix}" if suffix else "test_verbatim"


def _libpq(url: str) -> dict[str, str]:
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        given = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except ProgrammingError:  # its message repeats the password
        raise ImproperlyConfigured(WRONG_URL) from None
    if not given.get("dbname"):
        raise ImproperlyConfigured(WRONG_URL)
    return given


def _pool() -> dict[str, int]:
    return {
        "min_size": environment.number("DATABASE_POOL_MIN", 2),
        "max_size": environment.number("DATABASE_POOL_MAX", 16),
        "timeout": environment.number("DATABASE_POOL_SECONDS", 3),
    }
