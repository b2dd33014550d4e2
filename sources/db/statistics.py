"""The statistics by which the database chooses among its indexes."""

from django.apps import apps
from django.db import connection

ENTRIES = 1000
"""Entries of an index that SQLite samples; the time stays the same for a million rows."""


def renew() -> None:
    """Renew the statistics of the tables.

    SQLite never does so by itself, and assumes that every index is selective: to show an
    article it would then scan all published quotes.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit = {ENTRIES}")
        for model in apps.get_models():
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
