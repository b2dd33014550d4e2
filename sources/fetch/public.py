"""Which internet addresses are public; all others belong to private networks.

Python's `ipaddress.is_global` lets through addresses that reach inside
(192.0.0.192 of one cloud's metadata service, the translating 64:ff9b::/96,
6to4 2002::/16, site-local fec0::/10), so the special blocks are listed here,
from IANA's special-purpose registries for IPv4 and IPv6.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_SPECIAL_4 = [
    ip_network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
        "168.63.129.16/32",  # one cloud's metadata service, on an address that looks public
    )
]
# Nothing outside 2000::/3 has been given out for the public internet.
_PUBLIC_6 = ip_network("2000::/3")
_SPECIAL_6 = [
    ip_network(block)
    for block in (
        "2001::/23",  # Teredo, ORCHID, benchmarks, anycast
        "2001:db8::/32",
        "2002::/16",  # 6to4: an IPv4 address inside
        "2620:4f:8000::/48",
        "3ffe::/16",
        "3fff::/20",
    )
]
_ISATAP = (0x00005EFE, 0x02005EFE)


def is_public(address: str) -> bool:
    """Whether a numeric IPv4 or IPv6 address belongs to the public internet.

    Takes the canonical spelling that a resolver gives; any other spelling,
    and an IPv6 address tied to one interface (`%eth0`), is not public.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return _public_4(parsed) if isinstance(parsed, IPv4Address) else _public_6(parsed)


def _public_4(address: IPv4Address) -> bool:
    return not any(address in block for block in _SPECIAL_4)


def _public_6(address: IPv6Address) -> bool:
    if address.scope_id is not None or address not in _PUBLIC_6:
        return False
    if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:  # an IPv4 address in the last 32 bits
        return False
    return not any(address in block for block in _SPECIAL_6)
