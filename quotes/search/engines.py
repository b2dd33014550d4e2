"""The engine of the database in use. Both have the same functions."""

from types import ModuleType

from django.db import connection

from quotes.search import postgres, sqlite


def engine() -> ModuleType:
    return sqlite if connection.vendor == "sqlite" else postgres
