"""No reader's search waits for another's."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from quotes.search.conditions import Lexeme
from quotes.search.results import Search

pytestmark = pytest.mark.django_db


class EngineThatWaitsForTwo:
    """Counts only once two searches count at the same time; else gives up after some seconds."""

    def __init__(self):
        self.both_count = Barrier(2, timeout=20)

    def count(self, condition):
        self.both_count.wait()
        return 7


def test_two_slow_counts_run_at_the_same_time(monkeypatch):
    """On Python 3.11 functools.cached_property has one lock for all instances of a class."""
    engine = EngineThatWaitsForTwo()
    monkeypatch.setattr("quotes.search.results.engine", lambda: engine)
    searches = [Search("money", exact=True), Search("pier", exact=True)]
    for search in searches:
        search.__dict__["condition"] = Lexeme("kind_direct")
    with ThreadPoolExecutor(2) as threads:
        counts = threads.map(lambda search: str(search.count), searches)
        assert [*counts] == ["7", "7"]
