"""A Hebrew outlet's quotes: its pages run its way; titles, feeds and citations keep names apart."""

import datetime as dt
import html
import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from quotes.editorial import entry, workflow
from quotes.editorial.entry import Party
from quotes.models import Quote, Role, Speaker, Topic
from quotes.public.presentation.control_characters import in_line
from sources.models import Capture, Publisher, Source
from tests.cast import amended_openly, changed_openly

pytestmark = pytest.mark.django_db

OUTLET, SPEAKER, TITLE = "קול הנמל", "לילה חדאד", "ראשת הנמל"
WORDS = "„BBC לא תשודר מכאן“"
TEXT = f"{WORDS}, אמרה לילה חדאד, ראשת הנמל, ביום שלישי."
FSI, RLI, PDI = "\u2068", "\u2067", "\u2069"


@pytest.fixture
def hebrew_quote(jo, ed):
    outlet = Publisher.objects.create(name=OUTLET)
    source = Source.objects.create(
        kind="article", publisher=outlet, language="he", published_on=dt.date(2024, 5, 7)
    )
    capture = Capture.objects.create(source=source, text=TEXT)
    speaker = Speaker.objects.create(name=SPEAKER, description="of the port")
    Role.objects.create(
        speaker=speaker, title=TITLE, attested_in=capture, attested_on=dt.date(2024, 5, 7),
        held_from=dt.date(2020, 1, 1),
    )  # fmt: skip
    quote = entry.enter(
        capture,
        segments=[(0, len(WORDS))],
        parties=[Party(speaker=speaker, as_named=SPEAKER)],
        by=jo,
        cue="אמרה",
        topics=[Topic.objects.create(name="הנמל")],
    )
    workflow.submit(quote, by=jo)
    workflow.publish(quote, by=ed)
    return Quote.objects.get(pk=quote.pk)


SENTENCE = f"{FSI}{SPEAKER}{PDI}, {FSI}{TITLE}{PDI} — “{FSI}אמרה{PDI}” — as published by {FSI}{OUTLET}{PDI}."


def page(client, address: str) -> str:
    return html.unescape(client.get(address, follow=True).content.decode())


def content(text: str, name: str) -> str:
    return re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)"', text)[1]


def test_a_quotes_title_description_and_alternative_keep_each_name_to_itself(client, hebrew_quote):
    text = page(client, f"/quotes/{hebrew_quote.pk}/")
    # The words run as their language does, though their first letter is Latin.
    words = f"{RLI}{WORDS}{PDI}"
    title = re.search("<title>(.*?)</title>", text)[1]
    assert title == f"{words} — {FSI}{SPEAKER}{PDI}, {FSI}{TITLE}{PDI}, “{FSI}אמרה{PDI}” · Verbatim"
    assert content(text, "og:title") == words
    assert content(text, "description").startswith(f"{words} {SENTENCE} Direct quote. ")
    assert content(text, "og:image:alt").startswith(f"{words} {SENTENCE} ")
    assert content(text, "og:description").startswith(SENTENCE)


def test_a_title_that_is_cut_still_ends_its_isolate(client, hebrew_quote, freely):
    long = "ספינה " * 40
    capture = Capture.objects.create(source=hebrew_quote.capture.source, text=long)
    quote = entry.enter(
        capture, segments=[(0, len(long) - 1)], parties=[Party(as_named="ספינה")], by=None, cue=""
    )
    workflow.submit(quote, by=None)
    workflow.publish(quote, by=None)
    text = page(client, f"/quotes/{quote.pk}/")
    assert re.fullmatch(f"{RLI}“?[ספינה ]+…{PDI}", content(text, "og:title"))


def test_citations_keep_each_name_to_itself(client, hebrew_quote):
    cited = client.get(f"/quotes/{hebrew_quote.pk}.txt").content.decode()
    assert cited.startswith(f"{RLI}{WORDS}{PDI} (Direct quote.) {SENTENCE} ")
    assert f"In: {FSI}{OUTLET}{PDI}, 7 May 2024, {FSI}{OUTLET}{PDI}, 7 May 2024." in cited
    on_page = page(client, f"/quotes/{hebrew_quote.pk}/")
    assert f"In: {FSI}{OUTLET}{PDI}, 7 May 2024. Verbatim, quote" in on_page
    csl = json.loads(client.get(f"/quotes/{hebrew_quote.pk}.csl").content)
    # What is alone in its field needs no isolate.
    assert csl[0]["author"] == [{"literal": SPEAKER}] and csl[0]["title"] == WORDS


