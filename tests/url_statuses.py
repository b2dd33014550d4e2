"""The table of URLs: which status each role gets for each method.

`tests/url_statuses.txt` has a line for every address pattern that the site knows
(several where the answer depends on the text there). The columns after the
address are the statuses for GET and, after a stroke, for POST, for Rex, Jo,
Ed, Fay and the superuser, in this order; one status stands for all five.
"""

from dataclasses import dataclass
from pathlib import Path

from django.urls import URLPattern, get_resolver

ROLES = ("rex", "jo", "ed", "fay", "superuser")
TABLE = Path(__file__).with_name("url_statuses.txt")


@dataclass(frozen=True)
class UrlRow:
    """One line: a pattern of the URLconf, an address with names in braces, and the statuses."""

    pattern: str
    address: str
    reads: tuple[int, ...]
    writes: tuple[int, ...]

    def __str__(self):
        return f"{self.pattern}  {self.address} | {_cells(self.reads)} | {_cells(self.writes)}"


def url_rows() -> list[UrlRow]:
    lines = TABLE.read_text().splitlines()
    return [_row(line) for line in lines if line.strip() and not line.startswith("#")]


def _row(line: str) -> UrlRow:
    named, reads, writes = line.rsplit("|", 2)
    pattern, address = named.split()
    return UrlRow(pattern, address, _statuses(reads), _statuses(writes))


def _cells(statuses: tuple[int, ...]) -> str:
    return " ".join(map(str, statuses if len(set(statuses)) > 1 else statuses[:1]))


def _statuses(cells: str) -> tuple[int, ...]:
    found = tuple(int(cell) for cell in cells.split())
    return found * len(ROLES) if len(found) == 1 else found


def patterns(resolver=None, before: str = "/") -> list[str]:
    """Every pattern of the URLconf, as it is written there."""
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        whole = before + str(pattern.pattern).replace(" ", "")
        found += [whole] if isinstance(pattern, URLPattern) else patterns(pattern, whole)
    return found
