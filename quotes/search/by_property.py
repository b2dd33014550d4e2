"""Published quotes that have one property: what pages of a speaker or a topic are made of."""

from dataclasses import dataclass
from functools import cached_property

from quotes.search.conditions import Lexeme
from quotes.search.documents import quote_id_of
from quotes.search.engines import engine
from quotes.search.facets import NEWEST, tallied


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

    def most(self, name: str, size: int) -> dict[int, int]:
        """Ids of the most frequent topics or publishers of the newest quotes, with their counts.

        Ties at the end are kept.
        """
        tally = self._tallies[name]
        least = sorted(tally.values(), reverse=True)[:size][-1:]
        return {int(pk): number for pk, number in tally.items() if number >= least[0]}

    @cached_property
    def _tallies(self) -> dict[str, dict[str, int]]:
        return tallied(engine().newest(self.condition, NEWEST).runs)[1]
