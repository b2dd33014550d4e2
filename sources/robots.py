"""Fetch as publishers' robots.txt asks of programs (RFC 9309); a person's own request isn't bound."""

from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from sources import fetch

#: Our name in a robots.txt.
AGENT = "Verbatim"
#: In seconds; a site that asks for a longer pause gets this one.
LONGEST_PAUSE = 60.0
_LONGEST_FILE = 512 * 1024


class StayAway(fetch.Refused):
    """The site asks programs to stay away from this address."""

    def __init__(self) -> None:
        super().__init__("Not checked: the publisher’s robots.txt asks programs to stay away.")


class RobotsFetcher:
    """Fetches pages as `fetch` does, where the site's robots.txt allows it; used for one run.

    Each site's robots.txt is fetched once. A site without one allows everything. If it can't be
    read for now, everything is disallowed (RFC 9309, 2.3.1), and the page isn't fetched.
    """

    def __init__(self, ask: Callable[[str], fetch.Answer] | None = None) -> None:
        self._ask = ask or fetch.fetch
        self._sites: dict[str, Protego | fetch.Refused] = {}

    def __call__(self, url: str) -> fetch.Answer:
        """The page. Raises StayAway if robots.txt disallows it, Refused as `fetch` does."""
        rules = self._rules(url)
        if isinstance(rules, fetch.Refused):
            raise rules
        if not rules.can_fetch(url, AGENT):
            raise StayAway
        return self._ask(url)

    def pause(self, url: str) -> float:
        """The seconds between two requests that the site asks for; 0 if it doesn't say."""
        rules = self._sites.get(_site(url))
        requested = rules.crawl_delay(AGENT) if isinstance(rules, Protego) else None
        return min(requested or 0.0, LONGEST_PAUSE)

    def _rules(self, url: str) -> Protego | fetch.Refused:
        site = _site(url)
        if site not in self._sites:
            self._sites[site] = self._read(site)
        return self._sites[site]

    def _read(self, site: str) -> Protego | fetch.Refused:
        try:
            body = self._ask(f"{site}/robots.txt").body
        except fetch.Refused as refusal:
            if refusal.status is None or refusal.status == 429 or refusal.status >= 500:
                sentence = f"The publisher’s robots.txt couldn’t be read. {refusal}"
                return fetch.Refused(sentence, refusal.status)
            body = b""
        return Protego.parse(body[:_LONGEST_FILE].decode("utf-8", "replace"))


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
