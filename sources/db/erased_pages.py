"""Clear what a database's files keep of rows that were changed or deleted. Knows no model."""

import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import connection

#: Below this many bytes the whole file is written again: it takes a moment, and is the surest.
SMALL = 256 * 1024 * 1024
#: Pages that one step overwrites, in some milliseconds.
STEP = 500
PATIENCE = 20  # seconds
_SCRATCH = "erased_pages"
#: A table that is written again keeps what the oldest transaction of any database began before.
_OLDER_ARE_OPEN = (
    "SELECT pg_snapshot_xmin(pg_current_snapshot()) <= %s::xid8"
    " OR EXISTS (SELECT FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND age(backend_xmin) >= age(%s::xid8::xid))"
)
_CHUNK = 8 * 1024 * 1024


def size() -> int:
    """Bytes of the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return cursor.fetchone()[0]
        return _pragma(cursor, "page_count") * _pragma(cursor, "page_size")


def overwrite_free_pages() -> None:
    """Fill SQLite's free pages with zeros, a few at a time, so that others write in between.

    A table takes them up, and gives them back empty.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {_SCRATCH} (zeros BLOB)")
        page, left = _pragma(cursor, "page_size"), _pragma(cursor, "freelist_count")
        while left > 0:
            taken = min(left, STEP)
            cursor.execute(f"INSERT INTO {_SCRATCH} VALUES (zeroblob(%s))", [taken * (page - 4)])
            left -= taken
        while cursor.execute(f"SELECT 1 FROM {_SCRATCH} LIMIT 1").fetchone():
            cursor.execute(
                f"DELETE FROM {_SCRATCH} WHERE rowid = (SELECT max(rowid) FROM {_SCRATCH})"
            )
        cursor.execute(f"DROP TABLE {_SCRATCH}")


def empty_write_ahead_log() -> bool:
    """Write SQLite's log into the file and cut it to nothing; False while somebody still reads."""
    until = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() > until:
                return False
            time.sleep(0.2)
    return True


def write_again(tables: Iterable[str]) -> None:
    """Write the file, or PostgreSQL's tables, again without what was left: nobody writes meanwhile."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
        else:
            for table in tables:
                cursor.execute(f"VACUUM (FULL, ANALYZE) {connection.ops.quote_name(table)}")


def older_transactions_end() -> bool:
    """Wait till nobody can read PostgreSQL's replaced rows any more; False while somebody still can.

    A table that is written again keeps them for a transaction that began earlier, be it in another
    database of the server, and an index that is made again would wait for its end. On SQLite nobody
    is asked.
    """
    if connection.vendor == "sqlite":
        return True
    until = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text")
        now = cursor.fetchone()[0]
        while cursor.execute(_OLDER_ARE_OPEN, [now, now]).fetchone()[0]:
            if time.monotonic() > until:
                return False
            time.sleep(0.2)
    return True


def vacuum(tables: Iterable[str]) -> None:
    """Let PostgreSQL take up the rows that were replaced, and forget them in its statistics."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"VACUUM (ANALYZE) {connection.ops.quote_name(table)}")


def files() -> list[Path]:
    """SQLite's file and its write-ahead log."""
    name = str(connection.settings_dict["NAME"])
    return [path for path in (Path(name), Path(name + "-wal")) if path.exists()]


def in_files(words: Iterable[str]) -> bool:
    """Whether SQLite's files have one of these texts, as they are or half of them.

    A long text may lie on several pages, so that only a part is in one piece.
    """
    forms = {part for text in words for part in _parts(text)}
    longest = max(map(len, forms), default=0)
    return any(
        form in chunk for path in files() for chunk in _chunks(path, longest) for form in forms
    )


def _parts(text: str) -> Iterator[bytes]:
    for form in {text, text.encode("ascii", "backslashreplace").decode()}:
        whole = form.encode()
        middle = len(whole) // 2
        yield from (whole[:middle], whole[middle:]) if middle >= 16 else (whole,)


def _chunks(path: Path, overlap: int) -> Iterator[bytes]:
    before = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield before + chunk
            before = chunk[-overlap:] if overlap else b""


def _pragma(cursor, name: str) -> int:
    return cursor.execute(f"PRAGMA {name}").fetchone()[0]
