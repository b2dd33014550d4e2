"""Where words are found: publishers, sources, their captures and copies."""

from .capture import Capture, FetchedPage
from .copies import ArchivedCopy, LinkCheck
from .publisher import Publisher
from .source import Article, Source
from .tombstone import Tombstone

__all__ = [
    "ArchivedCopy",
    "Article",
    "Capture",
    "FetchedPage",
    "LinkCheck",
    "Publisher",
    "Source",
    "Tombstone",
]
