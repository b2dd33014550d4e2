"""Search on PostgreSQL: a tsvector written from the analyser's tokens, and a GIN index.

The vector is a literal of ours, so no dictionary of the server's drops a stop word or
stems in its own way.
"""

from collections.abc import Iterable, Iterator

from django.db import connection

from quotes import writing
from quotes.search.expressions import (
    AllOf,
    AnyOf,
    Beginning,
    Condition,
    Except,
    Lexeme,
    Sequence,
)
from quotes.search.rows import BREAK, Row

CREATE = """
ALTER TABLE quotes_searchrow ADD COLUMN document tsvector NOT NULL;
ALTER TABLE quotes_searchrow ALTER COLUMN document SET STATISTICS 1000;
CREATE INDEX quotes_searchrow_document ON quotes_searchrow USING gin (document)
    WITH (fastupdate = off);
"""
DROP = "ALTER TABLE quotes_searchrow DROP COLUMN IF EXISTS document"

TRIGGERS: list = []
RARE = 2000
"""A condition that fewer rows meet is answered by fetching them all."""


def document(row: Row) -> str:
    """The row's tokens as a tsvector literal: terms with their places, the rest without."""
    placed: dict[str, list[str]] = {}
    for place, term in enumerate(row.terms.split(), 1):
        if term != BREAK:
            placed.setdefault(term, []).append(str(place))
    words = [f"'{term}':{','.join(places)}" for term, places in placed.items()]
    return " ".join([*words, *(f"'{token}'" for token in f"{row.filters} {row.stems}".split())])


def expression(condition: Condition) -> str:
    """The condition as a tsquery literal."""
    match condition:
        case Lexeme(text):
            return f"'{text}'"
        case Sequence(texts):
            return "(" + " <-> ".join(f"'{text}'" for text in texts) + ")"
        case Beginning(text):
            return f"'{text}':*"
        case AllOf(parts):
            return "(" + " & ".join(map(expression, parts)) + ")"
        case AnyOf(parts):
            return "(" + " | ".join(map(expression, parts)) + ")"
        case Except(kept, left_out):
            return f"({expression(kept)} & !{expression(left_out)})"


def _rows(sql: str, parameters: list[object]) -> list[tuple]:
    with connection.cursor() as cursor:
        return cursor.execute(sql, parameters).fetchall()


def keys(condition: Condition, limit: int, *, below=None, above=None) -> list[int]:
    """Keys that meet the condition: newest first, or oldest first above a key."""
    sql, parameters = _matching(condition, below, above)
    order = "ASC" if above is not None else "DESC"
    found = _rows(f"SELECT key {sql} ORDER BY key {order} LIMIT {limit}", parameters)
    return [key for (key,) in found]


def _matching(condition: Condition, below=None, above=None) -> tuple[str, list[object]]:
    sql = "FROM quotes_searchrow WHERE document @@ %s::tsquery"
    parameters: list[object] = [expression(condition)]
    if below is not None:
        sql, parameters = f"{sql} AND key < %s", [*parameters, below]
    if above is not None:
        sql, parameters = f"{sql} AND key > %s", [*parameters, above]
    return sql, parameters


def count(condition: Condition, limit: int | None = None) -> int:
    """How many rows meet the condition, counted up to the limit."""
    sql, parameters = _matching(condition)
    if limit is None:
        return _rows(f"SELECT count(*) {sql}", parameters)[0][0]
    return _rows(f"SELECT count(*) FROM (SELECT 1 {sql} LIMIT {limit}) AS capped", parameters)[0][0]


def candidates(condition: Condition, limit: int | None, column: str) -> Iterator[tuple[int, str]]:
    """Keys and one column of the newest rows that meet the condition."""
    sql, parameters = _matching(condition)
    newest = "" if limit is None else f"ORDER BY key DESC LIMIT {limit}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT key, {column} {sql} {newest}", parameters)
        while rows := cursor.fetchmany(2000):
            yield from rows


def write(rows: Iterable[Row]) -> None:
    """Add rows with their documents."""
    writing.write(
        "quotes_searchrow",
        ("key", "quote_id", "filters", "stems", "terms", "document"),
        ((r.key, r.quote_id, r.filters, r.stems, r.terms, document(r)) for r in rows),
    )


def disagreements() -> list[str]:
    """What is wrong with the index itself, in sentences."""
    sql = "SELECT indisvalid FROM pg_index WHERE indexrelid = 'quotes_searchrow_document'::regclass"
    return [] if _rows(sql, []) == [(True,)] else ["The full-text index is not valid."]


def rebuild_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("REINDEX INDEX quotes_searchrow_document")
