"""The workspace in a real browser: by keyboard, by finger, offline, from right to left."""

import re

import pytest
from playwright.sync_api import expect

from quotes import entering
from quotes.models import Attribution, Dismissal, Quote, Speaker
from tests.browser import listen
from tests.cast import STORY
from tests.desk.conftest import add_article

pytestmark = [pytest.mark.browser]


def sign_in(context, live_server, client):
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )


@pytest.fixture
def desk(context, live_server, jos):
    """Jo's tab, opened at an article's workspace; it complains of errors when the test ends."""
    sign_in(context, live_server, jos)
    complaints = []

    def open_desk(capture, width=1300, height=900, first=True):
        page = context.new_page()
        complaints.append(listen(page))
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"/desk/articles/{capture.source_id}/")
        if first:
            page.locator(".card--open .quote-form").wait_for()
        return page

    yield open_desk
    assert not any(complaints), complaints


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def wait_for_quotes(page, count):
    expect(page.locator(".card--draft")).to_have_count(count)


def form_is_open(page, words):
    expect(page.locator(".card--open .form-stretch").first).to_contain_text(words)


def mark_words(page, words):
    """Select words as a mouse or a finger does."""
    page.evaluate(
        """words => {
            const text = document.querySelector('.desk-text');
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            const nodes = [];
            let whole = '';
            for (let node; (node = walker.nextNode()); whole += node.data)
                nodes.push([whole.length, node]);
            const point = at => {
                const [start, node] = nodes.findLast(([from]) => from <= at);
                return [node, at - start];
            };
            const start = whole.indexOf(words), selection = getSelection();
            selection.setBaseAndExtent(...point(start), ...point(start + words.length - 1));
            selection.modify('extend', 'forward', 'character');
        }""",
        words,
    )
    page.locator(".marking").wait_for()


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
    expect(page.locator(".card--open .form-sentence")).to_contain_text("Voice undecided")
    press(page, "Enter")
    expect(page.locator(".form-status")).to_contain_text("voice is still open")
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
    expect(page.locator(".form-status")).to_contain_text("voice is still open")
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
    expect(page.locator(".card--open .form-stretch")).to_have_count(1)
    press(page, "1", "Enter")
    wait_for_quotes(page, 1)
    expect(page.locator(".marking")).to_be_visible()  # and on to the next


def test_stretches_on_both_sides_of_he_said_are_one_quote(desk, capture, mayor):
    page = desk(capture)
    mark_words(page, "The pier will open in May,")
    page.get_by_role("button", name="Add a stretch").click()
    mark_words(page, "Not a day later,")
    page.get_by_role("button", name="Enter this quote").click()
    form_is_open(page, "“The pier will open in May,”")
    expect(page.locator(".card--open .form-stretch")).to_have_count(2)
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
    expect(page.locator(".card--open .who")).to_contain_text("may hold this speaker already")
    page.locator(".card--open .who label", has_text="Nils Aster").first.click()
    page.locator(".card--open [name=save]:not([hidden])").click()
    wait_for_quotes(page, 1)
    assert Attribution.objects.get().speaker == councillor


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
    from quotes import revising

    Quote.objects.filter(pk=draft_quote.pk).update(cue="added")
    revising.record(Quote.objects.get(pk=draft_quote.pk), by=ed, sort="edited")
    page.locator(".card--open [name=medium]").fill("radio")
    page.locator(".card--open [name=save]:not([hidden])").click()
    expect(page.locator(".card--open .form-errors")).to_contain_text("Ed changed this quote")
    expect(page.locator(".conflict")).to_contain_text("added")
    expect(page.locator(".card--open [name=medium]")).to_have_value("radio")


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


def test_enter_in_a_field_saves_like_enter_anywhere(desk, capture, mayor):
    page = desk(capture)
    mark_words(page, "The pier will open in May,")
    page.get_by_role("button", name="Add a stretch").click()
    mark_words(page, "Not a day later,")
    page.get_by_role("button", name="Enter this quote").click()
    form_is_open(page, "The pier will open")
    page.locator(".card--open [name=medium]").fill("the quay")
    press(page, "Enter")
    wait_for_quotes(page, 1)
    assert (Quote.objects.get().segments.count(), Quote.objects.get().medium) == (2, "the quay")


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


def test_a_text_from_right_to_left_is_marked_towards_its_end(desk, jo):
    text = "وقالت رئيسة البلدية: «لن نوقّع قبل الفحص» مساء الاثنين. ثم غادرت القاعة مسرعة."
    page = desk(add_article(text, jo, language="ar"))
    assert page.locator("[data-start]").evaluate("p => getComputedStyle(p).direction") == "rtl"
    press(page, "m", "ArrowDown", "ArrowUp")
    short = page.locator(".marking-words").inner_text()
    press(page, "ArrowLeft")
    longer = page.locator(".marking-words").inner_text()
    assert longer.startswith(short[:5]) and len(longer) > len(short)


def test_an_article_of_two_hundred_quotes_stays_workable(desk, jo, mayor):
    text = "\n\n".join(
        f"“Pier number {n} stays open all year,” Petra Oduya said." for n in range(200)
    )
    capture = add_article(text, jo)
    for n in range(100):
        start = text.index(f"“Pier number {n} ")
        party = entering.Party(speaker=mayor, as_named="Petra Oduya")
        segment = (start, text.index("”", start) + 1)
        entering.enter(capture, segments=[segment], parties=[party], by=jo, cue="said")
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
    page.locator(".card", has_text="The pier will open").locator(".card-open").click()
    form_is_open(page, "The pier will open")
    press(page, "Enter")
    wait_for_quotes(page, 1)
    page.get_by_role("button", name="Send drafts for review (1)").click()
    expect(page.locator(".desk-messages")).to_contain_text("1 quote sent for review.")
    page.goto("/desk/articles/add/")
    expect(page.get_by_label("Text")).to_have_value("")
