"""Search on SQLite: FTS5 over the index entries, kept up to date by triggers.

External content, full detail: the index stores no words of its own, and phrases need no
second look. It is read from its end, since row ids follow the order of lists.
"""

import itertools
from collections.abc import Iterable, Iterator

from django.db import connection, transaction

from quotes.search.conditions import AllOf, AnyOf, Beginning, Condition, Except, Lexeme, Sequence
from quotes.search.documents import Entry
from quotes.search.newest import Newest
from sources.database_rules import Upkeep
from sources.db import bulk

INDEX = "quotes_searchindex"
CREATE = (
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5(filters, stems, terms,"
    " content='quotes_searchrow', content_rowid='key', columnsize=0,"
    " tokenize=\"ascii tokenchars '=_'\")"
)
DROP = f"DROP TABLE IF EXISTS {INDEX}"

FACETS = "quotes_searchfacets"
# Narrow, and in the order of the index, since facets of a page are read from 2,000 of its rows.
CREATE_FACETS = f"CREATE TABLE {FACETS} (key INTEGER PRIMARY KEY, tokens TEXT NOT NULL)"
DROP_FACETS = f"DROP TABLE IF EXISTS {FACETS}"

_COLUMNS = "filters, stems, terms"
_ADD = f"INSERT INTO {INDEX}(rowid, {_COLUMNS}) VALUES (NEW.key, NEW.filters, NEW.stems, NEW.terms)"
_REMOVE = (
    f"INSERT INTO {INDEX}({INDEX}, rowid, {_COLUMNS})"
    " VALUES ('delete', OLD.key, OLD.filters, OLD.stems, OLD.terms)"
)

# The days, from which on a row's filters are no facets, are left out; kind and review, language
# and year, of which there are few, are joined, so that half as many tokens are counted.
_TOKENS = (
    "replace(replace(substr({0}.filters, 6, instr({0}.filters || ' decade_', ' decade_') - 6),"
    " ' review_', '+review_'), ' year_', '+year_')"
)
_ADD_FACETS = f"INSERT INTO {FACETS}(key, tokens) VALUES (NEW.key, {_TOKENS.format('NEW')})"
_REMOVE_FACETS = f"DELETE FROM {FACETS} WHERE key = OLD.key"


def _upkeep(event: str, *statements: str) -> Upkeep:
    name = f"quotes_searchrow_{event.lower()}_indexed"
    body = "; ".join(statements)
    return Upkeep(
        name,
        "quotes_searchrow",
        sqlite=(
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} AFTER {event} ON quotes_searchrow BEGIN {body}; END",
        ),
    )


TRIGGERS = [
    _upkeep("INSERT", _ADD, _ADD_FACETS),
    _upkeep("DELETE", _REMOVE, _REMOVE_FACETS),
    _upkeep("UPDATE", _REMOVE, _REMOVE_FACETS, _ADD, _ADD_FACETS),
]


def expression(condition: Condition) -> str:
    """The condition in FTS5's query language."""
    match condition:
        case Lexeme(text):
            return f'"{text}"'
        case Sequence(texts):
            return f'"{" ".join(texts)}"'
        case Beginning(text):
            return f'"{text}" *'
        case AllOf(parts):
            return "(" + " AND ".join(map(expression, parts)) + ")"
        case AnyOf(parts):
            return "(" + " OR ".join(map(expression, parts)) + ")"
        case Except(kept, left_out):
            return f"({expression(kept)} NOT {expression(left_out)})"


def _rows(sql: str, parameters: list[object]) -> list[tuple]:
    with connection.cursor() as cursor:
        return cursor.execute(sql, parameters).fetchall()


def keys(condition: Condition, limit: int, *, below=None, above=None) -> list[int]:
    """Keys that meet the condition: newest first, or oldest first above a key."""
    sql, parameters = _matching(condition, below, above)
    order = "ASC" if above is not None else "DESC"
    return [
        key
        for (key,) in _rows(f"SELECT rowid {sql} ORDER BY rowid {order} LIMIT {limit}", parameters)
    ]


def _matching(condition: Condition, below=None, above=None) -> tuple[str, list[object]]:
    sql, parameters = f"FROM {INDEX} WHERE {INDEX} MATCH %s", [expression(condition)]
    if below is not None:
        sql, parameters = f"{sql} AND rowid < %s", [*parameters, below]
    if above is not None:
        sql, parameters = f"{sql} AND rowid > %s", [*parameters, above]
    return sql, parameters


