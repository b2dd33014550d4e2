"""The newsroom's side of the quotes: enter, check, publish, keep tidy."""

from . import checks, people, quotes, sources, speakers, topics

__all__ = ["checks", "people", "quotes", "sources", "speakers", "topics"]
