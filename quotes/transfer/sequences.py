"""The next ids of tables that a file has filled: after all those in the file."""

from collections.abc import Iterable, Mapping

from django.db import connection, models


def reset_sequences(written: Iterable[type[models.Model]]) -> None:
    """Let new rows get ids after those in the record, and after those that are reserved."""
    reserve_ids(
        {
            model: last
            for model in written
            if (last := model._base_manager.aggregate(last=models.Max("pk"))["last"])
        }
    )


def reserve_ids(highest: Mapping[type[models.Model], int]) -> None:
    """Keep the ids up to these for the rows of a file.

    A row that is refused now may come in later; by then nothing else may have its id, or quotes
    of one speaker would become another's.
    """
    with connection.cursor() as cursor:
        for model, last in highest.items():
            name, key = model._meta.db_table, model._meta.pk.column
            if connection.vendor == "postgresql":
                sequence = "pg_get_serial_sequence(%s, %s)"
                cursor.execute(
                    f"SELECT setval({sequence}, greatest(%s, nextval({sequence})))",
                    [name, key, last, name, key],
                )
                continue
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s AND seq < %s", [name, last])
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) SELECT %s, %s WHERE NOT EXISTS"
                " (SELECT 1 FROM sqlite_sequence WHERE name = %s)",
                [name, last, name],
            )
