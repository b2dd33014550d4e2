"""The network that a request comes from, and the plain page that refuses one."""

import ipaddress

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def network(request: HttpRequest) -> str:
    """Where a request comes from: one IPv4 address, or the /64 that one IPv6 subscriber gets."""
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:  # a Unix socket, say: all who come through it share one count
        return "unknown"
    if address.version == 6:
        address = address.ipv4_mapped or address
    bits = 64 if address.version == 6 else 32
    return str(ipaddress.ip_network((address, bits), strict=False))


def refuse(status: int, sentence: str, **headers: str) -> HttpResponse:
    """An answer that needs no database and no session, so that any middleware can give it."""
    names = [f"{status}.html", "refused.html"]
    page = render_to_string(names, {"sentence": sentence, "status": status})
    return HttpResponse(page, status=status, headers={"Cache-Control": "no-store", **headers})
