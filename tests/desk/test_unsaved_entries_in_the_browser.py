"""What was typed survives a lost connection, an ended session, a closed tab and a colleague."""

import re

import pytest
from playwright.sync_api import expect

from quotes.editorial import revisions
from quotes.models import Quote
from tests.desk.browsing import form_is_open, mark_words, sign_in, wait_for_quotes

pytestmark = [pytest.mark.browser]


def test_a_lost_connection_loses_nothing(desk, capture, context, mayor):
    page = desk(capture)
    page.locator(".card", has_text="The pier will open").locator(".card-open").click()
    form_is_open(page, "The pier will open")
    page.locator(".card--open [name=medium]").fill("a speech at the quay")
    context.set_offline(True)
    page.locator(".card--open [name=save]:not([hidden])").click()
    expect(page.locator(".form-status")).to_contain_text("can’t be reached")
    expect(page.locator(".card--open [name=medium]")).to_have_value("a speech at the quay")
    context.set_offline(False)
    page.reload()
    expect(page.locator(".chip--kept")).to_have_count(1)
    page.locator(".card", has_text="The pier will open").locator(".card-open").click()
    expect(page.locator(".card--open [name=medium]")).to_have_value("a speech at the quay")
    page.locator(".card--open [name=save]:not([hidden])").click()
    wait_for_quotes(page, 1)
    assert Quote.objects.get().medium == "a speech at the quay"


def test_a_closed_tab_keeps_a_marked_quote_that_was_never_proposed(desk, capture):
    page = desk(capture)
    mark_words(page, "old ferry")
    page.get_by_role("button", name="Enter this quote").click()
    form_is_open(page, "old ferry")
    page.locator(".card--open [name=translator]").evaluate(
        "field => field.closest('details').open = true"
    )
    page.locator(".card--open [name=translator]").fill("K. Lind")
    page.close()
    again = desk(capture)
    again.locator(".card--new", has_text="old ferry").locator(".card-open").click()
    expect(again.locator(".card--open [name=translator]")).to_have_value("K. Lind")


def entered(page, words="the quay"):
    """Something typed into the open form and not stored."""
    page.locator(".card--open [name=medium]").fill(words)
    expect(page.locator(".card--open [name=medium]")).to_have_value(words)


def kept_keys(page):
    return page.evaluate("Object.keys(localStorage).filter(key => /^desk.[0-9]/.test(key)).sort()")


def test_what_jo_left_unsaved_is_not_shown_to_whoever_signs_in_next(
    desk, capture, context, live_server, eds, jo
):
    page = desk(capture)
    entered(page)
    assert [key.split("/")[1] for key in kept_keys(page)] == [str(jo.pk)]
    context.clear_cookies()
    sign_in(context, live_server, eds)
    theirs = desk(capture)
    expect(theirs.locator(".chip--kept")).to_have_count(0)
    expect(theirs.locator(".card--open [name=medium]")).not_to_have_value("the quay")
    theirs.goto("/desk/articles/add/")
    theirs.get_by_label("Headline").fill("Pier")
    assert len(kept_keys(theirs)) == 2


@pytest.mark.parametrize("place", ["/desk/", "/admin/"])
def test_signing_out_asks_about_what_is_unsaved_and_leaves_nothing_of_it(desk, capture, place):
    page = desk(capture)
    entered(page)
    page.evaluate("localStorage.setItem('desk/999/7/0-5', '{}')")  # a colleague's, at this computer
    page.goto(place)
    button = page.get_by_role("button", name=re.compile("Sign out|Log out"))
    page.once("dialog", lambda dialog: dialog.dismiss())
    button.click()
    assert len(kept_keys(page)) == 2
    messages = []
    page.once("dialog", lambda dialog: (messages.append(dialog.message), dialog.accept()))
    button.click()
    page.wait_for_url("**/admin/logout/")
    assert messages == ["One thing you entered isn’t saved yet. Signing out discards it. Sign out?"]
    assert kept_keys(page) == ["desk/999/7/0-5"]


def test_an_ended_session_says_so_and_a_new_one_in_another_tab_lets_jo_go_on(
    desk, capture, context, live_server, jo, mayor
):
    from django.test import Client

    page = desk(capture)
    page.locator(".card", has_text="The pier will open").locator(".card-open").click()
    form_is_open(page, "The pier will open")
    context.clear_cookies(name="sessionid")
    page.locator(".card--open [name=save]:not([hidden])").click()
    expect(page.locator(".form-status")).to_contain_text("signed out")
    client = Client()
    client.force_login(jo)
    sign_in(context, live_server, client)
    context.new_page().goto("/desk/articles/add/")  # a page with a form gives a new token
    page.locator(".card--open [name=save]:not([hidden])").click()
    wait_for_quotes(page, 1)


def test_a_server_that_fails_says_so_and_keeps_everything(desk, capture, mayor):
    page = desk(capture)
    page.locator(".card", has_text="The pier will open").locator(".card-open").click()
    form_is_open(page, "The pier will open")
    page.route("**/quotes/add/", lambda route: route.fulfill(status=500, body="Oops"))
    page.locator(".card--open [name=save]:not([hidden])").click()
    expect(page.locator(".form-status")).to_contain_text("couldn’t do this (500)")
    page.unroute("**/quotes/add/")
    page.locator(".card--open [name=save]:not([hidden])").click()
    wait_for_quotes(page, 1)


def test_of_two_editors_of_one_draft_the_second_sees_the_first(desk, draft_quote, capture, ed):
    page = desk(capture, first=False)
    page.locator(f"#card-q{draft_quote.pk} .card-open").click()
    form_is_open(page, "The pier will open")
    Quote.objects.filter(pk=draft_quote.pk).update(cue="added")
    revisions.add(Quote.objects.get(pk=draft_quote.pk), by=ed, kind="edited")
    page.locator(".card--open [name=medium]").fill("radio")
    page.locator(".card--open [name=save]:not([hidden])").click()
    expect(page.locator(".card--open .form-errors")).to_contain_text("Ed changed this quote")
    expect(page.locator(".conflict")).to_contain_text("added")
    expect(page.locator(".card--open [name=medium]")).to_have_value("radio")
