"""The newsroom's side of the quotes: enter, check, publish, keep tidy."""

from . import quotes, sources, speakers, topics, users, verification

__all__ = ["quotes", "sources", "speakers", "topics", "users", "verification"]