def test_a_feeds_titles_keep_each_name_to_itself(client, hebrew_quote):
    [voice] = hebrew_quote.attributions.all()
    feed = page(client, f"/speakers/{voice.speaker_id}.atom")
    assert f"<title>Verbatim: quotes of {FSI}{SPEAKER}{PDI}</title>" in feed
    assert f"<title>{SENTENCE} Direct quote: {RLI}{WORDS}{PDI} " in feed
    assert f'<blockquote dir="rtl"\nlang="he">{WORDS}</blockquote>' in html.unescape(feed)
    assert f"<bdi>{OUTLET}</bdi>, 7 May 2024</a>." in html.unescape(feed)


def test_lists_are_titled_with_each_name_to_itself(client, hebrew_quote):
    text = page(client, "/quotes/?q=הנמל&publisher=קול+הנמל")
    named = f"Quotes for {FSI}הנמל{PDI}, published by {FSI}{OUTLET}{PDI}"
    assert f"<title>{named} · Verbatim</title>" in text
    assert f"<h1>{named}</h1>" in text
    [voice] = hebrew_quote.attributions.all()
    text = page(client, f"/speakers/{voice.speaker_id}/")
    assert f"<title>{FSI}{SPEAKER}{PDI} · Verbatim</title>" in text
    # Where a title of theirs is attested: the day isn't drawn into the outlet's name.
    assert f">{FSI}{OUTLET}{PDI}, 7 May 2024</a>" in text


def test_a_page_without_right_to_left_has_no_isolates(client, published_quote):
    for address in (f"/quotes/{published_quote.pk}/", "/quotes/", "/quotes.atom"):
        assert not re.search("[\u2066-\u2069]", page(client, address)), address


def test_what_would_end_an_isolate_is_spelled_out():
    assert in_line(f"לילה{PDI}\u202eחדאד") == f"{FSI}לילה[U+2069][U+202E]חדאד{PDI}"


def test_an_article_and_its_headline_run_as_their_language_does(client, hebrew_quote):
    source = hebrew_quote.capture.source
    changed_openly(source, headline="BBC: הנמל נסגר")
    text = page(client, f"/articles/{source.pk}/")
    assert '<h1 dir="rtl" lang="he">BBC: הנמל נסגר</h1>' in text
    assert '<div class="story" dir="rtl" lang="he">' in text
    # Its paragraphs run as it does, whatever letter they begin with.
    assert '<p id="paragraph-' in text


def test_before_and_after_run_as_what_they_show_does(client, hebrew_quote, superuser):
    amended_openly(hebrew_quote, cue="אמרה לילה", medium="רדיו", reason="The cue was cut.")
    for address in (f"/quotes/{hebrew_quote.pk}/", "/corrections/"):
        text = page(client, address)
        assert len(re.findall('Cue, (?:before|after)</p><p dir="rtl">', text)) == 2, address
        assert len(re.findall('Medium, (?:before|after)</p><p dir="ltr">', text)) == 2, address


SHEETS = sorted((Path(settings.BASE_DIR) / "static").rglob("*.css"))
FOUR_SIDES = re.compile(r"(?:margin|padding|inset|border-width): ([^;}]+)")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_style_sheets_know_beginning_and_end_but_not_left_and_right(sheet):
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    assert re.findall(r"[^;{}]*\b(?:left|right)\b[^;{}]*", rules) == []
    for values in FOUR_SIDES.findall(rules):
        sides = re.findall(r"[^\s(]+(?:\((?:[^()]|\([^()]*\))*\))?", values)
        assert len(sides) != 4 or sides[1] == sides[3], values


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_notes_of_a_hebrew_article_are_on_its_left(page, hebrew_quote):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"/articles/{hebrew_quote.capture.source_id}/")
    story = page.locator(".story").bounding_box()
    note = page.locator(".note.beside").bounding_box()
    words = page.locator(".story mark").bounding_box()
    assert story["x"] - 1 <= note["x"] and note["x"] + note["width"] < words["x"]
    assert abs(note["y"] - words["y"]) < 30
    # The words begin with Latin letters, and yet at the right.
    paragraph = page.locator(".story p").first.bounding_box()
    assert abs(words["x"] + words["width"] - paragraph["x"] - paragraph["width"]) < 4
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