def count(condition: Condition, limit: int | None = None) -> int:
    """How many rows meet the condition, counted up to the limit."""
    sql, parameters = _matching(condition)
    if limit is None:
        return _rows(f"SELECT count(*) {sql}", parameters)[0][0]
    capped = f"SELECT count(*) FROM (SELECT 1 {sql} LIMIT {limit})"
    return _rows(capped, parameters)[0][0]


def candidates(condition: Condition, limit: int | None, column: str) -> Iterator[tuple[int, str]]:
    """Keys and one column of the newest rows that meet the condition."""
    sql, parameters = _matching(condition)
    newest = f"SELECT rowid {sql} ORDER BY rowid DESC LIMIT {-1 if limit is None else limit}"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT key, {column} FROM quotes_searchrow WHERE key IN ({newest})", parameters
        )
        while rows := cursor.fetchmany(2000):
            yield from rows


def facet_tokens(condition: Condition) -> Iterator[tuple[int, str]]:
    """Of all rows that meet the condition, so many at a time: how many, and their facet tokens."""
    sql, parameters = _matching(condition)
    sql = f"SELECT tokens FROM (SELECT rowid AS found {sql}) CROSS JOIN {FACETS} ON key = found"
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(2000):
            yield len(rows), " ".join(tokens for (tokens,) in rows)


def newest(condition: Condition, limit: int, first: int = 0) -> Newest:
    """Up to so many of the newest rows that meet the condition, with keys of the first of them."""
    sql, parameters = _matching(condition)
    found = f"SELECT rowid AS key {sql} ORDER BY rowid DESC LIMIT {limit}"
    [(keys, counted, tokens)] = _rows(
        f"WITH found AS MATERIALIZED ({found}) SELECT"
        f" (SELECT group_concat(key) FROM (SELECT key FROM found ORDER BY key DESC LIMIT {first})),"
        f" count(*), group_concat(tokens, ' ') FROM found CROSS JOIN {FACETS} USING (key)",
        parameters,
    )
    return Newest([int(key) for key in (keys or "").split(",") if key], counted, tokens or "")


def write(rows: Iterable[Entry]) -> None:
    """Add rows; the index follows by trigger."""
    bulk.write(
        "quotes_searchrow",
        ("key", "quote_id", "filters", "stems", "terms"),
        ((r.key, r.quote_id, r.filters, r.stems, r.terms) for r in rows),
    )


def disagreements() -> list[str]:
    """What is wrong with the index itself, in sentences."""
    from django.db import DatabaseError

    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {INDEX}({INDEX}, rank) VALUES ('integrity-check', 1)")
    except DatabaseError:
        return ["The full-text index doesn't have the words of the index entries."]
    existing, required = (
        f"SELECT key, tokens FROM {FACETS}",
        f"SELECT key, {_TOKENS.format('r')} FROM quotes_searchrow r",
    )
    for one, other in ((existing, required), (required, existing)):
        if _rows(f"SELECT 1 FROM ({one} EXCEPT {other}) LIMIT 1", []):
            return ["The table that facets are counted from doesn't match the index entries."]
    return []


def rebuild_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')")
    fill_facets()


@transaction.atomic
def fill_facets() -> None:
    """Write what facets are counted from again, out of the search rows."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {FACETS}")
        cursor.execute(
            f"INSERT INTO {FACETS} SELECT key, {_TOKENS.format('r')} FROM quotes_searchrow r ORDER BY key"
        )


def set_index_aside() -> None:
    """Before a large import. Here filling the index is as fast as making it."""


def complete_index() -> None:
    """Nothing to do: the index was never set aside."""


def merge_index() -> None:
    """Merge the many pieces that much writing leaves: phrases are then found a quarter faster."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('optimize')")


def forget_deleted() -> None:
    """Leave no term of a deleted entry in the index: write it again in steps of a fraction of a second.

    A deletion is only noted until then, and the index still has the term.
    """
    for pages in itertools.chain([-200], itertools.repeat(200)):
        with connection.cursor() as cursor:
            before = cursor.execute("SELECT total_changes()").fetchone()
            cursor.execute(f"INSERT INTO {INDEX}({INDEX}, rank) VALUES ('merge', {pages})")
            changed = cursor.execute("SELECT total_changes()").fetchone()[0] - before[0]
        if changed < 2:  # FTS5's own sign that nothing is left to merge
            return
