"""The admin of the quotes: enter, check, publish, tidy up."""

from . import public_changes, quotes, sources, speakers, topics, users, verification

__all__ = ["public_changes", "quotes", "sources", "speakers", "topics", "users", "verification"]
