"""Links that open a publisher's page at the words."""

import random
import re
from urllib.parse import unquote

import pytest

from quotes.text.text_fragments import fragment_link, text_directive

PAGE = (
    "The mayor spoke.\n\n“We will open the bridge in May, if the well-built piers hold,” she said. "
    "Nobody asked why.\n\nLater she said: we will open the bridge again. And we will, she added, "
    "see to it that the school stays open through the winter and well into the next spring.\n\n"
    "Nobody asked how."
)


def directive(words: str, page: str = PAGE, nth: int = 0) -> str:
    start = -1
    for _ in range(nth + 1):
        start = page.index(words, start + 1)
    return text_directive(page, start, start + len(words))


def test_a_short_span_is_named_whole_without_its_marks():
    assert unquote(directive("“We will open the bridge in May,")) == (
        "text=We will open the bridge in May"
    )


def test_hyphens_and_commas_of_the_words_are_escaped():
    assert directive("May, if the well-built piers") == (
        "text=May%2C%20if%20the%20well%2Dbuilt%20piers"
    )


def test_a_repeated_span_gets_the_words_around_it():
    assert unquote(directive("Nobody asked")) == "text=said.-,Nobody asked"
    assert unquote(directive("Nobody asked", nth=1)) == "text=Nobody asked,-how"


def test_a_long_span_is_named_by_its_beginning_and_end():
    words = PAGE[PAGE.index("we will open the bridge again") : PAGE.index("spring") + 6]
    found = unquote(directive(words))
    assert found == "text=said:-,we will open the,into the next spring"


def test_a_span_over_two_paragraphs_has_no_term_over_the_break():
    words = PAGE[PAGE.index("Nobody asked why") : PAGE.index(" again. And")]
    assert "%0A" not in directive(words)
    assert "," in directive(words)


@pytest.mark.parametrize(("page", "words"), [("so it is\nso it is", "so it is"), ("!?", "!?")])
def test_what_nothing_singles_out_gets_no_directive(page, words):
    assert directive(words, page) == ""
    assert fragment_link("https://example.org/a", page, 0, len(words)) == "https://example.org/a"


def test_the_address_keeps_its_own_fragment():
    link = fragment_link("https://example.org/a#top", "The mayor spoke.", 4, 9)
    assert link == "https://example.org/a#top:~:text=mayor"


@pytest.mark.browser
def test_chromium_scrolls_to_nearly_every_span(context):
    rng = random.Random(5)
    vocabulary = "harbour bridge nurses won’t vote — “safe” winter the of a to well-built"
    lines = [
        " ".join(rng.choices(vocabulary.split(), k=rng.randint(12, 60))) + "." for _ in range(120)
    ]
    body = "".join(f"<p id=p{n}>{line}</p>" for n, line in enumerate(lines))
    html = f"<!doctype html><meta charset=utf-8><body style='width:20em'>{body}"
    context.route(
        "https://paper.example/**", lambda r: r.fulfill(body=html, content_type="text/html")
    )
    text, page, landed, tries = "\n\n".join(lines), context.new_page(), 0, 60
    for number in rng.sample(range(40, 120), tries):
        start = text.index(lines[number])
        cut = sorted(rng.sample([m.start() for m in re.finditer(" ", lines[number])], 2))
        link = fragment_link("https://paper.example/", text, start + cut[0], start + cut[1])
        page.goto("about:blank")
        page.goto(link)
        landed += page.evaluate(IN_VIEW, f"p{number}")
    assert landed >= 0.95 * tries


IN_VIEW = """async id => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const box = document.getElementById(id).getBoundingClientRect();
    return scrollY > 0 && box.top < innerHeight && box.bottom > 0;
}"""
