"""Whether the rows that arriving rows name are in the record."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import models

Named = tuple[type[models.Model], int]


class Known:
    """Which of the rows that a batch names are there; each table is asked once."""

    def __init__(self, named: Iterable[Named]) -> None:
        wanted: dict[type[models.Model], set[int]] = defaultdict(set)
        for model, key in named:
            wanted[model].add(key)
        self.held = {model: _held(model, keys) for model, keys in wanted.items()}

    def lost(self, named: Iterable[Named]) -> str:
        """A sentence on the first of these that isn't there; empty if all are."""
        for model, key in named:
            if key not in self.held[model]:
                return missing(model, key)
        return ""


def missing(model: type[models.Model], key: int) -> str:
    return f"There is no {model._meta.verbose_name} {key} in the record."


def _held(model: type[models.Model], keys: set[int]) -> set[int]:
    return set(model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
