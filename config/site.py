"""What every page may say about the site itself."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict:
    """Where errors are reported, as a link, and the page's own address without its query."""
    address = settings.REPORT_ADDRESS
    link = address if not address or "://" in address else f"mailto:{address}"
    return {
        "report_link": link,
        "report_address": address,
        "page_address": request.build_absolute_uri(request.path),
    }
