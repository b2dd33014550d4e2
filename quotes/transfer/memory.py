"""How much of its file SQLite holds while a whole record passes through."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def sqlite_holds(*, megabytes: int, mapped: bool) -> Iterator[None]:
    """Let SQLite keep so many pages, with the file mapped into memory or not; then as before."""
    if connection.vendor != "sqlite":
        yield
        return
    wanted = {"cache_size": -megabytes * 1024} | ({} if mapped else {"mmap_size": 0})
    before = {name: _pragma(name) for name in wanted}
    _set(wanted)
    try:
        yield
    finally:
        _set(before)


def _pragma(name: str) -> int:
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


def _set(pragmas: dict[str, int]) -> None:
    with connection.cursor() as cursor:
        for name, value in pragmas.items():
            cursor.execute(f"PRAGMA {name} = {value}")
