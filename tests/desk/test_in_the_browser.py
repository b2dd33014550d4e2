"""The workspace in a real browser: proposals accepted, speakers named, keys, touch, many quotes."""

import re

import pytest
from playwright.sync_api import expect

from quotes.editorial import entry
from quotes.models import Attribution, Dismissal, Quote, Speaker
from tests.cast import STORY
from tests.desk.browsing import form_is_open, mark_words, press, sign_in, wait_for_quotes
from tests.desk.conftest import add_article

pytestmark = [pytest.mark.browser]


def test_a_sure_proposal_is_stored_with_one_key_and_the_next_one_opens(desk, capture, mayor):
    page = desk(capture)
    page.locator(".card", has_text="The pier will open").locator(".card-open").click()
    form_is_open(page, "The pier will open")
    expect(page.locator(".form-sentence")).to_contain_text("Petra Oduya — “said”")
    expect(page.get_by_role("button", name="Save as a draft")).to_be_focused()
    press(page, "Enter")
    wait_for_quotes(page, 1)
    assert Quote.objects.get().attributions.get().speaker == mayor
    expect(page.locator(".card--open .quote-form")).to_be_visible()


def test_an_unsure_proposal_leaves_the_voice_open_until_jo_chooses(desk, seed_capture):
    page = desk(seed_capture)
    card = page.locator(".card--unsure:not(.card--open)").first
    card.locator(".card-open").click()
    expect(page.locator(".card--open .form-sentence")).to_contain_text("Speaker undecided")
    press(page, "Enter")
    expect(page.locator(".form-status")).to_contain_text("No speaker is chosen yet")
    assert not Quote.objects.exists()
    press(page, "1", "Enter")
    wait_for_quotes(page, 1)
    assert Quote.objects.get().attributions.voices().count() == 1


def test_a_carrier_that_is_known_does_not_settle_an_open_voice(desk, seed_capture):
    page = desk(seed_capture)
    page.locator(".card", has_text="even at the cost of").locator(".card-open").click()
    form_is_open(page, "the group")
    expect(page.locator(".card--open .form-sentence")).to_contain_text("the outlet")
    page.locator(".card--open [name=save]:not([hidden])").click()
    expect(page.locator(".form-status")).to_contain_text("No speaker is chosen yet")
    press(page, "1", "Enter")
    wait_for_quotes(page, 1)
    relations = Attribution.objects.values_list("relation", "as_named").order_by("position")
    assert list(relations) == [("voice", "A Hamas source"), ("told", "the outlet")]


def test_not_a_quote_is_set_aside_and_taken_back(desk, capture):
    page = desk(capture)
    shown = page.locator(".card").count()
    press(page, "x")
    expect(page.locator(".card")).to_have_count(shown - 1)
    assert Dismissal.objects.count() == 1
    press(page, "z")
    expect(page.locator(".card")).to_have_count(shown)
    assert not Dismissal.objects.exists()


def test_a_new_speaker_is_named_in_place_and_the_sentence_follows(desk, capture):
    page = desk(capture)
    mark_words(page, "the plan")
    page.get_by_role("button", name="Enter this quote").click()
    form_is_open(page, "the plan")
    name = page.locator(".card--open [name=party-0-name]")
    name.fill("نيلز أستر")
    expect(page.locator(".card--open .who")).to_contain_text("New speaker: نيلز أستر")
    page.locator(".card--open .who input[value=new]").check()
    expect(page.locator(".card--open .form-sentence")).to_contain_text("نيلز أستر")
    page.locator(".card--open [name=save]:not([hidden])").click()
    wait_for_quotes(page, 1)
    assert Speaker.objects.get().name == "نيلز أستر"


def test_a_likely_duplicate_is_shown_in_place_before_anything_is_stored(desk, capture, councillor):
    page = desk(capture)
    mark_words(page, "the plan")
    page.get_by_role("button", name="Enter this quote").click()
    form_is_open(page, "the plan")
    page.locator(".card--open [name=party-0-name]").fill("Nils Astar")
    page.locator(".card--open .who input[value=new]").check()
    page.locator(".card--open [name=save]:not([hidden])").click()
    expect(page.locator(".card--open .who")).to_contain_text("may be in the record already")
    page.locator(".card--open .who label", has_text="Nils Aster").first.click()
    page.locator(".card--open [name=save]:not([hidden])").click()
    wait_for_quotes(page, 1)
    assert Attribution.objects.get().speaker == councillor


