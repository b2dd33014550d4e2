"""The newsroom's own pages, checked with axe."""

import pytest

from quotes.models import Speaker
from tests.admin.filling import fill, signed_in
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(context, ed):
    """Ed's browser; axe tries styles of its own, which the policy refuses, so its console is not heard."""
    page = context.new_page()
    page.goto("/admin/login/")
    page.locator("#id_username").fill("ed")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    page.locator("#logout-form").wait_for()
    return page


def test_no_page_of_the_newsroom_puts_a_barrier_up(
    desk, barriers, jo, capture, draft_quote, published_quote, mayor
):
    Speaker.objects.create(name="P. Oduja")
    other = Speaker.objects.latest("pk").pk
    quote = f"/admin/quotes/quote/{draft_quote.pk}"
    fill(signed_in(jo), f"{quote}/change/", cue="added", reason="The cue.")
    found = {}
    for address in (
        "/admin/sources/article/add/",
        f"/admin/sources/article/{capture.source_id}/change/",
        f"/admin/sources/capture/{capture.pk}/change/",
        f"/admin/quotes/quote/add/?capture={capture.pk}",
        "/admin/quotes/quote/",
        f"{quote}/change/",
        f"/admin/quotes/quote/{published_quote.pk}/change/",
        f"{quote}/history/",
        f"/admin/quotes/quote/steps/withdraw/?quote={published_quote.pk}",
        f"/admin/quotes/speaker/{mayor.pk}/change/",
        f"/admin/quotes/speaker/{mayor.pk}/merge/",
        f"/admin/quotes/speaker/{mayor.pk}/merge/?other={other}",
    ):
        desk.goto(address)
        found[address] = barriers(desk)
    assert not any(found.values()), found


def test_choosing_a_place_and_comparing_two_edits_put_none_up(
    desk, barriers, jo, capture, draft_quote
):
    desk.goto(f"/admin/quotes/quote/add/?capture={capture.pk}")
    desk.locator("#id_words").fill("the")
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.locator(".newsroom-places").wait_for()
    found = barriers(desk)
    url = f"/admin/quotes/quote/{draft_quote.pk}/change/"
    desk.goto(url)
    fill(signed_in(jo), url, medium="radio")
    desk.locator("#id_cue").fill("added")
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.get_by_role("button", name="Save what I chose").wait_for()
    assert not [*found, *barriers(desk)]
