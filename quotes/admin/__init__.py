"""The newsroom's side of the quotes: enter, check, publish, keep tidy."""

from . import checks, people, quotes, speakers, topics

__all__ = ["checks", "people", "quotes", "speakers", "topics"]
