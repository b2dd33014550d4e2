"""The admin of the quotes: enter, check, publish, tidy up."""

from . import quotes, sources, speakers, topics, users, verification

__all__ = ["quotes", "sources", "speakers", "topics", "users", "verification"]
