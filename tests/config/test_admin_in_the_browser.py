"""The admin under the strict security policy, walked through in a real browser."""

import re
from urllib.parse import urljoin, urlsplit

import pytest

from quotes.transfer.seed import seed
from tests.browser import listen
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser


def sign_in(page, username):
    page.goto("/admin/login/")
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    page.locator("#logout-form").wait_for()


def shape(path: str) -> str:
    """Pages that differ only in whom or what they show look the same."""
    return re.sub(r"\d+", "n", path)


def walk(page, start: str) -> list[str]:
    """Follow the admin's links, one page of each shape; the shapes that were seen."""
    waiting, seen = [start], set()
    while waiting:
        path = waiting.pop(0)
        if shape(path) in seen or not path.startswith("/admin/"):
            continue
        seen.add(shape(path))
        if page.goto(path).headers.get("content-type", "").startswith("text/html"):
            links = page.locator("a[href]").evaluate_all("l => l.map(a => a.getAttribute('href'))")
            waiting += [urlsplit(urljoin(page.url, link)).path for link in links]
    return sorted(seen)


def test_no_page_of_the_admin_that_ed_can_reach_breaks_the_security_policy(page, ed):
    seed()
    sign_in(page, "ed")
    seen = walk(page, "/admin/")
    assert {"/admin/quotes/quote/n/change/", "/admin/quotes/speaker/n/history/"} <= set(seen)


def test_jo_finds_a_speaker_by_typing(page, jo):
    seed()
    sign_in(page, "jo")
    page.goto("/admin/quotes/speaker/add/")
    page.locator(".select2-selection").first.click()
    page.keyboard.type("Lapid")
    page.get_by_role("option", name="Yair Lapid").click()
    page.locator(".select2-selection__rendered", has_text="Yair Lapid").wait_for()


def test_without_a_script_a_speaker_is_chosen_by_the_number_in_its_address(
    chromium, live_server, draft_quote, councillor, mayor, jo
):
    plain = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = plain.new_page()
    sign_in(page, "jo")
    page.goto(f"/admin/quotes/quote/{draft_quote.pk}/change/")
    number = page.locator("input[name=attributions-0-speaker]")
    assert number.input_value() == str(mayor.pk)
    for typed, sentence in (("Nils", "Select a valid choice"), ("9" * 30, "Select a valid choice")):
        number.fill(typed)
        with page.expect_navigation():
            page.locator("[name=_save]").click()
        assert sentence in page.locator(".errorlist").first.inner_text()
        assert page.locator("input[name=attributions-0-speaker]").input_value() == typed
    number.fill(str(councillor.pk))
    page.locator("[name=_save]").click()
    page.locator(".messagelist .success").wait_for()
    assert draft_quote.attributions.get().speaker == councillor
    plain.close()


def test_a_style_written_into_a_page_is_refused_and_heard(context, db):
    page = context.new_page()
    complaints = listen(page)
    page.goto("/admin/login/")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">hello</p>')"
    )
    page.wait_for_timeout(200)
    assert any("Content Security Policy" in said for said in complaints)
