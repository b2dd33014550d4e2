"""How many rows a condition may find, by PostgreSQL's own statistics.

This only chooses how to search, never what is found. Words that aren't among the ten
thousand most frequent are treated as rare.
"""

import datetime as dt
import math
import time
from dataclasses import dataclass, field
from functools import lru_cache

from django.db import connection
from django.utils.functional import cached_property

from quotes.search.conditions import AllOf, AnyOf, Beginning, Condition, Except, Lexeme, Sequence
from quotes.search.days import ONE_DAY

REMEMBERED_SECONDS = 600
OF_A_BEGINNING = 0.05
WORDS_OF_A_ROW = 24
MONTH = "said_"
FEW_MONTHS = 6

_STATISTICS = """
    SELECT most_common_elems::text::text[], most_common_elem_freqs::real[]
    FROM pg_stats WHERE tablename = 'quotes_searchrow' AND attname = 'document'
    AND schemaname = ANY (current_schemas(false))
"""
_ROWS = "SELECT reltuples FROM pg_class WHERE oid = 'quotes_searchrow'::regclass"


@dataclass(frozen=True)
class Frequencies:
    """The share of rows with each frequent term, and how many rows there are."""

    rows: float = 0
    shares: dict[str, float] = field(default_factory=dict)

    def share(self, condition: Condition) -> float:
        """The share of rows that meet the condition, if its terms are independent."""
        match condition:
            case Lexeme(text):
                return self.shares.get(text, 0.0)
            case Sequence(texts):
                return self._in_order([self.shares.get(text, 0.0) for text in texts])
            case Beginning():
                return OF_A_BEGINNING
            case AllOf(parts):
                return math.prod(map(self.share, parts))
            case AnyOf(parts):
                return min(1.0, sum(map(self.share, parts)))
            case Except(kept, _):
                return self.share(kept)

    @staticmethod
    def _in_order(shares: list[float]) -> float:
        """How many rows hold words one after another, if each may be at any place of a row."""
        times = [-math.log(1 - min(share, 0.999)) for share in shares]
        return min(math.prod(times) / WORDS_OF_A_ROW ** (len(times) - 1), 1.0)

    def since(self, rows: float, until: dt.date) -> dt.date | None:
        """The first day of the newest months, up to that of a day, that hold so many rows.

        Of more than a few months, that of the year: PostgreSQL's index looks at each row once
        for every month it is asked for. None if all months hold fewer.
        """
        existing, months, month = 0.0, 0, until.replace(day=1)
        while f"{MONTH}{month:%Y%m}" > self._oldest:
            existing += self.shares.get(f"{MONTH}{month:%Y%m}", 0.0) * self.rows
            months += existing > 0
            if existing >= rows:
                return month if months <= FEW_MONTHS else month.replace(month=1)
            month = (month - ONE_DAY).replace(day=1)
        return None

    @cached_property
    def _oldest(self) -> str:
        """The token of the oldest month that anything is known of."""
        months = (t for t in self.shares if t.startswith(MONTH) and len(t) == len(f"{MONTH}202510"))
        return min(months, default="~")


def is_plain(condition: Condition) -> bool:
    """Whether its share is known, not estimated: of one term, or of any of several."""
    match condition:
        case AnyOf(parts):
            return all(map(is_plain, parts))
        case Lexeme(text):
            return not text.partition("_")[1]  # properties may be of some years alone
    return False


def frequencies() -> Frequencies:
    """As of the last ten minutes."""
    return _read(int(time.monotonic() // REMEMBERED_SECONDS), connection.settings_dict["NAME"])


@lru_cache(maxsize=2)
def _read(period: int, database: str) -> Frequencies:
    with connection.cursor() as cursor:
        statistics = cursor.execute(_STATISTICS).fetchone()
        if not statistics or not statistics[0]:
            return Frequencies()
        [rows] = cursor.execute(_ROWS).fetchone()
    return Frequencies(rows, dict(zip(*statistics, strict=False)))
