"""What is taken back from the public must not come back from copies, on whichever machine.

The database has a number that every taking back moves. A copy carries the number of before it
was made, and is kept and shown only while the database has the same. Whoever finds another
number deletes all of this machine's copies.
"""

import datetime as dt
import logging
from typing import Any

from django.core.cache import caches
from django.db import InterfaceError, OperationalError, transaction

from sources.models import forgetting

log = logging.getLogger(__name__)

COPIES = ("pages", "drawings", "readings")
#: The number by which this machine's copies go is among them; no page's path is this.
NUMBER = "number"
JUST_NOW = dt.timedelta(minutes=5)
KEEP_FOR = 7 * 24 * 3600  # seconds


def forget_pages() -> None:
    """Take every copy back, here once the transaction is committed, elsewhere when next asked."""
    forgetting.advance()
    transaction.on_commit(compare)


def compare() -> int | None:
    """The database's number, or None while it is away. Copies made under another are deleted."""
    try:
        number = forgetting.current()
    except (OperationalError, InterfaceError):
        return None
    if caches["pages"].get(NUMBER) != number:
        _delete_copies(number)
    return number


def _delete_copies(number: int) -> None:
    try:
        for name in COPIES:
            caches[name].clear()
        caches["pages"].set(NUMBER, number, None)
    except OSError:  # none is shown all the same: its number is a former one
        log.exception("Copies that were taken back couldn't be deleted")


def known() -> int | None:
    """The number that this machine knows, without asking the database; None on a new machine."""
    return caches["pages"].get(NUMBER)


def kept(name: str, key: str) -> Any:
    """What is kept under a key, unless it was taken back since.

    While the database is away, by what this machine knew last.
    """
    number = compare()
    found = caches[name].get(key)
    return found[1] if found and found[0] == (known() if number is None else number) else None


def keep(name: str, key: str, value: Any, seconds: int, *, as_of: int | None) -> None:
    """Keep what was made of what was read since `as_of` was `known`. A full disk keeps nothing.

    It is written first and compared after, so that no taking back can come in between.
    """
    number = compare()
    if number is None or as_of not in (None, number):
        return
    try:
        if as_of is None and forgetting.is_recent(JUST_NOW):
            return  # perhaps after this was read: a new machine can't tell
        caches[name].set(key, (number, value), seconds)
        if compare() != number:
            caches[name].delete(key)
    except OSError:
        log.exception("Could not keep a copy among the %s", name)
