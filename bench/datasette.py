"""Datasette on the same rows, and how fast bare tools load them, for comparison."""

import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlite_utils

FACETS = ("speaker", "publisher", "kind", "review", "topic", "lang", "year")
ROWS = """
    SELECT r.key, s.words, sp.name, p.name, q.kind, r.filters
    FROM quotes_searchrow r
    JOIN quotes_quote q ON q.id = r.quote_id
    JOIN quotes_segment s ON s.quote_id = q.id AND s.position = 0
    JOIN quotes_attribution a ON a.quote_id = q.id AND a.position = 0
    JOIN quotes_speaker sp ON sp.id = a.speaker_id
    JOIN sources_capture c ON c.id = q.capture_id
    JOIN sources_source o ON o.id = c.source_id
    JOIN sources_publisher p ON p.id = o.publisher_id
"""


def rows(record: Path) -> Iterator[dict[str, Any]]:
    """The record's quotes as one flat table."""
    for key, words, speaker, publisher, kind, filters in sqlite3.connect(record).execute(ROWS):
        tokens: dict[str, str] = {}
        for token in filters.split():
            name, _, value = token.partition("_")
            tokens[name] = value  # the last of several: for days, the day itself
        yield {
            "key": key, "words": words, "speaker": speaker, "publisher": publisher, "kind": kind,
            "review": tokens["review"], "topic": tokens.get("topic"), "lang": tokens.get("lang"),
            "year": tokens["year"], "said": tokens["said"],
        }  # fmt: skip


def build(record: Path, file: Path) -> float:
    """Load the flat table with sqlite-utils, index it, and enable full-text search; rows a second."""
    part = file.with_suffix(".part")
    part.unlink(missing_ok=True)
    database = sqlite_utils.Database(part)
    started = time.perf_counter()
    database["quotes"].insert_all(rows(record), pk="key", batch_size=1000)
    rate = database["quotes"].count / (time.perf_counter() - started)
    for name in (*FACETS, "said"):
        database["quotes"].create_index([name])
    database["quotes"].enable_fts(["words"], tokenize="porter")
    database.close()
    part.rename(file)
    return rate


def metadata(file: Path) -> None:
    table = {"fts_table": "quotes_fts", "fts_pk": "rowid"}
    file.write_text(json.dumps({"databases": {"rival": {"tables": {"quotes": table}}}}))


def copy_rate(record: Path, url: str) -> float:
    """Rows a second of a bare COPY of the same flat rows into PostgreSQL."""
    import psycopg

    with psycopg.connect(url) as connection:
        connection.execute(
            "CREATE TEMP TABLE bare (key bigint PRIMARY KEY, words text, speaker text, publisher"
            " text, kind text, review text, topic text, lang text, year text, said text)"
        )
        loaded = [tuple(row.values()) for row in rows(record)]
        started = time.perf_counter()
        with connection.cursor().copy("COPY bare FROM STDIN") as copy:
            for row in loaded:
                copy.write_row(row)
        return len(loaded) / (time.perf_counter() - started)
