"""Every public page as a whole: valid, without barriers, at any width, whatever the record holds."""

import re

import pytest

from tests.record import addresses, whole_record


@pytest.fixture
def pages(db, ed):
    return addresses(whole_record(ed))


@pytest.mark.sqlite
def test_the_html_of_every_page_is_valid_with_naughty_words_in_every_field(
    client, pages, faults_in_html
):
    html = {name: client.get(url, follow=True).content.decode() for name, url in pages.items()}
    faults = faults_in_html(html)
    assert not faults, "\n".join(faults)


def test_no_control_character_in_a_sources_words_takes_effect(client, pages):
    for name, url in pages.items():
        html = client.get(url, follow=True).content.decode()
        assert not re.search("[\u202a-\u202e\x80-\x9f]", html), name
        assert '<b>"Q&A' not in html, name


#: Pages that look like another one of these, and so needn't be opened in a browser too.
ALIKE = {
    "quotes",
    "quote-paraphrase",
    "quote-unbroken",
    "quote-hebrew",
    "quote-passages",
    "sources",
}


@pytest.fixture
def open_pages(transactional_db, ed):
    pages = addresses(whole_record(ed))
    return {name: url for name, url in pages.items() if name not in ALIKE}


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_has_a_barrier_or_scrolls_sideways_light_or_dark(page, open_pages, barriers, width):
    page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for name, url in open_pages.items():
        page.goto(url)
        found[name] = [f"wider by {over}" for over in [too_wide(page)] if over > 0]
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found[name] += [f"{scheme}: {barrier}" for barrier in barriers(page)]
    assert {name: faults for name, faults in found.items() if faults} == {}


def too_wide(page) -> int:
    """Pixels by which a page must be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


@pytest.mark.browser
def test_pages_fit_twice_as_large_and_on_the_widest_screen(page, open_pages):
    for width in (640, 2560):  # 640 is 1280 px at 200 %
        page.set_viewport_size({"width": width, "height": 900})
        for name in ("home", "found", "quote-direct", "article-direct", "speaker"):
            page.goto(open_pages[name])
            assert too_wide(page) <= 0, (width, name)
