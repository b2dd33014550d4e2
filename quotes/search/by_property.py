"""Published quotes that have one property: what pages of a speaker or a topic are made of."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from quotes.search.conditions import Condition, tokens
from quotes.search.documents import quote_id_of
from quotes.search.engines import engine
from quotes.search.facets import NEWEST, count_values


@dataclass
class QuotesBy:
    """Published quotes with a topic, or in which a speaker has a part.

    `has` is the name of a token: "topic", or what the speaker is to the quote, which
    `quotes.search.documents.SPEAKER_TOKENS` has.
    """

    has: str
    pk: int | tuple[int, ...]
    """One, or several of which any will do."""

    @property
    def condition(self) -> Condition:
        return tokens(self.has, self.pk if isinstance(self.pk, tuple) else (self.pk,))

    def keys(self, limit: int, *, below: int | None = None, above: int | None = None) -> list[int]:
        """The newest first, or the oldest first above a key."""
        return engine().keys(self.condition, limit, below=below, above=above)

    def newest(self, limit: int) -> list[int]:
        """Ids of the newest quotes."""
        return [quote_id_of(key) for key in self.keys(limit)]

    def count(self) -> int:
        return engine().count(self.condition)

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
