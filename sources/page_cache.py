"""Words withdrawn from the public must not come back from cached copies, on any machine.

The database has a number that goes up with every withdrawal. A copy carries the number from
before it was made, and is kept and shown only while the database has the same number. A process
that finds another number deletes all of this machine's copies.
"""

import datetime as dt
import logging
from typing import Any

from django.core.cache import caches
from django.db import InterfaceError, OperationalError, transaction

from sources.models import forgetting

log = logging.getLogger(__name__)

COPIES = ("pages", "drawings", "readings")
#: The key of this machine's number, which is cached among the copies; no page has this path.
NUMBER = "number"
JUST_NOW = dt.timedelta(minutes=5)
KEEP_FOR = 7 * 24 * 3600  # seconds


def forget_pages() -> None:
    """Invalidate every copy: here once the transaction is committed, elsewhere at the next request."""
    forgetting.advance()
    transaction.on_commit(compare)


def compare() -> int | None:
    """The database's number, or None if it is unavailable. Copies with another number are deleted."""
    try:
        number = forgetting.current()
    except (OperationalError, InterfaceError):
        return None
    if caches["pages"].get(NUMBER) != number:
        delete_copies(number)
    return number


def delete_copies(number: int | None = None) -> None:
    """Delete this machine's copies, and note the number that holds now."""
    number = forgetting.current() if number is None else number
    try:
        for name in COPIES:
            caches[name].clear()
        caches["pages"].set(NUMBER, number, None)
    except OSError:  # they are not shown, since their number is out of date
        log.exception("Copies that were taken back couldn't be deleted")


def known() -> int | None:
    """The number that this machine knows, without a query; None on a new machine."""
    return caches["pages"].get(NUMBER)


def kept(name: str, key: str) -> Any:
    """The copy under a key, unless it has become invalid.

    If the database is unavailable, the number that this machine knew last decides.
    """
    number = compare()
    found = caches[name].get(key)
    return found[1] if found and found[0] == (known() if number is None else number) else None


def keep(name: str, key: str, value: Any, seconds: int, *, as_of: int | None) -> None:
    """Store a copy made since `as_of` was `known`. If the disk is full, nothing is stored.

    It is written first and compared after, so that no withdrawal can come in between.
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
