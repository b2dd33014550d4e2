"""Store a fetched page: the server's answer goes into the archive, its words become a capture.

A page that was only previewed is set aside, and deleted unless its words are stored.
"""

import datetime as dt
import logging
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from sources import archived_copies, fetch
from sources.models import ArchivedCopy, Capture, FetchedPage, Source
from sources.models.capture import sha256_of
from sources.storable_text import unify_line_ends

log = logging.getLogger(__name__)
#: The folder in the archive for pages that were only previewed, and how long they stay there.
ASIDE, PATIENCE = "aside", dt.timedelta(days=2)


class Page(NamedTuple):
    """The answer from an address, and the article found in it."""

    answer: fetch.Answer
    found: fetch.FoundArticle

    @property
    def own_address(self) -> str:
        """The publisher's own address, if an archive's address states it; otherwise the final address."""
        return archived_copies.page_kept_at(self.answer.final_url) or self.answer.final_url


def read_page(answer: fetch.Answer) -> Page:
    """Find the words in a fetched page. Raises fetch.Refused."""
    return Page(answer, fetch.read_article(answer))


def set_aside(page: Page) -> dict[str, Any]:
    """Set a page aside until its words are stored; returns the server's answer, ready to be signed.

    Raises fetch.Refused where it can't be written.
    """
    sweep()
    kept = _written(page, settings.ARCHIVE_DIR / ASIDE)
    text = unify_line_ends(page.found.body)
    sent = _sent(page, kept)
    return sent | {"fetched_at": sent["fetched_at"].isoformat(), "text_sha256": sha256_of(text)}


def sweep() -> None:
    """Delete pages that were set aside and never used."""
    before = (timezone.now() - PATIENCE).timestamp()
    for file in (settings.ARCHIVE_DIR / ASIDE).rglob("*"):
        with suppress(FileNotFoundError):  # another process deletes them, too
            if file.is_file() and file.stat().st_mtime < before:
                file.unlink()


@transaction.atomic
def store(source: Source, page: Page, *, by) -> Capture:
    """A page just fetched as a capture of its source. Raises fetch.Refused."""
    kept = _written(page, settings.ARCHIVE_DIR)
    try:
        return _store(source, page.found.body, _sent(page, kept), by=by)
    except BaseException:
        (settings.ARCHIVE_DIR / kept.path).unlink(missing_ok=True)
        raise


@transaction.atomic
def store_set_aside(source: Source, sent: dict[str, Any], text: str, *, by) -> Capture:
    """The words, perhaps corrected by hand, of a page that was set aside. Raises fetch.Refused."""
    sent = dict(sent)
    note = "" if sent.pop("text_sha256") == sha256_of(text) else _CORRECTED
    sent["fetched_at"] = dt.datetime.fromisoformat(sent["fetched_at"])
    capture = _store(source, text, sent, by=by, note=note)
    _into_the_archive(sent["warc_path"])
    return capture


_CORRECTED = "Corrected by hand after it was fetched."


def _store(source: Source, text: str, sent: dict[str, Any], *, by, note: str = "") -> Capture:
    archived = archived_copies.is_archive(sent["final_url"])
    try:
        capture = Capture.objects.create(
            source_id=source.pk,
            text=text,
            method=Capture.Method.THIRD_PARTY_ARCHIVE if archived else Capture.Method.OWN_FETCH,
            captured_at=sent["fetched_at"],
            captured_by=by,
            note=note,
        )
    except ValidationError as error:  # words that were erased would come back
        raise fetch.Refused(error.messages[0]) from None
    FetchedPage.objects.create(capture=capture, **sent)
    if archived:
        archive = urlsplit(sent["final_url"]).hostname or ""
        ArchivedCopy.objects.get_or_create(
            source_id=source.pk, url=sent["final_url"], defaults={"archive": archive}
        )
    return capture


def _sent(page: Page, kept: fetch.Kept) -> dict[str, Any]:
    answer = page.answer
    return {
        "url": answer.url,
        "final_url": answer.final_url,
        "status": answer.status,
        "headers": answer.headers,
        "warc_path": kept.path,
        "body_sha256": kept.body_sha256,
        "fetched_at": answer.fetched_at,
    }


def _written(page: Page, directory: Path) -> fetch.Kept:
    try:
        return fetch.keep(page.answer, directory)
    except OSError:
        raise _full() from None


def _into_the_archive(path: str) -> None:
    """Move a page that was set aside to its place; one that is there already stays."""
    aside, place = settings.ARCHIVE_DIR / ASIDE / path, settings.ARCHIVE_DIR / path
    if place.exists():
        return
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(aside, place)
    except FileNotFoundError:
        raise fetch.Refused("The page was fetched too long ago. Fetch it again.") from None
    except OSError:
        raise _full() from None


def _full() -> fetch.Refused:
    log.exception("A fetched page couldn't be stored")
    return fetch.Refused("The page was fetched, but it can't be stored here. Paste the text.")
