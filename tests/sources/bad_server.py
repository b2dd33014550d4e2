"""A server on this machine that misbehaves as requested, and a network that leads to it."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from sources.fetch.network import Network

PUBLIC = "93.184.215.14"


def response(body: bytes = b"", *headers: str, status: str = "200 OK", length: int | None = None):
    """The bytes of one response; its Content-Length may lie."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}"]
    if not any(header.lower().startswith("content-type") for header in headers):
        lines.append("Content-Type: text/html; charset=utf-8")
    return "\r\n".join([*lines, *headers, "", ""]).encode() + body


class BadServer:
    """Answers each path with bytes, or with a function that writes to the socket itself."""

    def __init__(self, tls: ssl.SSLContext | None = None):
        self.answers: dict[str, bytes | Callable[[socket.socket], None]] = {}
        self.requests: list[bytes] = []
        self.dialled: list[tuple[str, int]] = []
        self.names: list[str | None] = []
        self.stopping = threading.Event()
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    def network(self, **addresses: list[str]) -> Network:
        """Every name is at a public address, unless set otherwise; every dial ends here."""

        def resolve(host: str, port: int) -> list[str]:
            return addresses.get(host.replace(".", "_"), [PUBLIC])

        def dial(address: str, port: int, seconds: float) -> socket.socket:
            self.dialled.append((address, port))
            return socket.create_connection(self._listener.getsockname(), timeout=seconds)

        return Network(resolve=resolve, dial=dial)

    def drip(self, start: bytes, piece: bytes = b"a", every: float = 0.05):
        def write(connection: socket.socket) -> None:
            connection.sendall(start)
            while not self.stopping.is_set():
                connection.sendall(piece)
                time.sleep(every)

        return write

    def stall(self, start: bytes = b""):
        def write(connection: socket.socket) -> None:
            connection.sendall(start)
            self.stopping.wait(10)

        return write

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                request = self._read_request(connection)
                self.requests.append(request)
                answer = self.answers.get(
                    request.split(b" ")[1].decode(), response(status="404 No")
                )
                connection.sendall(answer) if isinstance(answer, bytes) else answer(connection)

    def _read_request(self, connection: socket.socket) -> bytes:
        request = b""
        while b"\r\n\r\n" not in request:
            received = connection.recv(4096)
            if not received:
                raise OSError("gone")
            request += received
        return request

    def stop(self) -> None:
        self.stopping.set()
        self._listener.close()


@contextmanager
def bad_server(tls: ssl.SSLContext | None = None) -> Iterator[BadServer]:
    server = BadServer(tls)
    try:
        yield server
    finally:
        server.stop()
