"""The newsroom's side of the sources: add, describe, read; never rewrite words."""

from . import articles, captures, publishers

__all__ = ["articles", "captures", "publishers"]
