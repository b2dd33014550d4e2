"""The fact-checker's pages in a real browser: keys, barriers, small screens."""

import pytest
from django.urls import reverse

from quotes.verification import evidence
from sources.models import Capture, Source

pytestmark = pytest.mark.browser


@pytest.fixture
def linked(transactional_db, published_quote, fay):
    source = Source.objects.create(kind="statement", headline="Council minutes", language="en")
    minutes = Capture.objects.create(source=source, text="They say that the money IS gone.")
    evidence.link(published_quote, minutes, purpose="primary", by=fay)
    return minutes


@pytest.fixture
def desk(page, live_server, client, fay):
    client.force_login(fay)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return page


def test_a_quote_is_reached_and_judged_by_keyboard(desk, linked, submitted_quote):
    desk.goto(reverse("factcheck:queue"))
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"**/quotes/{submitted_quote.pk}/")
    desk.keyboard.press("r")
    assert desk.evaluate("document.activeElement.name") == "review-verdict"
    desk.keyboard.press("l")  # typed into a form, a letter stays a letter
    assert desk.url.endswith(f"/quotes/{submitted_quote.pk}/#review")


def test_the_next_that_waits_is_one_key_away(
    transactional_db, desk, published_quote, submitted_quote
):
    desk.goto(reverse("factcheck:quote", args=[published_quote.pk]))
    desk.keyboard.press("n")
    desk.wait_for_url(f"**/quotes/{submitted_quote.pk}/")
    desk.keyboard.press("n")
    desk.wait_for_url(f"**/quotes/{published_quote.pk}/")


def test_the_pages_have_no_barriers_and_fit_a_phone(desk, linked, published_quote, barriers):
    pk = published_quote.pk
    desk.set_viewport_size({"width": 360, "height": 740})
    for address in (
        reverse("factcheck:queue"),
        reverse("factcheck:story"),
        reverse("factcheck:quote", args=[pk]),
        reverse("factcheck:find", args=[pk]) + "?q=council",
        reverse("factcheck:compare", args=[pk, linked.pk]),
        reverse("factcheck:source", args=[published_quote.capture.source_id]),
    ):
        desk.goto(address)
        assert barriers(desk) == []
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_pages_are_well_written(client, linked, published_quote, fay, faults_in_html):
    client.force_login(fay)
    pk = published_quote.pk
    pages = {
        "queue": reverse("factcheck:queue"),
        "quote": reverse("factcheck:quote", args=[pk]),
        "find": reverse("factcheck:find", args=[pk]),
        "compare": reverse("factcheck:compare", args=[pk, linked.pk]),
    }
    html = {name: client.get(address).content.decode() for name, address in pages.items()}
    assert faults_in_html(html) == []
