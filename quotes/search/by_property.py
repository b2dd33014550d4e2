"""Published quotes that have one property: what pages of a speaker or a topic are made of."""

from dataclasses import dataclass
from functools import cached_property

from quotes.search.conditions import Lexeme
from quotes.search.documents import quote_id_of
from quotes.search.engines import engine
from quotes.search.facets import NEWEST, count_values

#: The token that an index entry has for each property.
TOKENS = {"topic": "topic", "voice": "voice", "mentioned": "beside"}


@dataclass
class QuotesBy:
    """Published quotes with a topic, or in which a speaker has a part.

    `has` is "topic", "voice", or "mentioned": named without saying it, or passing it on.
    """

    has: str
    pk: int

    @property
    def condition(self) -> Lexeme:
        return Lexeme(f"{TOKENS[self.has]}_{self.pk}")

    def keys(self, limit: int, *, below: int | None = None, above: int | None = None) -> list[int]:
        """The newest first, or the oldest first above a key."""
        return engine().keys(self.condition, limit, below=below, above=above)

    def newest(self, limit: int) -> list[int]:
        """Ids of the newest quotes."""
        return [quote_id_of(key) for key in self.keys(limit)]

    def top(self, facet: str, size: int) -> dict[int, int]:
        """Ids of the most frequent topics or publishers of the newest quotes, with their counts.

        Ties at the end are kept.
        """
        counts = self._counts[facet]
        least = sorted(counts.values(), reverse=True)[:size][-1:]
        return {int(pk): number for pk, number in counts.items() if number >= least[0]}

    @cached_property
    def _counts(self) -> dict[str, dict[str, int]]:
        return count_values(engine().newest(self.condition, NEWEST).runs)[1]
