"""Whether the index entries were made by the analyser as it is now.

A change to how words are read finds them only once `rebuild_search` has read them again. An index
without entries is up to date, whatever made it.
"""

from quotes.models import IndexVersion, SearchRow
from quotes.text.analyser import VERSION

ONLY = 1
TABLE = IndexVersion._meta.db_table


def set_current(using: str = "default") -> None:
    """Note that all entries are made by the present analyser."""
    IndexVersion.objects.using(using).update_or_create(pk=ONLY, defaults={"number": VERSION})


def date_if_empty(using: str) -> None:
    """After a migrate: what will be written into an empty index is made by the present analyser."""
    if not SearchRow.objects.using(using).exists():
        set_current(using)


def is_current() -> bool:
    """Whether no entry was made by an earlier analyser."""
    return not SearchRow.objects.exists() or IndexVersion.objects.filter(number=VERSION).exists()
