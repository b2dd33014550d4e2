"""Fetch a page from a pasted address, without being led into our own network.

`fetch(url)` answers with an `Answer` or raises `Refused`, whose sentence is
for the person who pasted the address. `read_article(answer)` finds the
article in the page; `keep(answer, directory)` writes what was asked and
answered, byte for byte, as a WARC file.
"""

from .answer import Answer, Exchange, Refused
from .archive import Kept, keep
from .fetching import fetch
from .reading import FoundArticle, read_article

__all__ = [
    "Answer",
    "Exchange",
    "FoundArticle",
    "Kept",
    "Refused",
    "fetch",
    "keep",
    "read_article",
]
