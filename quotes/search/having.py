"""Published quotes that have one property: what pages of a speaker or a topic are made of."""

from dataclasses import dataclass
from functools import cached_property

from quotes.search.engines import engine
from quotes.search.expressions import Lexeme
from quotes.search.facets import tallied
from quotes.search.rows import quote_id_of

AT_ONCE = 100_000
"""Quotes whose properties the database gives in one string; of more, so many at a time."""


@dataclass
class Having:
    """Published quotes with a topic ("topic"), or in which a speaker has a part.

    The part is "voice", or "beside" it: named without saying it, or passing it on.
    """

    name: str
    pk: int

    @property
    def condition(self) -> Lexeme:
        return Lexeme(f"{self.name}_{self.pk}")

    def keys(self, most: int, *, below: int | None = None, above: int | None = None) -> list[int]:
        """The newest first, or the oldest first above a key."""
        return engine().keys(self.condition, most, below=below, above=above)

    def newest(self, most: int) -> list[int]:
        """Ids of the newest quotes."""
        return [quote_id_of(key) for key in self.keys(most)]

    @property
    def number(self) -> int:
        """How many there are, where nothing else is counted."""
        return engine().count(self.condition)

    @cached_property
    def counted(self) -> tuple[int, dict]:
        """How many quotes, and how many of each year, topic, publisher…"""
        found = tallied(engine().facet_tokens(self.condition, AT_ONCE))
        if found[0] < AT_ONCE:
            return found
        return tallied(engine().facet_tokens(self.condition, None))

    @property
    def total(self) -> int:
        return self.counted[0]

    def years(self) -> list[tuple[int, int]]:
        """How many quotes stand in each year, from the first to the last, by the day lists go by."""
        counted = {int(year): number for year, number in self.counted[1]["year"].items()}
        span = range(min(counted), max(counted) + 1) if counted else ()
        return [(year, counted.get(year, 0)) for year in span]

    def most(self, name: str, size: int) -> dict[int, int]:
        """Ids of the most frequent topics or publishers with their counts; ties at the end too."""
        tally = self.counted[1][name]
        least = sorted(tally.values(), reverse=True)[:size][-1:]
        return {int(pk): number for pk, number in tally.items() if number >= least[0]}
