"""Request a page, follow its redirects, and return it whole or not at all."""

import http.client
import ssl
from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import urljoin

from urllib3 import HTTPResponse
from urllib3.exceptions import HTTPError

from .answer import Answer, Exchange, Refused
from .content import refuse_other_than_text
from .network import MAX_SECONDS, Deadline, Network, resolve
from .public import is_public
from .target import Target, read_target
from .wire import MAX_BYTES, PlainConnection, SecureConnection, connection_to, too_big

MAX_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
_NETWORK = Network()
_HEADERS = {
    "User-Agent": "Verbatim (a newsroom's record of quotes; fetches what a journalist asks for)",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
_STATUS_SENTENCES = {
    401: "The site wants a sign-in before it shows this page.",
    402: "The site wants payment before it shows this page.",
    403: "The site doesn't let us read this page.",
    404: "The site has no page at this address.",
    410: "The site says that this page is gone.",
    429: "The site says that it had too many requests. Try again later.",
    451: "The site says that it may not show this page for legal reasons.",
}


def fetch(url: str, *, network: Network = _NETWORK, seconds: float = MAX_SECONDS) -> Answer:
    """The page at an address, redirects followed, in `seconds` in all.

    Every hop's name is resolved once and refused unless each of its addresses
    is public; the connection goes to those very addresses. Raises Refused.
    """
    deadline = Deadline(seconds)
    target, exchanges = read_target(url), []
    for _ in range(MAX_REDIRECTS + 1):
        response, body, exchange = _ask(target, network, deadline)
        exchanges.append(exchange)
        if response.status not in REDIRECTS:
            return _answer(url, target, response, body, exchanges)
        target = _follow(target, response)
    raise Refused(f"The address redirects more than {MAX_REDIRECTS} times.")


def _follow(target: Target, response: HTTPResponse) -> Target:
    place = response.headers.get("Location")
    if not place:
        raise Refused("The site redirects without saying where to.")
    with suppress(UnicodeError):
        # Header bytes arrive as Latin-1; sites that don't escape them mean UTF-8.
        place = place.encode("latin-1").decode()
    try:
        return read_target(urljoin(target.url, place))
    except ValueError:
        raise Refused("The site redirects to something that isn't an address.") from None
    except Refused as refusal:
        raise Refused(f"The site redirects to an address that isn't fetched. {refusal}") from None


def _ask(
    target: Target, network: Network, deadline: Deadline
) -> tuple[HTTPResponse, bytes, Exchange]:
    addresses = resolve(network, target.host, target.port, deadline)
    if not all(is_public(address) for address in addresses):
        raise Refused(
            f"The site {target.host} is not on the public internet, so it is not fetched. "
            "Paste the text instead."
        )
    try:
        return _ask_first_that_answers(target, addresses, network, deadline)
    except ssl.SSLError:
        raise Refused("The site's certificate can't be trusted, so it is not fetched.") from None
    except TimeoutError:
        raise deadline.passed() from None
    except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        raise _broken(error) from error


def _broken(error: Exception) -> Refused:
    if isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError):
        return Refused("The site's certificate can't be trusted, so it is not fetched.")
    return Refused("The site broke off or answered in a way that can't be read. Paste the text.")


def _ask_first_that_answers(
    target: Target, addresses: list[str], network: Network, deadline: Deadline
) -> tuple[HTTPResponse, bytes, Exchange]:
    for tried, address in enumerate(addresses):
        seconds = deadline.left() / (len(addresses) - tried)
        connection = connection_to(address, target.host, target.scheme, network, deadline)
        connection.dial_seconds = seconds
        try:
            if _connects(connection):
                return _exchange(target, address, connection)
        finally:
            connection.close()
    deadline.left()
    raise Refused(f"The site {target.host} doesn't answer. Try again later, or paste the text.")


def _connects(connection: PlainConnection | SecureConnection) -> bool:
    try:
        connection.connect()
    except ssl.SSLError:
        raise
    except OSError:
        return False
    return True


def _exchange(
    target: Target, address: str, connection: PlainConnection | SecureConnection
) -> tuple[HTTPResponse, bytes, Exchange]:
    at = datetime.now(UTC)
    connection.request(
        "GET",
        target.path,
        headers={"Host": target.host_header, **_HEADERS},
        preload_content=False,
        enforce_content_length=True,
    )
    response = connection.getresponse()
    body = b"" if response.status in REDIRECTS else _read(response)
    watched = connection.watched
    return (
        response,
        body,
        Exchange(target.url, address, at, bytes(watched.sent), bytes(watched.received)),
    )


def _read(response: HTTPResponse) -> bytes:
    """The body, unpacked; never more of it in memory than the limit."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise Refused("The site compressed the page in a way that we can't read. Paste the text.")
    declared = response.headers.get("Content-Length", "")
    if declared.isascii() and declared.isdigit() and int(declared[:12]) > MAX_BYTES:
        raise too_big()
    body = bytes(response.read(MAX_BYTES + 1, decode_content=True))
    if len(body) > MAX_BYTES:
        raise too_big()
    return body


def _answer(
    url: str, target: Target, response: HTTPResponse, body: bytes, exchanges: list[Exchange]
) -> Answer:
    if response.status != 200:
        reason = _STATUS_SENTENCES.get(
            response.status, f"The site answered with an error ({response.status})."
        )
        raise Refused(f"{reason} Paste the text if you have it.", response.status)
    refuse_other_than_text(response.headers.get("Content-Type", ""), body)
    return Answer(
        url=url.strip(),
        final_url=target.url,
        status=response.status,
        headers=list(response.headers.items()),
        body=body,
        fetched_at=exchanges[-1].at,
        exchanges=tuple(exchanges),
    )
