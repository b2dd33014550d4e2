"""What is held in memory while a whole record passes through."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.db import connection

from sources.models import Capture

#: Code points of captures' texts that are held at once.
TEXTS = 2_000_000


class Texts:
    """Captures' texts, read ahead in the order in which they are needed, a bounded part at a time."""

    def __init__(self, lengths: Mapping[int, int]) -> None:
        self.lengths = lengths
        self.held: dict[int, str] = {}

    def of(self, capture: int) -> str:
        if capture not in self.held:
            texts = Capture.objects.filter(pk__in=self._from(capture))
            self.held = dict(texts.values_list("pk", "text"))
        return self.held[capture]

    def _from(self, capture: int) -> list[int]:
        """This one, whatever its length, and as many of those after it as there is room for."""
        order, room = list(self.lengths), TEXTS - self.lengths[capture]
        ahead = [capture]
        for pk in order[order.index(capture) + 1 :]:
            room -= self.lengths[pk]
            if room < 0:
                break
            ahead.append(pk)
        return ahead


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
