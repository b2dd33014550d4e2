"""Publishers, sources, their captures and copies."""

from .capture import Capture, FetchedPage
from .copies import ArchivedCopy, LinkCheck
from .forgetting import Forgetting
from .publisher import Publisher
from .source import Article, Source
from .tombstone import RowTombstone, Tombstone

__all__ = [
    "ArchivedCopy",
    "Article",
    "Capture",
    "FetchedPage",
    "Forgetting",
    "LinkCheck",
    "Publisher",
    "RowTombstone",
    "Source",
    "Tombstone",
]
