"""Search on PostgreSQL: a tsvector written from the analyser's tokens, and a GIN index.

The vector is a literal of ours, so no dictionary of the server's drops a stop word or
stems in its own way.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

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
from quotes.search.frequencies import frequencies
from quotes.search.rows import BREAK, Row

CREATE = """
ALTER TABLE quotes_searchrow ADD COLUMN document tsvector NOT NULL;
ALTER TABLE quotes_searchrow ALTER COLUMN document SET STATISTICS 1000;
CREATE INDEX quotes_searchrow_document ON quotes_searchrow USING gin (document)
    WITH (fastupdate = off);
"""
DROP = "ALTER TABLE quotes_searchrow DROP COLUMN IF EXISTS document"

TRIGGERS: list = []


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


def facet_tokens(condition: Condition, limit: int | None) -> Iterator[tuple[int, str]]:
    """How many rows meet the condition, the newest first, and their facet tokens in one string.

    Without a limit, so many rows at a time.
    """
    if limit is None:
        sql, parameters = _matching(condition)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {_TOKENS} {sql}", parameters)
            while rows := cursor.fetchmany(2000):
                yield len(rows), " ".join(run for (run,) in rows)
        return
    for found in _ways(condition, limit):
        sql, parameters = _matching(found.condition)
        gathered = f"WITH found AS {found.hint} (SELECT key, filters {sql})"
        newest = f"SELECT {_TOKENS} AS run FROM found ORDER BY key DESC LIMIT {limit}"
        [(counted, run)] = _rows(
            f"{gathered} SELECT count(*), string_agg(run, ' ') FROM ({newest}) AS newest",
            parameters,
        )
        if counted >= limit or found.is_all:
            yield counted, run or ""
            return


_TOKENS = (
    "replace(replace(split_part(filters, ' decade_', 1), ' review_', '+review_'),"
    " ' year_', '+year_')"
)


class Way(NamedTuple):
    """A way to the newest rows: what to ask, whether all rows are gathered, and of all years."""

    condition: Condition
    hint: str
    is_all: bool


WALKED, GATHERED = "NOT MATERIALIZED", "MATERIALIZED"
FREQUENT = 0.3
"""A condition that so many rows meet is answered by walking down from the newest."""
TO_SPARE = 1.5


def _ways(condition: Condition, limit: int) -> Iterator[Way]:
    """How to find the newest rows, the quickest first.

    What most rows meet is found by walking; what few meet, by gathering them all. Between the
    two, gathering what meets it in the newest years is enough.
    """
    known = frequencies()
    share = known.share(condition)
    if share >= FREQUENT:
        yield Way(condition, WALKED, True)
        return
    if share * known.rows > TO_SPARE * limit:
        years = known.newest_years(TO_SPARE * limit / share)
        if years:
            newest = AllOf((condition, AnyOf(tuple(map(Lexeme, years)))))
            yield Way(newest, GATHERED, False)
    yield Way(condition, GATHERED, True)


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
