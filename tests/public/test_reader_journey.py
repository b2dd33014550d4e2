"""Rex the reader finds a quote, sees it in its place, and takes its address along."""

import re

import pytest
from playwright.sync_api import expect

from quotes.models import Quote
from quotes.transfer.seed import seed
from tests.browser import listen
from tests.record import whole_record

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def record(transactional_db, ed):
    seed()
    return whole_record(ed)


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def screen(request, chromium, live_server):
    """A page on a phone and on a desk; an error on its console fails the test."""
    context = chromium.new_context(base_url=live_server.url, locale="en-GB", **request.param)
    context.set_default_timeout(15_000)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    complaints = listen(page)
    yield page
    context.close()
    assert not complaints, complaints


def test_rex_finds_a_quote_reads_it_in_its_article_and_copies_its_address(screen, record):
    screen.goto("/")
    screen.get_by_role("combobox", name="Search quotes and speakers").fill("essence")
    screen.keyboard.press("Enter")
    expect(screen.locator("mark.hit")).to_have_text("ESSENCE")
    screen.get_by_role("link", name=re.compile("TIME IS OF THE ESSENCE")).click()

    expect(screen.get_by_role("heading", level=1)).to_have_text("Donald Trump")
    expect(screen.locator(".words--large")).to_contain_text("He added in an all-caps warning")
    expect(screen.locator(".kicker")).to_contain_text(
        "posted 5 October 2025 on Truth Social (known from evidence) · published 6 October 2025"
    )
    context = screen.locator("section", has=screen.get_by_role("heading", name="In context"))
    expect(context.locator(".passage mark")).to_contain_text("BLOODSHED WILL FOLLOW")
    screen.get_by_role("button", name="Copy link").click()
    expect(screen.get_by_role("button", name="Copied")).to_be_focused()
    expect(screen.get_by_role("status").filter(has_text="Copied: link")).to_be_attached()
    address = screen.locator(".address").inner_text()
    assert screen.evaluate("navigator.clipboard.readText()") == address
    assert address == screen.url

    context.get_by_role("link", name="article of 6 October 2025").click()
    expect(screen.locator(".note:visible").filter(has_text="“added”")).to_be_in_viewport()


def test_in_an_article_each_note_is_beside_its_line_or_below_on_a_phone(screen, record):
    quote = Quote.objects.get(segments__words__contains="TIME IS OF THE ESSENCE")
    screen.goto(f"/articles/{quote.capture.source_id}/")
    mark = screen.locator("mark", has_text="TIME IS OF THE ESSENCE").first
    note = screen.locator(".note:visible").filter(has_text="“added”")
    words, beside = mark.bounding_box(), note.bounding_box()
    if screen.viewport_size["width"] < 900:
        assert beside["y"] >= words["y"] + words["height"] - 1
    else:
        assert beside["x"] > words["x"] + words["width"]
        assert abs(beside["y"] - words["y"]) < 30


def test_a_slash_goes_to_the_search_box_and_can_be_switched_off(page, record):
    page.goto("/about/")
    box = page.get_by_role("combobox", name="Search quotes and speakers")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.goto("/how-to-search/")
    page.get_by_role("button", name="Keyboard shortcut /").click()
    page.goto("/how-to-read/")
    page.keyboard.press("/")
    expect(box).not_to_be_focused()


def test_a_name_is_suggested_while_it_is_typed_in_any_script(page, record):
    page.goto("/")
    box = page.get_by_role("combobox", name="Search quotes and speakers")
    box.press_sequentially("Руис")
    option = page.get_by_role("option", name=re.compile("Ana Ruiz"))
    expect(option).to_be_visible()
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana Ruiz")


def test_the_list_of_speakers_finds_one_by_any_name(screen, record):
    screen.goto("/speakers/")
    box = screen.get_by_role("combobox", name="Find a speaker by any name")
    box.fill("hayyeh")
    expect(screen.get_by_role("option", name="Khalil al-Hayya")).to_be_visible()
    box.press("Escape")
    box.press("Enter")
    # He led those who say it: the list of quotes by him is empty, and leads there.
    expect(screen.get_by_role("heading", level=1)).to_have_text("Quotes by Khalil al-Hayya")
    screen.locator("[data-other-parts]").get_by_role("link").first.click()
    expect(screen.locator("main")).to_contain_text("its arrival in Sharm el-Sheikh")


def test_filters_change_the_results_and_the_address_without_a_reload(screen, record):
    screen.goto("/quotes/")
    screen.evaluate("window.untouched = true")
    if screen.viewport_size["width"] < 900:
        screen.get_by_role("button", name="Filters").click()
    screen.locator("#filters").get_by_role("link", name=re.compile("Partial quote")).click()
    expect(screen).to_have_url(re.compile(r"kind=partial"))
    expect(screen.get_by_role("heading", level=1)).to_have_text("Partial quotes")
    assert screen.evaluate("window.untouched")
    screen.go_back()
    expect(screen).to_have_url(re.compile(r"/quotes/$"))
    expect(screen.get_by_role("heading", level=1)).to_have_text("Quotes")
    assert screen.evaluate("window.untouched")


def test_every_page_works_without_javascript(chromium, live_server, record):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False, **PHONE)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Search quotes and speakers").fill("calm water")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("button", name="Filters").click()
    page.locator("#filters").get_by_role("link", name=re.compile("Direct quote")).click()
    page.get_by_role("link", name=re.compile("We wait for calm water")).click()
    expect(page.locator(".address")).to_be_visible()
    expect(page.get_by_role("button", name="Copy link")).to_be_hidden()
    page.get_by_role("link", name="Ana Ruiz").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana Ruiz")
    context.close()


def test_a_first_visit_weighs_less_than_100_kb_and_nothing_moves(context, record):
    page = context.new_page()
    got = []
    page.on("response", lambda response: got.append(response))
    page.goto("/")
    page.wait_for_load_state("networkidle")
    weight = sum(len(response.body()) for response in got if "/static/" in response.url)
    # The test server doesn't compress; the font is, and everything else halves at least.
    fonts = sum(len(response.body()) for response in got if "woff2" in response.url)
    assert fonts + (weight - fonts) / 2 < 100_000
    shifts = page.evaluate(
        """() => new Promise(done => new PerformanceObserver(list =>
            done(list.getEntries().reduce((sum, shift) => sum + shift.value, 0))
        ).observe({type: 'layout-shift', buffered: true}) || setTimeout(() => done(0), 500))"""
    )
    assert shifts == 0


def test_on_paper_a_quote_keeps_its_address_and_loses_the_navigation(page, record):
    page.goto(f"/quotes/{record['direct'].pk}/")
    page.emulate_media(media="print")
    expect(page.locator("header.masthead")).to_be_hidden()
    expect(page.locator(".print-only")).to_be_visible()
    expect(page.locator(".print-only")).to_contain_text(f"/quotes/{record['direct'].pk}/")
