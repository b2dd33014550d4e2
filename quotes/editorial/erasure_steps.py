"""What follows an erasure outside the record's rows: files, the index's terms, free pages.

Each step can be done again, and others write between its parts; the erasure notes which steps
are done, so that what was cut short goes on from there.
"""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import connection
from django.utils import timezone

from quotes.models import Erasure
from quotes.search.engines import engine
from sources import page_cache
from sources.db import erased_pages


def finish(
    erasure: Erasure, *, texts: Iterable[str] = (), write_again: bool = False
) -> Iterator[str]:
    """Do what is left to do of an erasure; sentences of what was done, and what wasn't.

    `texts` are the words, while they are still known: the database's file is then searched.
    """
    steps = {
        "copies": lambda: _copies(),
        "files": lambda: _files(erasure),
        "index": lambda: _index(),
        "database": lambda: _database(erasure, list(texts), write_again),
    }
    for name, step in steps.items():
        if name in erasure.steps_done and not (write_again and name == "database"):
            continue
        unfinished = False
        for sentence, done in step():
            unfinished |= not done
            yield sentence
        if not unfinished:
            erasure.steps_done = [*erasure.steps_done, name]
            erasure.save(update_fields=["steps_done", "files"])
    if set(steps) <= set(erasure.steps_done):
        erasure.finished_at = erasure.finished_at or timezone.now()
        erasure.save(update_fields=["finished_at"])


def _copies() -> Iterator[tuple[str, bool]]:
    page_cache.delete_copies()
    yield "Copies of pages, pictures and texts: deleted here; every machine deletes its own.", True


def _files(erasure: Erasure) -> Iterator[tuple[str, bool]]:
    missing = []
    for path in erasure.files:
        places = [settings.ARCHIVE_DIR / path, settings.ARCHIVE_DIR / "aside" / path]
        existing = [place for place in places if place.exists()]
        for place in existing:
            place.unlink()
            yield f"Fetched page {place}: deleted.", True
        if not existing:
            missing.append(path)
    erasure.files = missing
    for path in missing:
        yield (
            (
                f"Fetched page {path}: not in this machine's archive directory. "
                "Run `manage.py erase_quote --continue` on the machine that has it."
            ),
            False,
        )


def _old_rows_are_read(what: str) -> tuple[str, bool]:
    return (
        f"{what}: somebody's transaction has run all the while and can still read the old rows. "
        "Run `manage.py erase_quote --continue --write-again` at a quiet time.",
        False,
    )


def _index() -> Iterator[tuple[str, bool]]:
    if not erased_pages.older_transactions_end():
        yield _old_rows_are_read("Search index")
        return
    engine().forget_deleted()
    yield "Search index: written again without the words.", True


def _database(erasure: Erasure, texts: list[str], write_again: bool) -> Iterator[tuple[str, bool]]:
    whole = write_again or erased_pages.size() < erased_pages.SMALL
    if connection.vendor == "postgresql":
        yield from _postgresql(erasure, whole)
        return
    if whole:
        erased_pages.write_again([])
    else:
        erased_pages.overwrite_free_pages()
    if not erased_pages.empty_write_ahead_log():
        yield (
            "Write-ahead log: somebody has read all the while, so it couldn't be emptied. "
            "Run `manage.py erase_quote --continue` at a quiet time.",
            False,
        )
    elif erased_pages.in_files(texts):
        yield (
            "Database file: pages from before still have the words. At a quiet time, since "
            "nobody can write meanwhile, run `manage.py erase_quote --continue --write-again`.",
            False,
        )
    else:
        searched = "searched, and without the words" if texts else "not searched again"
        yield f"Database file and write-ahead log: cleared, {searched}.", True


def _postgresql(erasure: Erasure, whole: bool) -> Iterator[tuple[str, bool]]:
    tables = [*erasure.tables, engine().FACETS]
    if whole and not erased_pages.older_transactions_end():
        yield _old_rows_are_read("Tables")
    elif whole:
        erased_pages.write_again(tables)
        yield "Tables: written again without the words.", True
    else:
        erased_pages.vacuum(tables)
        yield (
            "Tables: vacuumed. The server overwrites the old rows' bytes when it needs the space; "
            "at a quiet time, since nobody can read or write a table meanwhile, run "
            "`manage.py erase_quote --continue --write-again`.",
            False,
        )
