"""Limits on memory while a whole record is exported or imported."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.db import connection

from sources.models import Capture

#: Code points of captures' texts in memory at a time.
MOST_TEXT = 2_000_000


class Texts:
    """Captures' texts, read ahead in the order in which they are needed, a limited amount at a time."""

    def __init__(self, lengths: Mapping[int, int]) -> None:
        self.lengths = lengths
        self.loaded: dict[int, str] = {}

    def of(self, capture: int) -> str:
        if capture not in self.loaded:
            texts = Capture.objects.filter(pk__in=self._from(capture))
            self.loaded = dict(texts.values_list("pk", "text"))
        return self.loaded[capture]

    def _from(self, capture: int) -> list[int]:
        """This capture, whatever its length, and as many after it as fit."""
        order, left = list(self.lengths), MOST_TEXT - self.lengths[capture]
        ahead = [capture]
        for pk in order[order.index(capture) + 1 :]:
            left -= self.lengths[pk]
            if left < 0:
                break
            ahead.append(pk)
        return ahead


def groups_by_length(captures: Iterable[int], most: int) -> Iterator[list[int]]:
    """Ids of captures in order, in groups whose texts have at most so many code points together.

    A longer text makes a group of its own; one text may have 5 MB.
    """
    group: list[int] = []
    size = 0
    lengths = Capture.objects.filter(pk__in=captures).order_by("pk")
    for pk, length in lengths.values_list("pk", "length"):
        if group and size + length > most:
            yield group
            group, size = [], 0
        group.append(pk)
        size += length
    yield group


@contextmanager
def sqlite_cache(*, megabytes: int, mapped: bool) -> Iterator[None]:
    """Give SQLite a cache of so many megabytes, the file mapped into memory or not; reset it after."""
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
def garbage_collection_between_batches() -> Iterator[None]:
    """Turn off automatic garbage collection, which is slow among many rows; the caller collects."""
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
