"""Hours on pages, and whether each says whose clocks it is from."""

import html
import re
from collections import Counter, deque
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

#: How many pages of one address pattern are read.
OF_ONE_PATTERN = 3
HOUR = re.compile(r"(?<![\d:.\w])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:\w])")
#: The zone that an hour is followed by; a recording is so “long”, which is no hour.
ZONE = re.compile(r"\s*(?:UTC\b|in [A-Z]|[A-Z][\w ]{2,30} time\b|\([A-Z]\w+/|long\b)")
BOX = re.compile(r'<input[^>]*(?:class="vTimeField"|type="datetime-local"|type="time")')
BESIDE_BOX = re.compile(r"The hour is |In the time zone given for the source")
SHOWN_ATTRIBUTES = re.compile(r'(?:title|aria-label|placeholder|alt|content)="([^"]*)"')
NOT_READ = re.compile(r"<(script|style|textarea|datalist)\b.*?</\1>", re.DOTALL)
#: Characters around an hour by which it is known as a source's own words.
AROUND = 8


def pages(client, starts: Iterable[str]) -> dict[str, str]:
    """Every page by its address: some of each pattern, found by following links."""
    waiting, found, read = deque(starts), {}, Counter()
    while waiting:
        address = waiting.popleft()
        pattern = _pattern_of(address)
        if address in found or not pattern or read[pattern] >= OF_ONE_PATTERN:
            continue
        answer = client.get(address, follow=True)
        if answer.status_code == 200 and "text/html" in answer["Content-Type"]:
            read[pattern] += 1
            found[address] = page = answer.content.decode()
            links = map(html.unescape, re.findall(r' href="([^"#]+)', page))
            waiting += [urljoin(answer.request["PATH_INFO"], link) for link in links]
    return found


def _pattern_of(address: str) -> str:
    """The URL pattern that answers an address; empty if it is none of ours or does something."""
    parts = urlsplit(address)
    elsewhere = parts.netloc or parts.scheme or "logout" in parts.path
    if elsewhere or (parts.query and parts.path.startswith("/admin/")):
        return ""
    try:
        return resolve(parts.path).route + ("?" if parts.query else "")
    except Resolver404:
        return ""


def without_zone(page: str, words: str = "") -> list[str]:
    """The hours without a zone, with what is around them; `words` are those of the record itself."""
    text = _shown_on(page)
    return [
        text[max(0, hour.start() - 40) : hour.end() + 30]
        for hour in HOUR.finditer(text)
        if not ZONE.match(text, hour.end()) and not _is_of(words, text, *hour.span())
    ]


def _is_of(words: str, text: str, start: int, end: int) -> bool:
    """Whether a source wrote the hour, by what is before or after it."""
    around = text[max(0, start - AROUND) : end], text[start : end + AROUND]
    return any(one in words for one in around)


def _shown_on(page: str) -> str:
    """What a page shows as text, and what its attributes say."""
    bare = NOT_READ.sub(" ", page)
    labels = " ¦ ".join(SHOWN_ATTRIBUTES.findall(bare))
    return one_line(html.unescape(f"{re.sub(r'<[^>]+>', ' ', bare)} ¦ {labels}"))


def one_line(text: str) -> str:
    return " ".join(text.split())


def boxes_without_zone(page: str) -> int:
    """How many boxes for an hour have no zone beside them."""
    return len(BOX.findall(page)) - len(BESIDE_BOX.findall(page))
