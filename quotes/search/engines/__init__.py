"""The engine of the database in use. Both have the same functions."""

from types import ModuleType

from django.db import connection

from quotes.search.engines import postgres, postgres_tables, sqlite

MANY = 50_000
"""Rows written after which it is worth seconds of merging to have the index in one piece."""


TRIGGERS = [*sqlite.TRIGGERS, *postgres_tables.TRIGGERS]
"""They keep each engine's index in step with the table of index entries."""


def engine() -> ModuleType:
    return sqlite if connection.vendor == "sqlite" else postgres
