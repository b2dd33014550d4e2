"""Write many rows at once without the models; constraints and triggers still apply."""

from collections.abc import Iterable, Sequence

from django.db import connection, models


def write(name: str, columns: Sequence[str], rows: Iterable[Sequence]) -> None:
    """Add rows in one statement: by COPY on PostgreSQL, prepared once on SQLite."""
    listed = ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with (
                connection.wrap_database_errors,
                cursor.copy(f"COPY {name} ({listed}) FROM STDIN") as copy,
            ):
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {name} ({listed}) VALUES ({marks})", rows)


def update(model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence]) -> None:
    """Set columns of many rows, each given as its key and then the columns' values."""
    if not rows:
        return
    fields = [model._meta.get_field(name) for name in names]
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            types = [
                model._meta.pk.rel_db_type(connection),
                *(f.db_type(connection) for f in fields),
            ]
            arrays = ", ".join(f"%s::{name}[]" for name in types)
            listed = ", ".join(f"{f.column} = given.{f.column}" for f in fields)
            given = ", ".join(["key", *(f.column for f in fields)])
            cursor.execute(
                f"UPDATE {table} SET {listed} FROM unnest({arrays}) AS given ({given})"
                f" WHERE {table}.{key} = given.key",
                [list(values) for values in zip(*rows, strict=True)],
            )
        else:
            listed = ", ".join(f"{f.column} = %s" for f in fields)
            cursor.executemany(
                f"UPDATE {table} SET {listed} WHERE {key} = %s",
                ((*values, pk) for pk, *values in rows),
            )


def allot(model: type[models.Model], count: int) -> Sequence[int]:
    """Ids for so many rows that are about to be written."""
    name, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            return [pk for (pk,) in cursor.execute(sequence, [name, key, count])]
        cursor.execute(
            f"SELECT max((SELECT COALESCE(max({key}), 0) FROM {name}),"
            " (SELECT COALESCE(max(seq), 0) FROM sqlite_sequence WHERE name = %s))",
            [name],
        )
        (last,) = cursor.fetchone()
    return range(last + 1, last + 1 + count)
