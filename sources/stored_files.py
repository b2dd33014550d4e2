"""Find, among the files beside the record, those that have some words. They are unpacked first."""

import gzip
import html
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection
from warcio.archiveiterator import ArchiveIterator

Holds = Callable[[str], bool]

_CHUNK, _OVERLAP = 4 * 1024 * 1024, 64 * 1024
_TAG = re.compile(r"<[^<>]*>")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def having(holds: Holds) -> Iterator[tuple[Path, bool]]:
    """Files in the data and archive directories that have the words; False if one can't be read."""
    for path in _files():
        try:
            if any(map(holds, texts_of(path))):
                yield path, True
        except Exception:  # whatever is broken in a file, a person has to look at it
            yield path, False


def is_archived(path: Path) -> bool:
    """Whether it is a fetched page in the archive, or one set aside."""
    return path.is_relative_to(settings.ARCHIVE_DIR)


def texts_of(path: Path) -> Iterator[str]:
    """What a file says, unpacked, without markup and escapes."""
    with path.open("rb") as file:
        yield from _texts(path.name, file)


def _texts(name: str, file: IO[bytes]) -> Iterator[str]:
    if name.endswith((".warc.gz", ".warc")):
        for record in ArchiveIterator(file):
            headers = [record.rec_headers, record.http_headers]
            yield "\n".join(str(h) for h in headers if h)
            yield from _readings(record.content_stream().read())
    elif name.endswith(".gz"):
        with gzip.open(file) as unpacked:
            yield from _texts(name.removesuffix(".gz"), unpacked)
    elif name.endswith(".zip"):
        with zipfile.ZipFile(file) as packed:
            for one in packed.infolist():
                with packed.open(one) as unpacked:
                    yield from _texts(one.filename, unpacked)
    else:
        before = b""
        while chunk := file.read(_CHUNK):
            yield from _readings(before + chunk)
            before = chunk[-_OVERLAP:]


def _readings(content: bytes) -> Iterator[str]:
    """The content as text, in the encodings that pages come in, and what it says as a page."""
    for encoding in ("utf-8", "cp1252", "utf-16-le"):
        text = content.decode(encoding, "replace")
        yield text
        if "<" in text or "&" in text:
            yield html.unescape(_TAG.sub("", text))
            yield html.unescape(_TAG.sub(" ", text))
        if "\\u" in text:
            yield _ESCAPE.sub(lambda found: json.loads(f'"{found.group()}"'), text)
        if not content.startswith((b"\xff\xfe", b"SQLite format 3")) and encoding == "cp1252":
            return


def _files() -> Iterator[Path]:
    """All but the database, which is searched by itself, the copies, which go, and static files."""
    copies = [Path(c["LOCATION"]) for c in settings.CACHES.values() if "LOCATION" in c]
    left_out = [*copies, Path(settings.STATIC_ROOT)]
    database = str(connection.settings_dict["NAME"])
    for root in dict.fromkeys([settings.DATA_DIR, settings.ARCHIVE_DIR]):
        for path in sorted(Path(root).rglob("*")):
            if not path.is_file() or str(path).startswith(database):
                continue
            inside = root != settings.ARCHIVE_DIR and path.is_relative_to(settings.ARCHIVE_DIR)
            if not inside and not any(path.is_relative_to(one) for one in left_out):
                yield path
