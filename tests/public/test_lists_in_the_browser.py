"""Lists as a reader's browser shows them: how much fits, where the focus is, what can be read."""

import re

import pytest
from playwright.sync_api import expect

from quotes.transfer.seed import seed

pytestmark = [pytest.mark.browser]


@pytest.fixture
def record(transactional_db):
    seed()


def tops(page, selector: str) -> list[tuple[float, float]]:
    """From the top of the page: where each begins and ends."""
    return page.evaluate(
        """(selector) => [...document.querySelectorAll(selector)].map((row) => {
            const box = row.getBoundingClientRect();
            return [box.top + scrollY, box.bottom + scrollY];
        })""",
        selector,
    )


def test_a_screen_of_a_desk_has_five_cards_and_more_when_it_is_scrolled(page, record):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/quotes/")
    found = tops(page, ".card")
    assert len([1 for _, end in found if end <= 800]) >= 5
    for start, _ in found[:-6]:
        assert len([1 for a, b in found if a >= start and b <= start + 800]) >= 5


def test_one_line_each_is_one_line(page, record):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/quotes/?view=lines")
    heights = [end - start for start, end in tops(page, ".lines tbody tr")]
    assert len(heights) == 13 and max(heights) <= 42
    page.set_viewport_size({"width": 390, "height": 844})
    heights = [end - start for start, end in tops(page, ".lines tbody tr")]
    assert max(heights) <= 120
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [320, 390])
def test_the_head_of_a_phones_page_is_low_and_has_the_search_in_full(page, record, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/quotes/")
    [(_, end)] = tops(page, ".masthead")
    assert end <= 120
    box = page.get_by_label("Search quotes and speakers")
    expect(box).to_be_visible()
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")


def focused(page) -> str:
    return page.evaluate("document.activeElement.dataset.key ?? document.activeElement.tagName")


def has_focus(page, selector: str) -> None:
    """Wait until the first such element has the focus, whether or not the window is in front."""
    page.wait_for_function(
        "(selector) => document.activeElement === document.querySelector(selector)", arg=selector
    )


def test_the_focus_stays_where_the_reader_is(page, record):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/quotes/")
    page.locator("#filters").get_by_role("link", name=re.compile("Partial quote")).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("kind=partial"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Partial quotes")
    assert focused(page) == "kind=partial"
    # The chip that was pressed is gone: the count has the focus, and reads what is left.
    page.get_by_role("link", name="Remove: Partial quote").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Quotes")
    has_focus(page, "[data-count]")
    page.get_by_role("link", name="Lines").focus()
    page.keyboard.press("Enter")
    expect(page.locator("table.lines")).to_be_visible()
    assert focused(page) == "lines"


def test_a_keyboard_skips_the_filters(page, record):
    page.goto("/quotes/")
    page.get_by_role("link", name="Skip to the results").focus()
    page.keyboard.press("Enter")
    has_focus(page, "#results")
    # The browser goes to the place once more when it has drawn it.
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.keyboard.press("Tab")
    has_focus(page, "#results a")


@pytest.fixture
def without_scripts(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("address", "link", "focused_on"),
    [
        ("/quotes/?q=hostages", re.compile("best matches first"), "count"),
        ("/quotes/", re.compile("Partial quote"), "count"),
        ("/quotes/?kind=partial", re.compile("Remove: Partial quote"), "count"),
        ("/quotes/", "Lines", "count"),
        ("/speakers/", "H", "results"),
    ],
)
def test_without_scripts_the_focus_goes_to_what_changed(
    without_scripts, record, address, link, focused_on
):
    page = without_scripts
    page.goto(address)
    page.get_by_role("link", name=link, exact=True).first.click()
    expect(page).to_have_url(re.compile(f"#{focused_on}$"))
    expect(page.locator(f"#{focused_on}")).to_be_focused()


def test_skipping_the_filters_requests_nothing_again(page, record):
    """A fragment is no other list: the reader stays where the link led."""
    page.goto("/quotes/")
    requested = []
    page.on("request", lambda request: requested.append(request.resource_type))
    page.get_by_role("link", name="Skip to the results").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_be_focused()
    page.go_back()
    expect(page).to_have_url(re.compile("/quotes/$"))
    assert "fetch" not in requested and "document" not in requested


TOO_SMALL = """() => [...document.querySelectorAll("main a, main button, main summary, header a")]
    .filter((target) => {
        const box = target.getBoundingClientRect();
        const alone = target.parentElement.textContent.trim() === target.textContent.trim();
        // Inside a sentence, a link is as high as its line.
        const inSentence = getComputedStyle(target).display === "inline" && !alone;
        const seen = box.width && box.height && !target.closest(".visually-hidden");
        return seen && !inSentence && (box.width < 24 || box.height < 24);
    })
    .map((target) => target.outerHTML)"""


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/quotes/",
        "/quotes/?view=lines",
        "/quotes/1/",
        "/speakers/",
        "/speakers/1/",
        "/articles/",
    ],
)
def test_on_a_phone_a_finger_finds_each_target_and_nothing_is_off_its_side(page, record, address):
    page.set_viewport_size({"width": 320, "height": 844})
    page.goto(address)
    assert page.evaluate(TOO_SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


CONTRAST = """(element) => {
    const channel = (c) => { c /= 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
    const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    const numbers = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
    const probe = document.createElement("i");
    probe.style.color = "var(--mark)";
    document.body.append(probe);
    const ground = light(numbers(getComputedStyle(probe).color));
    const ink = light(numbers(getComputedStyle(element).color));
    return (Math.max(ground, ink) + 0.05) / (Math.min(ground, ink) + 0.05);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_on_the_highlighter_can_be_read(page, record, scheme):
    """axe can't see through a gradient, so it is reckoned here."""
    page.emulate_media(color_scheme=scheme)
    for address in ("/quotes/", "/quotes/?view=lines", "/how-to-read/", "/articles/"):
        page.goto(address)
        if address == "/articles/":
            page.get_by_role("link", name=re.compile("Article of 6 October 2025")).first.click()
        for element in page.locator(".same, .same :not(.note, .note *)").all():
            assert element.evaluate(CONTRAST) >= 4.5


def test_in_forced_colours_every_stroke_can_be_read(page, record):
    page.emulate_media(forced_colors="active")
    for address in ("/quotes/", "/how-to-read/"):
        page.goto(address)
        grounds = page.evaluate(
            """() => [...document.querySelectorAll("mark")].map((mark) => {
                const style = getComputedStyle(mark);
                return [style.backgroundColor, style.color];
            })"""
        )
        assert grounds and all(ground != ink for ground, ink in grounds)
