"""What is taken back from the public must not come back from the copies of pages."""

import logging

from django.core.cache import caches
from django.utils import timezone

log = logging.getLogger(__name__)

#: When the copies were last dropped is among them; no page's path begins without a slash.
FORGOTTEN = "forgotten"
KEEP_FOR = 7 * 24 * 3600  # seconds


def forget_pages() -> None:
    """Drop every copy; pages that are being made at this moment are not kept either."""
    caches["pages"].clear()
    try:
        caches["pages"].set(FORGOTTEN, timezone.now(), KEEP_FOR)
    except OSError:  # a full disk keeps no copies either
        log.exception("Couldn't record that the copies were dropped")
