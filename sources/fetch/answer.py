"""What a fetch gives back: the page with the exchanges that led to it, or a refusal."""

from dataclasses import dataclass
from datetime import datetime


class Refused(Exception):
    """The address was not fetched, or what it answered can't be used. The message is for people.

    `status` is the site's answer, where it gave one.
    """

    def __init__(self, sentence: str, status: int | None = None):
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True)
class Exchange:
    """One request and its response, as the bytes went over the wire (inside TLS)."""

    url: str
    address: str
    at: datetime
    request: bytes
    response: bytes


@dataclass(frozen=True)
class Answer:
    """The page that an address led to, redirects followed."""

    url: str
    final_url: str
    status: int
    headers: list[tuple[str, str]]
    body: bytes
    fetched_at: datetime
    exchanges: tuple[Exchange, ...]

    @property
    def content_type(self) -> str:
        return next((v for name, v in self.headers if name.lower() == "content-type"), "")
