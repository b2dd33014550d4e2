"""What the database knows of how much there is, by which it chooses among its indexes."""

from django.apps import apps
from django.db import connection

ENTRIES = 1000
"""Entries of an index that SQLite looks at; so many take no longer for a million rows."""


def renew() -> None:
    """Let the database look at its tables.

    SQLite never does so by itself, and takes every index for one that leaves few rows: to show
    an article it then walks through all published quotes.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit = {ENTRIES}")
        for model in apps.get_models():
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
