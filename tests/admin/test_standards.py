"""The admin has no barriers either: sign-in, lists and forms."""

import pytest
from django.conf import settings
from django.test import Client

from tests.record import whole_record

pytestmark = pytest.mark.browser
PAGES = {
    "front": "/admin/",
    "quotes": "/admin/quotes/quote/",
    "speakers": "/admin/quotes/speaker/",
    "articles": "/admin/sources/article/",
    "add-quote": "/admin/quotes/quote/add/",
    "add-article": "/admin/sources/article/add/",
    "add-speaker": "/admin/quotes/speaker/add/",
}


@pytest.fixture
def desk(context, live_server, transactional_db, superuser):
    """The admin as a superuser sees it, over a record with everything in it.

    What axe writes on the console while it measures is no fault of the page.
    """
    said = whole_record(superuser)
    client = Client()
    client.force_login(superuser)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )
    return context.new_page(), said["direct"]


def faults(page, barriers, pages, width):
    page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for name, url in pages.items():
        page.goto(url)
        page.wait_for_timeout(150)  # autocompletes are made after the page
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            if seen := barriers(page):
                found[name, scheme] = seen
    return found


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_no_barrier_in_the_admin(desk, barriers, width):
    page, quote = desk
    change = {
        "quote": f"/admin/quotes/quote/{quote.pk}/change/",
        "history": f"/admin/quotes/quote/{quote.pk}/history/",
        "speaker": "/admin/quotes/speaker/1/change/",
        "article": f"/admin/sources/article/{quote.capture.source_id}/change/",
    }
    assert faults(page, barriers, PAGES | change, width) == {}


def test_axe_finds_no_barrier_at_the_sign_in(page, barriers):
    assert faults(page, barriers, {"sign-in": "/admin/login/"}, 320) == {}