def test_shortcuts_are_listed_and_switched_off(desk, capture):
    page = desk(capture)
    press(page, "?")
    expect(page.get_by_role("heading", name="Shortcuts")).to_be_visible()
    page.get_by_label("Shortcuts are on").uncheck()
    page.get_by_role("button", name="Close", exact=True).last.click()
    opened = page.locator(".card--open").get_attribute("id")
    press(page, "j", "x", "m", "?")
    assert page.locator(".card--open").get_attribute("id") == opened
    assert not Dismissal.objects.exists()
    expect(page.locator(".marking")).to_be_hidden()
    page.reload()
    page.locator(".card--open .quote-form").wait_for()
    press(page, "m")
    expect(page.locator(".marking")).to_be_hidden()


def test_letters_typed_into_a_field_are_letters(desk, capture):
    page = desk(capture)
    press(page, "c", "End")
    page.keyboard.type(" jkxmz?12")
    expect(page.locator(".card--open [name=cue]")).to_have_value(re.compile(r" jkxmz\?12$"))
    assert not Dismissal.objects.exists()


def test_a_finger_finds_every_button_large_enough(desk, capture, chromium, live_server, jos):
    touch = chromium.new_context(
        base_url=live_server.url,
        has_touch=True,
        is_mobile=True,
        viewport={"width": 360, "height": 740},
    )
    sign_in(touch, live_server, jos)
    page = touch.new_page()
    page.goto(f"/desk/articles/{capture.source_id}/")
    page.locator(".card .card-open").first.tap()
    page.locator(".card--open .quote-form").wait_for()
    small = page.evaluate(
        """() => [...document.querySelectorAll('.workspace :is(button, a, .choice, select, summary)')]
            .filter(e => e.checkVisibility())
            .map(e => [e.textContent.trim().slice(0, 30), e.getBoundingClientRect()])
            .filter(([, box]) => box.height && (box.height < 24 || box.width < 24)).map(([name]) => name)"""
    )
    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    mark_words(page, "the plan")
    page.get_by_role("button", name="Enter this quote").tap()
    form_is_open(page, "the plan")
    touch.close()


def test_an_article_of_two_hundred_quotes_stays_workable(desk, jo, mayor):
    text = "\n\n".join(
        f"“Pier number {n} stays open all year,” Petra Oduya said." for n in range(200)
    )
    capture = add_article(text, jo)
    for n in range(100):
        start = text.index(f"“Pier number {n} ")
        party = entry.Party(speaker=mayor, as_named="Petra Oduya")
        segment = (start, text.index("”", start) + 1)
        entry.enter(capture, segments=[segment], parties=[party], by=jo, cue="said")
    page = desk(capture)
    expect(page.locator(".card")).to_have_count(200)
    form_is_open(page, "Pier number 100 ")
    for n in range(101, 104):
        press(page, "Enter")
        form_is_open(page, f"Pier number {n} ")
    assert Quote.objects.count() == 103


def test_without_a_script_a_quote_is_reviewed_and_stored(
    chromium, live_server, jos, capture, mayor
):
    plain = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    sign_in(plain, live_server, jos)
    page = plain.new_page()
    page.goto(f"/desk/articles/{capture.source_id}/")
    page.locator(".card", has_text="The pier will open").get_by_role("link", name="Review").click()
    page.get_by_role("button", name="Save as a draft").click()
    page.wait_for_url("**/#card-q*")
    assert page.url.endswith(f"#card-q{Quote.objects.get().pk}")
    plain.close()


def test_the_whole_way_from_pasting_to_the_editors_desk(context, live_server, jos, mayor):
    sign_in(context, live_server, jos)
    page = context.new_page()
    page.goto("/desk/")
    page.get_by_role("link", name="Add an article").click()
    page.get_by_label("Text").fill(STORY)
    page.reload()
    expect(page.get_by_label("Text")).to_have_value(STORY)
    page.get_by_role("button", name="Add the article").click()
    page.locator(".card--open .quote-form").wait_for()
    page.locator(".card", has_text="The pier will open").locator(".card-open").click()
    form_is_open(page, "The pier will open")
    press(page, "Enter")
    wait_for_quotes(page, 1)
    page.get_by_role("button", name="Send drafts for review (1)").click()
    expect(page.locator(".desk-messages")).to_contain_text("1 quote submitted for review.")
    page.goto("/desk/articles/add/")
    expect(page.get_by_label("Text")).to_have_value("")
