"""Record an archived copy of a source, once the copy is known to be of that source."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from sources.models import ArchivedCopy, Source

#: Archives that write the address of the page they keep into their own.
_OF = re.compile(
    r"https?://(?:web\.archive\.org/web/[0-9]{4,14}[a-z_]*/|"
    r"archive\.(?:today|is|ph|md|li|vn|fo)/(?:[0-9.-]{4,20}|o/\w+|newest|oldest)/|"
    r"[^/]*webarchive[^/]*/[^?]*?/?[0-9]{8,14}[a-z_]*/)(?P<page>.+)",
    re.IGNORECASE,
)


#: Hosts that keep other people's pages.
_ARCHIVE = re.compile(
    r"(?:web\.archive\.org|archive\.(?:today|is|ph|md|li|vn|fo)|.*webarchive.*)", re.IGNORECASE
)


def is_archive(url: str) -> bool:
    """Whether an address is at an archive: the text there is not the publisher's live page."""
    return bool(_ARCHIVE.fullmatch(urlsplit(url).hostname or ""))


def page_kept_at(url: str) -> str:
    """The archived page's own address, as the archive's address states it; empty if it doesn't."""
    found = _OF.fullmatch(url.strip())
    return found["page"] if found else ""


def same_page(one: str, other: str) -> bool:
    """Whether two addresses are of one page: scheme, www, a slash at the end and fragments aside."""
    return _bare(one) == _bare(other)


def _bare(url: str) -> str:
    bare = re.sub(r"^(?:https?:/*)?(?:www\.)?", "", url.strip(), flags=re.IGNORECASE)
    host, slash, path = bare.partition("#")[0].rstrip("/").partition("/")
    return f"{host.lower().removesuffix(':80').removesuffix(':443')}{slash}{path}"


def record_copy(source: Source, *, url: str, archive: str = "", archived_at=None, note: str = ""):
    """An archived copy beside the source's own captures.

    Raises ValidationError for the archive's address of another page.
    """
    page = page_kept_at(url)
    if page and source.url and not same_page(page, source.url):
        raise ValidationError(
            "This archive address is for another page (%(page)s). Find the copy of this source's "
            "own address.",
            code="other_page",
            params={"page": page},
        )
    copy = ArchivedCopy(
        source=source, url=url.strip(), archive=archive, archived_at=archived_at, note=note
    )
    copy.full_clean()
    copy.save()
    return copy
