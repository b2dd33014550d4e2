"""The admin of the sources: add, describe and read them; a capture's words are never changed."""

from . import captures, sources

__all__ = ["captures", "sources"]
