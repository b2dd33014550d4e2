"""Words marked by keyboard, mouse and finger, in any script."""

import pytest
from playwright.sync_api import expect

from quotes.models import Quote
from tests.desk.browsing import form_is_open, mark_words, press, wait_for_quotes
from tests.desk.conftest import add_article

pytestmark = [pytest.mark.browser]


def test_words_are_marked_by_keyboard_alone(desk, capture, mayor):
    page = desk(capture)
    press(page, "m")
    marked = page.locator(".marking-words")
    for _ in range(8):
        if "a bridge to nowhere" in marked.inner_text():
            break
        press(page, "ArrowDown")
    press(page, "ArrowUp", "s", "s", "ArrowLeft")
    short = marked.inner_text()
    press(page, "ArrowRight", "Shift+ArrowRight")
    assert marked.inner_text() != short
    press(page, "Shift+ArrowLeft", "Enter")
    expect(page.locator(".card--open .form-span")).to_have_count(1)
    press(page, "1", "Enter")
    wait_for_quotes(page, 1)
    expect(page.locator(".marking")).to_be_visible()  # and on to the next


def test_spans_on_both_sides_of_he_said_are_one_quote(desk, capture, mayor):
    page = desk(capture)
    mark_words(page, "The pier will open in May,")
    page.get_by_role("button", name="Add a passage").click()
    mark_words(page, "Not a day later,")
    page.get_by_role("button", name="Enter this quote").click()
    form_is_open(page, "“The pier will open in May,”")
    expect(page.locator(".card--open .form-span")).to_have_count(2)
    page.get_by_role("button", name="Save as a draft").click()
    wait_for_quotes(page, 1)
    assert Quote.objects.get().words == "“The pier will open in May,” […] “Not a day later,”"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("🌉🧑‍🚀 Rain 🌧️ fell. 𝒮he wrote “it 🌉 holds 👩‍👩‍👧” twice 🌉.", "“it 🌉 holds 👩‍👩‍👧”"),
        ("🌉 قالت رئيسة البلدية: «لن نوقّع 🌉 قبل الفحص» مساء الاثنين.", "«لن نوقّع 🌉 قبل الفحص»"),
        ("𝔘ber alles: e\u0301tude « à l’e\u0301cole » 𐍈 fin.", "« à l’e\u0301cole »"),
    ],
)
def test_marked_words_are_counted_in_code_points(desk, jo, text, words):
    page = desk(add_article(text, jo), first=False)
    page.wait_for_timeout(300)
    mark_words(page, words)
    page.get_by_role("button", name="Enter this quote").click()
    form_is_open(page, words)
    page.locator(".card--open [name=save]:not([hidden])").click()
    page.locator(".card--open [name=save]:not([hidden])").click()
    wait_for_quotes(page, 1)
    quote = Quote.objects.get()
    start = text.index(words)
    assert [(s.start, s.end) for s in quote.segments.all()] == [(start, start + len(words))]


def test_a_text_from_right_to_left_is_marked_towards_its_end(desk, jo):
    text = "وقالت رئيسة البلدية: «لن نوقّع قبل الفحص» مساء الاثنين. ثم غادرت القاعة مسرعة."
    page = desk(add_article(text, jo, language="ar"))
    assert page.locator("[data-start]").evaluate("p => getComputedStyle(p).direction") == "rtl"
    press(page, "m", "ArrowDown", "ArrowUp")
    short = page.locator(".marking-words").inner_text()
    press(page, "ArrowLeft")
    longer = page.locator(".marking-words").inner_text()
    assert longer.startswith(short[:5]) and len(longer) > len(short)


def test_enter_in_a_field_saves_like_enter_anywhere(desk, capture, mayor):
    page = desk(capture)
    mark_words(page, "The pier will open in May,")
    page.get_by_role("button", name="Add a passage").click()
    mark_words(page, "Not a day later,")
    page.get_by_role("button", name="Enter this quote").click()
    form_is_open(page, "The pier will open")
    page.locator(".card--open [name=medium]").fill("the quay")
    press(page, "Enter")
    wait_for_quotes(page, 1)
    assert (Quote.objects.get().segments.count(), Quote.objects.get().medium) == (2, "the quay")
