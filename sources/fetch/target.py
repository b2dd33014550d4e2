"""Read a pasted address into the parts of a request, or say why it isn't one."""

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import SplitResult, quote, urlsplit

import idna

from .answer import Refused

MAX_ADDRESS = 2000
PORTS = {"http": 80, "https": 443}

_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
# WHATWG: a host whose last label is a number is an IPv4 address in some spelling.
_NUMERIC = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)")
_PATH_SAFE = "/:@!$&'()*+,;=-._~%"


@dataclass(frozen=True)
class Target:
    """One request: the scheme, the name to ask for, and the path with its query."""

    scheme: str
    host: str
    path: str

    @property
    def port(self) -> int:
        return PORTS[self.scheme]

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.host_header}{self.path}"

    @property
    def host_header(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host


def read_target(address: str) -> Target:
    """The request for an address; raises Refused with a sentence if there can't be one."""
    address = address.strip(" \t\r\n")
    _refuse_odd_characters(address)
    parts = _split(address)
    if parts.username is not None or parts.password is not None:
        raise Refused("The address has a user name or password in it. Paste it without them.")
    _refuse_other_ports(parts)
    path = quote(parts.path or "/", safe=_PATH_SAFE)
    query = "?" + quote(parts.query, safe=_PATH_SAFE + "?") if parts.query else ""
    return Target(parts.scheme, _read_host(parts.hostname or ""), path + query)


def _refuse_odd_characters(address: str) -> None:
    if not address:
        raise Refused("There is no address. Paste one that starts with https://.")
    if len(address) > MAX_ADDRESS:
        raise Refused(f"The address is over {MAX_ADDRESS:,} characters. Paste a shorter one.")
    if re.search(r"[\x00-\x20\x7f-\xa0\\\ud800-\udfff\ufffe\uffff]", address):
        raise Refused(
            "The address has a space, a backslash or a control character in it. Copy it again from "
            "the browser's address bar."
        )


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
    except ValueError:
        raise Refused("This can't be read as an address. Check it and paste it again.") from None
    if parts.scheme not in PORTS:
        raise Refused("Only addresses that start with https:// or http:// are fetched.")
    return parts


def _refuse_other_ports(parts: SplitResult) -> None:
    try:
        port = parts.port
    except ValueError:
        port = -1
    if port not in (None, PORTS[parts.scheme]):
        raise Refused(
            f"The address names a port. Only {parts.scheme}'s own port, "
            f"{PORTS[parts.scheme]}, is fetched from."
        )


def _read_host(host: str) -> str:
    if ":" in host:
        return _read_ipv6(host)
    host = _to_ascii(host.removesuffix("."))
    labels = host.split(".")
    if _NUMERIC.fullmatch(labels[-1]):
        return _read_ipv4(host)
    if len(labels) < 2 or len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise Refused(
            "The address isn't that of a site on the public internet. Check the site's name."
        )
    return host


def _to_ascii(host: str) -> str:
    """A site's name in any script, as DNS wants it (IDNA 2008 with UTS 46's mapping)."""
    try:
        return host.lower() if host.isascii() else idna.encode(host, uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        raise Refused("The site's name has characters that a site's name can't have.") from None


def _read_ipv4(host: str) -> str:
    try:
        return str(IPv4Address(host))
    except AddressValueError:
        raise Refused("The address names a site by an odd number. Use the site's name.") from None


def _read_ipv6(host: str) -> str:
    try:
        if "%" in host:  # an address on one of our own network cards
            raise AddressValueError(host)
        return str(IPv6Address(host))
    except AddressValueError:
        raise Refused("The address names a site by an odd number. Use the site's name.") from None
