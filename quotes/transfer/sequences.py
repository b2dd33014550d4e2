"""The next ids of tables that a file has filled: after all those in the file."""

from collections.abc import Iterable, Mapping

from django.core.management.color import no_style
from django.db import connection, models


def reset_sequences(written: Iterable[type[models.Model]]) -> None:
    """Let new rows get ids after those in the record."""
    statements = connection.ops.sequence_reset_sql(no_style(), list(written))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def reserve_ids(highest: Mapping[type[models.Model], int]) -> None:
    """Keep the ids up to these for the rows of a file.

    A row that is refused now may come in later; by then nothing else may have its id, or quotes
    of one speaker would become another's.
    """
    with connection.cursor() as cursor:
        for model, last in highest.items():
            name, key = model._meta.db_table, model._meta.pk.column
            if connection.vendor == "postgresql":
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [name, key, last]
                )
                continue
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s AND seq < %s", [name, last])
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) SELECT %s, %s WHERE NOT EXISTS"
                " (SELECT 1 FROM sqlite_sequence WHERE name = %s)",
                [name, last, name],
            )
