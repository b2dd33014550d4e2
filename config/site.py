"""What every page may say of the site itself."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict:
    """Where errors are reported, as a link: a mail address or the address of a page."""
    address = settings.REPORT_ADDRESS
    link = address if not address or "://" in address else f"mailto:{address}"
    return {"report_link": link, "report_address": address}
