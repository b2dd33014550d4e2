"""The process that reads a stranger's page: HTML on standard input, JSON on standard output."""

import json
import re
import resource
import sys
from typing import Any
from urllib.parse import urlsplit

from .content import BYTE_ORDER_MARKS

_MEMORY = 2 * 1024**3
# Encodings that pages are really written in; Python also knows "codecs" that unpack or execute.
_CHARSET = re.compile(
    r"utf-?8|utf-?16(?:-?[lb]e)?|us-ascii|ascii|latin-?1|iso-?8859-\d{1,2}|windows-\d{3,4}|cp\d{3,4}"
    r"|koi8-[ru]|euc-(?:jp|kr)|shift_jis|iso-2022-jp|gb(?:k|2312|18030)|big5",
    re.IGNORECASE,
)
_SUBSCRIBERS = (
    "The page says that it is for subscribers. The text may be only its opening: compare it, "
    "or paste the whole text."
)


def read_page(html: str, url: str) -> dict[str, Any]:
    """Headline, author, published_on, publisher, language, body and warnings of a page."""
    from trafilatura import bare_extraction, load_html

    tree = load_html(html)
    found = bare_extraction(html, url=url, include_comments=False, with_metadata=True)
    if tree is None or found is None:
        return {}
    headline = found.title or ""
    return {
        "headline": headline,
        "author": _names(found.author),
        "published_on": found.date or "",
        "publisher": _publisher(found.sitename or "", url),
        "language": _language(tree),
        "body": _paragraphs(found.text or "", headline),
        "warnings": [_SUBSCRIBERS] if _for_subscribers(tree) else [],
    }


def read_plain(text: str) -> dict[str, Any]:
    return {"body": text.removeprefix("\ufeff")}


def decode(content_type: str, body: bytes) -> str:
    """The page as text: by the header's encoding if it decodes, otherwise by what the bytes show."""
    from trafilatura.utils import decode_file

    named = re.search(r"charset\s*=\s*[\"']?([\w.-]+)", content_type, re.IGNORECASE)
    if named and _CHARSET.fullmatch(named[1]) and not body.startswith(BYTE_ORDER_MARKS):
        try:
            return body.decode(named[1])
        except (UnicodeDecodeError, LookupError):
            pass
    return decode_file(body)


def _names(author: str | None) -> str:
    return ", ".join(part.strip() for part in (author or "").split(";") if part.strip())


def _publisher(site: str, url: str) -> str:
    """The site's own name; its address, which is put there when it states none, is no name."""
    host = urlsplit(url).hostname or ""
    return "" if site.lower().removeprefix("www.") == host.removeprefix("www.") else site


def _paragraphs(text: str, headline: str) -> str:
    """The body, an empty line between paragraphs as people paste them, without the headline."""
    lines = [line for line in text.split("\n") if line.strip()]
    if lines and lines[0].strip() == headline.strip():
        del lines[0]
    return "\n\n".join(lines)


def _language(tree: Any) -> str:
    stated = tree.xpath("string(/html/@lang)") or tree.xpath(
        "string(//meta[@property='og:locale']/@content)"
    )
    return stated.strip().replace("_", "-")[:35]


def _for_subscribers(tree: Any) -> bool:
    """Whether the page marks itself as paid, by schema.org's property or Facebook's tier."""
    tier = tree.xpath("string(//meta[@property='article:content_tier']/@content)")
    if tier.strip().lower() in ("locked", "metered"):
        return True
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            if _says_paid(json.loads(script)):
                return True
        except (ValueError, RecursionError):
            continue
    return False


def _says_paid(data: Any) -> bool:
    if isinstance(data, list):
        return any(_says_paid(item) for item in data)
    if not isinstance(data, dict):
        return False
    free = data.get("isAccessibleForFree")
    if free is False or str(free).lower() in ("false", "http://schema.org/false"):
        return True
    return any(_says_paid(item) for item in data.values() if isinstance(item, list | dict))


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    url, content_type = sys.argv[1:]
    text = decode(content_type, sys.stdin.buffer.read())
    plain = content_type.lower().startswith("text/plain")
    json.dump(read_plain(text) if plain else read_page(text, url), sys.stdout)
