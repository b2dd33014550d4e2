"""Whether the rows that imported rows refer to are in the record."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import models

Reference = tuple[type[models.Model], int]


class ExistingRows:
    """Which of the rows that a batch refers to exist; one query for each table."""

    def __init__(self, references: Iterable[Reference]) -> None:
        wanted: dict[type[models.Model], set[int]] = defaultdict(set)
        for model, key in references:
            wanted[model].add(key)
        self.existing = {model: _existing(model, keys) for model, keys in wanted.items()}

    def first_missing(self, references: Iterable[Reference]) -> str:
        """A sentence on the first of these that doesn't exist; empty if all do."""
        for model, key in references:
            if key not in self.existing[model]:
                return missing(model, key)
        return ""


def missing(model: type[models.Model], key: int) -> str:
    return f"The record has no {model._meta.verbose_name} {key}."


def _existing(model: type[models.Model], keys: set[int]) -> set[int]:
    return set(model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
