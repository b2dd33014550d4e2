"""Store request and answer as a WARC file (ISO 28500), the archives' own format."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from warcio.recordloader import ArcWarcRecord
from warcio.warcwriter import WARCWriter

from .answer import Answer, Exchange

_ABOUT = {"software": "Verbatim", "format": "WARC File Format 1.1"}


@dataclass(frozen=True)
class Kept:
    """Where a fetched page is stored, below the archive's folder, and the hash of its body."""

    path: str
    body_sha256: str


def keep(answer: Answer, directory: Path) -> Kept:
    """Write every exchange of a fetch to one new file; the file is whole or isn't there.

    Raises OSError when the folder can't be written.
    """
    digest = hashlib.sha256(answer.body).hexdigest()
    at = answer.fetched_at
    path = Path(f"{at:%Y}", f"{at:%m}", f"{at:%Y%m%dT%H%M%S%f}Z-{digest[:16]}.warc.gz")
    place = directory / path
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, suffix=".part", delete=False) as part:
        try:
            _write(answer, part, place.name)
            part.flush()
            os.fsync(part.fileno())
            os.replace(part.name, place)
        except BaseException:
            os.unlink(part.name)
            raise
    return Kept(path.as_posix(), digest)


def _write(answer: Answer, out, filename: str) -> None:
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    writer.write_record(writer.create_warcinfo_record(filename, _ABOUT))
    for exchange in answer.exchanges:
        _write_exchange(writer, exchange)


def _write_exchange(writer: WARCWriter, exchange: Exchange) -> None:
    def record(kind: str, payload: bytes) -> ArcWarcRecord:
        headers = {
            "WARC-IP-Address": exchange.address,
            "WARC-Date": f"{exchange.at:%Y-%m-%dT%H:%M:%S.%fZ}",
        }
        return writer.create_warc_record(
            exchange.url, kind, payload=BytesIO(payload), warc_headers_dict=headers
        )

    writer.write_request_response_pair(
        record("request", exchange.request), record("response", exchange.response)
    )
