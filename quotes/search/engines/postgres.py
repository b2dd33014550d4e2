"""Search on PostgreSQL: a tsvector written from the analyser's tokens, and a GIN index.

The vector is a literal of ours, so no dictionary of the server's drops a stop word or
stems in its own plan.
"""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from quotes.search.conditions import (
    AllOf,
    AnyOf,
    Beginning,
    Condition,
    Except,
    Lexeme,
    Sequence,
    without_order,
)
from quotes.search.days import ONE_DAY, range_tokens
from quotes.search.documents import BREAK, Entry, day_of, key_of
from quotes.search.engines.postgres_statistics import frequencies, is_plain
from quotes.search.engines.postgres_tables import (
    CREATE_INDEX,
    DOCUMENT,
    FACETS,
    FILL,
    INDEX,
    TOKENS,
)
from quotes.search.newest import Newest
from sources.db import bulk

CREATE = """
ALTER TABLE quotes_searchrow ADD COLUMN document tsvector NOT NULL;
ALTER TABLE quotes_searchrow ALTER COLUMN document SET STATISTICS 1000;
CREATE INDEX quotes_searchrow_document ON quotes_searchrow USING gin (document)
    WITH (fastupdate = off);
"""
DROP = "ALTER TABLE quotes_searchrow DROP COLUMN IF EXISTS document"


def document(row: Entry) -> str:
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


SCANNED = "FROM quotes_searchrow WHERE document @@ %s::tsquery"
COLLECTED = f"FROM {FACETS} WHERE {DOCUMENT}(key) @@ %s::tsquery"


#: The index stores no positions, so phrase matches are rechecked against the rows.
IN_ORDER = (
    f"{COLLECTED} AND"
    f" (SELECT document FROM quotes_searchrow r WHERE r.key = {FACETS}.key) @@ %s::tsquery"
)


def collecting(condition: Condition) -> tuple[str, list[object]]:
    """SQL that collects all rows meeting the condition, and its parameters."""
    loose = without_order(condition)
    if loose == condition:
        return COLLECTED, [expression(condition)]
    return IN_ORDER, [expression(loose), expression(condition)]


class Plan(NamedTuple):
    """A plan to find the newest rows of a condition, and whether it finds all of them.

    Scanning goes from the newest row down and looks at each. Collecting asks the full-text
    index and sorts its rows, which may be limited to those from a key on.
    """

    scans: bool
    condition: Condition
    since: int = 0

    @property
    def is_all(self) -> bool:
        return not self.since

    @property
    def statement(self) -> tuple[str, list[object]]:
        """What follows the columns of a SELECT, and its parameters."""
        if self.scans:
            return SCANNED, [expression(self.condition)]
        table, parameters = collecting(self.condition)
        if self.since:
            # A sum, because otherwise the index of keys would be read as well: all of those years.
            table, parameters = f"{table} AND key + 0 >= %s", [*parameters, self.since]
        return table, parameters

    def rows(self, columns: str, limit: int, below=None, above=None) -> list[tuple]:
        table, parameters = self.statement
        sql = f"SELECT {columns} {table}"
        if below is not None:
            sql, parameters = f"{sql} AND key < %s", [*parameters, below]
        if above is not None:
            sql, parameters = f"{sql} AND key > %s", [*parameters, above]
        if not self.scans:
            # Otherwise PostgreSQL would scan the index of keys for rare words, too.
            sql = f"WITH found AS MATERIALIZED ({sql}) SELECT {columns} FROM found"
        order = "ASC" if above is not None else "DESC"
        return _rows(f"{sql} ORDER BY key {order} LIMIT {limit}", parameters)


FREQUENT = 0.3
"""A condition met by this share of the rows is answered by scanning from the newest down."""
FAR = 3000
"""Most rows scanned per match of a rarer condition."""
TO_SPARE = 1.5
FEW = 2000
"""Up to this many rows, collecting all and sorting beats looking for the newest."""


def _plans(
    condition: Condition, limit: int, below: int | None = None, above=None
) -> Iterator[Plan]:
    """How to find the newest rows, the quickest first; the last finds all there are.

    Common conditions are scanned; for rare ones all rows are collected. Between the two,
    collecting the rows of the newest months is enough.
    """
    known = frequencies()
    share = known.share(condition)
    if share >= FREQUENT or (share and is_plain(condition) and limit / share <= FAR):
        yield Plan(True, condition)
        return
    if above is None and share * known.rows > max(FEW, TO_SPARE * limit):
        until = _month_end(day_of(below)) if below else _end_of_next_year()
        whole = until.replace(day=1) - ONE_DAY  # of the cursor's own month little may be left
        if since := known.since(TO_SPARE * limit / share, whole):
            months = AnyOf(tuple(map(Lexeme, range_tokens(since, until))))
            yield Plan(False, AllOf((condition, months)), key_of(since, 0))
    yield Plan(False, condition)


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _end_of_next_year() -> dt.date:
    """Later than any quote that isn't announced for the far future."""
    return dt.date(timezone.now().year + 1, 12, 31)


