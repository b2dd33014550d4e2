"""One connection to one address that was checked: watched for time and size, and recorded."""

import io
import socket
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection

from .answer import Refused
from .network import Deadline, Network

MAX_BYTES = 5 * 1024 * 1024
_MAX_WIRE_BYTES = MAX_BYTES + 256 * 1024  # the page, its headers and its chunks' sizes


def too_big() -> Refused:
    return Refused("The page is over 5 MB. Paste the text that you need from it.")


class _WatchedReader(io.RawIOBase):
    """Reads a socket until the deadline or the size limit, and records every byte."""

    def __init__(self, sock: socket.socket, deadline: Deadline, kept: bytearray):
        self._sock, self._deadline, self._kept = sock, deadline, kept
        self._raw = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._deadline.left())
        try:
            count = self._raw.readinto(buffer) or 0  # type: ignore[union-attr]
        except TimeoutError:
            raise self._deadline.passed() from None
        self._kept += memoryview(buffer)[:count]
        if len(self._kept) > _MAX_WIRE_BYTES:
            raise too_big()
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()


class _WatchedSocket:
    """What http.client needs of a socket, with both directions recorded."""

    def __init__(self, sock: socket.socket, deadline: Deadline):
        self._sock, self._deadline = sock, deadline
        self.sent, self.received = bytearray(), bytearray()

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._deadline.left())
        self._sock.sendall(data)
        self.sent += data

    def makefile(self, mode: str, buffering: int = -1) -> io.BufferedReader:
        return io.BufferedReader(_WatchedReader(self._sock, self._deadline, self.received))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


class _Pinned:
    """Connect to the address that was checked; the name serves for SNI, certificate and Host."""

    network: Network
    address: str
    deadline: Deadline
    dial_seconds: float
    watched: _WatchedSocket

    def _new_conn(self) -> socket.socket:
        sock = self.network.dial(self.address, self.port, self.dial_seconds)  # type: ignore[attr-defined]
        sock.settimeout(self.deadline.left())  # and the handshake has what is left
        return sock

    def connect(self) -> None:
        super().connect()  # type: ignore[misc]
        self.watched = self.sock = _WatchedSocket(self.sock, self.deadline)  # type: ignore[has-type]


class PlainConnection(_Pinned, HTTPConnection):
    pass


class SecureConnection(_Pinned, HTTPSConnection):
    pass


def connection_to(
    address: str, host: str, scheme: str, network: Network, deadline: Deadline
) -> PlainConnection | SecureConnection:
    """A connection, not yet open, to `address` for the site called `host`."""
    connection: PlainConnection | SecureConnection
    if scheme == "https":
        connection = SecureConnection(host, ssl_context=network.trust())
    else:
        connection = PlainConnection(host)
    connection.network, connection.address, connection.deadline = network, address, deadline
    return connection
