"""How the fetcher reaches the internet: names resolved once, sockets with one closing time.

`Network` is what tests replace, in code; no setting reaches it.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from .answer import Refused

MAX_SECONDS = 10.0


class Deadline:
    """The moment by which everything must be done."""

    def __init__(self, seconds: float):
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left, more than 0; raises Refused when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.passed()
        return left

    def passed(self) -> Refused:
        return Refused(
            f"The site took longer than {self.seconds:.0f} seconds to send the page. "
            "Try again later, or paste the text."
        )


def _resolve(host: str, port: int) -> list[str]:
    # The closing dot stops the resolver from trying the machine's own search domains.
    name = host if ":" in host or host.replace(".", "").isdigit() else host + "."
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def _dial(address: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((address, port), timeout=seconds)


@dataclass(frozen=True)
class Network:
    """All contact with the internet: resolve a name, open a socket, trust a certificate."""

    resolve: Callable[[str, int], list[str]] = _resolve
    dial: Callable[[str, int, float], socket.socket] = _dial
    trust: Callable[[], ssl.SSLContext] = field(default=ssl.create_default_context)


def resolve(network: Network, host: str, port: int, deadline: Deadline) -> list[str]:
    """A name's addresses, resolved once, in a thread since the system's resolver has no timeout."""
    found: list[str] = []
    failed: list[Exception] = []

    def ask() -> None:
        try:
            found.extend(dict.fromkeys(network.resolve(host, port)))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(deadline.left())
    if asking.is_alive():
        raise deadline.passed()
    if failed or not found:
        raise Refused(f"No site called {host} was found. Check the address.")
    return found