def _newest(columns: str, condition: Condition, limit: int, below=None, above=None) -> list[tuple]:
    for plan in _plans(condition, limit, below, above):
        found = plan.rows(columns, limit, below, above)
        if len(found) >= limit or plan.is_all:
            return found
    return []


def keys(condition: Condition, limit: int, *, below=None, above=None) -> list[int]:
    """Keys that meet the condition: newest first, or oldest first above a key."""
    return [key for (key,) in _newest("key", condition, limit, below, above)]


def count(condition: Condition, limit: int | None = None) -> int:
    """How many rows meet the condition, counted up to the limit."""
    scans = limit is not None and frequencies().share(condition) >= FREQUENT
    table, parameters = Plan(scans, condition).statement
    if limit is not None:
        table = f"FROM (SELECT 1 {table} LIMIT {limit}) AS capped"
    return _rows(f"SELECT count(*) {table}", parameters)[0][0]


def candidates(condition: Condition, limit: int | None, column: str) -> Iterator[tuple[int, str]]:
    """Keys and one column of the newest rows that meet the condition."""
    if limit is None:
        table, parameters = collecting(condition)
        chosen = f"key IN (SELECT key {table})"
    else:
        chosen, parameters = "key = ANY(%s)", [keys(condition, limit)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT key, {column} FROM quotes_searchrow WHERE {chosen}", parameters)
        while rows := cursor.fetchmany(2000):
            yield from rows


def facet_tokens(condition: Condition) -> Iterator[tuple[int, str]]:
    """Of all rows that meet the condition, so many at a time: how many, and their facet tokens."""
    with connection.cursor() as cursor:
        table, parameters = collecting(condition)
        cursor.execute(f"SELECT tokens {table}", parameters)
        while rows := cursor.fetchmany(2000):
            yield len(rows), " ".join(run for (run,) in rows)


def newest(condition: Condition, limit: int, first: int = 0) -> Newest:
    """Up to so many of the newest rows that meet the condition, with keys of the first of them."""
    for plan in _plans(condition, limit):
        table, parameters = plan.statement
        tokens, hint = (TOKENS, "NOT MATERIALIZED") if plan.scans else ("tokens", "MATERIALIZED")
        found = f"WITH found AS {hint} (SELECT key, {tokens} AS run {table})"
        rows = f"SELECT key, run FROM found ORDER BY key DESC LIMIT {limit}"
        [(counted, run, keys)] = _rows(
            f"{found} SELECT count(*), string_agg(run, ' '),"
            f" (array_agg(key ORDER BY key DESC))[1:{first}] FROM ({rows}) AS newest",
            parameters,
        )
        if counted >= limit or plan.is_all:
            break
    return Newest(keys or [], counted, run or "")


def write(rows: Iterable[Entry]) -> None:
    """Add rows with their documents."""
    bulk.write(
        "quotes_searchrow",
        ("key", "quote_id", "filters", "stems", "terms", "document"),
        ((r.key, r.quote_id, r.filters, r.stems, r.terms, document(r)) for r in rows),
    )


def disagreements() -> list[str]:
    """Sentences on what is wrong with the index itself."""
    found = []
    sql = f"SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('{INDEX}')"
    if _rows(sql, []) != [(True,)]:
        found.append("The full-text index is not valid.")
    existing, required = (
        f"SELECT key, tokens FROM {FACETS}",
        FILL.partition(") ")[2] + " quotes_searchrow",
    )
    for one, other in ((existing, required), (required, existing)):
        if _rows(f"SELECT 1 FROM (({one}) EXCEPT ({other})) AS differs LIMIT 1", []):
            return [
                *found,
                "The table that facets are counted from doesn't match the index entries.",
            ]
    return found


@transaction.atomic
def rebuild_index() -> None:
    set_index_aside()
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {FACETS}")
        cursor.execute(f"{FILL} quotes_searchrow ORDER BY key")
    complete_index()


def set_index_aside() -> None:
    """Before a large import: building the index once at the end is cheaper than a million updates."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX IF EXISTS {INDEX}")


def complete_index() -> None:
    """Build the index if it was set aside."""
    with connection.cursor() as cursor:
        cursor.execute(CREATE_INDEX)


def merge_index() -> None:
    """Nothing to do: an index of this kind is always one piece."""


def forget_deleted() -> None:
    """Leave no word of a deleted entry in the index, which never drops one: make it again.

    Nobody waits meanwhile; a transaction can't do it.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"REINDEX INDEX CONCURRENTLY {INDEX}")
