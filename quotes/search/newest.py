from typing import NamedTuple


class Newest(NamedTuple):
    """The newest rows that meet a condition, read together for a page and its facets.

    `keys` are of the first of them, newest first; `tokens` the facet tokens of all that were
    `counted`, in one string.
    """

    keys: list[int]
    counted: int
    tokens: str

    @property
    def runs(self) -> list[tuple[int, str]]:
        """As facets are counted from: how many rows, and their tokens."""
        return [(self.counted, self.tokens)]
