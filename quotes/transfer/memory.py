"""What is held in memory while a whole record passes through."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection

from sources.models import Capture


def by_length(captures: Iterable[int], most: int) -> Iterator[list[int]]:
    """Ids of captures in order, in groups whose texts have at most so many code points together.

    A text that is longer makes a group of its own: one may hold 5 MB.
    """
    few: list[int] = []
    size = 0
    lengths = Capture.objects.filter(pk__in=captures).order_by("pk")
    for pk, length in lengths.values_list("pk", "length"):
        if few and size + length > most:
            yield few
            few, size = [], 0
        few.append(pk)
        size += length
    yield few


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


@contextmanager
def collected_by_hand() -> Iterator[None]:
    """Let Python look for lost cycles when told, between batches, and not among their many rows."""
    was_on = gc.isenabled()
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()
