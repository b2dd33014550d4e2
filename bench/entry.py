"""How many acts a quote costs at the desk: the article that ships, entered by keyboard alone.

    python -m bench.entry [--port 8140]

A browser pastes the article's text and goes through what the program proposes; then it pastes the
text again and marks every quote itself, its speakers being in the record by then. Each key press
is an act. A careful editor's list (seeds/quotes.json) says which words a quote is made of and who
says them; a quote counts as entered only when what is stored has those words and that voice.
The limits: a median of 4 acts for a proposed quote, of 12 for a marked one.
"""

import argparse
import json
import re
import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from bench.serving import BASE_DIR, manage, served

SEEDS = BASE_DIR / "seeds"
PROPOSED_LIMIT, MARKED_LIMIT = 4, 12
PASSWORD = "a word for the bench alone"
MAKE_JO = (
    "from django.contrib.auth.models import Group, User;"
    f"jo = User.objects.create_user('jo', password={PASSWORD!r}, is_staff=True);"
    "jo.groups.add(Group.objects.get(name='journalists'))"
)
LIST = """
import json
from quotes.models import Quote
for quote in Quote.objects.all():
    voice = quote.attributions.voices().first()
    kind = "A document" if voice.document_id else "Unnamed" if voice.is_unnamed else ""
    print(json.dumps([quote.capture_id, quote.words, f"{voice.party_name} {kind}"]))
"""


@dataclass(frozen=True)
class Wanted:
    """A quote as the careful editor has it."""

    spans: list[tuple[int, int]]
    words: str
    voice: str
    is_document: bool


def wanted_quotes() -> tuple[str, list[Wanted]]:
    data = json.loads((SEEDS / "quotes.json").read_text())
    text = (SEEDS / data["article"]).read_text()[data["body_starts_at"] :]
    quotes = []
    for entry in data["quotes"]:
        places = [
            (text.index(words), text.index(words) + len(words)) for words in entry["segments"]
        ]
        voice = entry["attribution"][0]
        said = voice["party"] or voice["as_named"]
        quotes.append(Wanted(places, " ".join(entry["segments"]), said, "document" in voice))
    return text, quotes


def bare(words: str) -> str:
    """Letters and digits: marks and stops at the edges are nobody's words."""
    return re.sub(r"\W+", "", words)


class Keyboard:
    """Counts what it presses."""

    def __init__(self, page: Page):
        self.page, self.acts = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.acts += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.acts += len(words)


def paste(page: Page, address: str, text: str) -> None:
    page.goto(f"{address}/desk/articles/add/")
    page.get_by_label("Text").fill(text)
    page.get_by_label("Published on").fill("2025-10-06")
    page.get_by_role("button", name="Add the article").click()
    open_form(page)


def open_form(page: Page) -> None:
    page.locator(".card--open .quote-form").wait_for()


def choose_voice(keys: Keyboard, wanted: Wanted) -> None:
    """Make the first voice the wanted one, unless it is already; by its number, else by its name."""
    labels = keys.page.locator(".card--open .party-fields >> nth=0 >> .who .choice")
    for number in range(1, labels.count() + 1):
        label = labels.nth(number - 1)
        if fits(label.inner_text(), wanted):
            if not label.locator("input").is_checked():
                keys.press(str(number))
            return
    keys.press("n", "Control+a")
    keys.type(wanted.voice)
    expect(labels.first).to_contain_text(wanted.voice)
    keys.press("ArrowDown")


def fits(label: str, wanted: Wanted) -> bool:
    if wanted.is_document:
        return "A document" in label
    if wanted.voice.startswith("A "):
        return "Unnamed" in label
    return wanted.voice in label


def save(keys: Keyboard, count: int) -> None:
    keys.press("Enter")
    expect(keys.page.locator(".card--draft")).to_have_count(count)


def enter_proposed(page: Page, wanted: list[Wanted]) -> tuple[dict[str, int], list[Wanted], int]:
    """Acts for each quote whose words were proposed; the quotes that weren't; acts to set aside."""
    acts: dict[str, int] = {}
    left, keys, aside = list(wanted), Keyboard(page), 0
    while page.locator(".card--sure, .card--unsure").count():
        open_form(page)
        words = bare(" ".join(page.locator(".card--open .form-span > span").all_inner_texts()))
        match = next((quote for quote in left if bare(quote.words) == words), None)
        before, shown = keys.acts, page.locator(".card").count()
        if match is None:
            keys.press("x")
            expect(page.locator(".card")).to_have_count(shown - 1)
            aside += keys.acts - before
            continue
        choose_voice(keys, match)
        save(keys, len(acts) + 1)
        acts[match.words] = keys.acts - before
        left.remove(match)
    return acts, left, aside


def enter_marked(page: Page, wanted: list[Wanted], existing: int) -> dict[str, int]:
    acts = {}
    keys = Keyboard(page)
    for quote in wanted:
        before = keys.acts
        if page.locator(".marking").is_hidden():
            keys.press("m")
        for number, span in enumerate(quote.spans):
            if number:
                keys.press("a")
            select(keys, span)
        keys.press("Enter")
        open_form(page)
        choose_voice(keys, quote)
        save(keys, existing + len(acts) + 1)
        acts[quote.words] = keys.acts - before
    return acts


def place(page: Page) -> list[int]:
    """Where the marking appears, as its toolbar says: sentence, option, start, end."""
    return json.loads(page.locator(".marking").get_attribute("data-place") or "[]")


def select(keys: Keyboard, span: tuple[int, int]) -> None:
    """Step to a span by the fewest keys: its sentence, a likely span in it, then words."""
    units = json.loads(keys.page.locator("#desk-units").text_content() or "[]")
    goal = next(i for i, unit in enumerate(units) if unit[0][1] > span[0])
    while (now := place(keys.page))[0] != goal:
        keys.press("ArrowDown" if now[0] < goal else "ArrowUp")
    options = len(units[goal])
    costs = []
    for turns in range(options):
        start, end = units[goal][(now[1] + turns) % options]
        costs.append((turns + distance((start, end), span), turns))
    keys.press(*["s"] * min(costs)[1])
    adjust(keys, span)


def distance(one: tuple[int, int], other: tuple[int, int]) -> int:
    """About how many words lie between two spans' edges."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) // 5


def adjust(keys: Keyboard, span: tuple[int, int]) -> None:
    text = wanted_quotes()[0]
    for _ in range(60):
        *_, start, end = place(keys.page)
        if bare(text[start:end]) == bare(text[slice(*span)]):
            return
        if len(bare(text[:start])) != len(bare(text[: span[0]])):
            keys.press("Shift+ArrowRight" if start < span[0] else "Shift+ArrowLeft")
        else:
            keys.press("ArrowRight" if end < span[1] else "ArrowLeft")
    raise SystemExit(f"Couldn't mark {text[slice(*span)]!r}.")


def check_stored(folder: Path) -> None:
    """Both articles must hold every quote, with its words and its voice."""
    rows = [json.loads(line) for line in manage(folder, "shell", "-v0", "-c", LIST).splitlines()]
    for capture in {capture for capture, *_ in rows}:
        for quote in wanted_quotes()[1]:
            said = [
                voice
                for existing, words, voice in rows
                if existing == capture and same(words, quote)
            ]
            if not any(fits(voice, quote) for voice in said):
                raise SystemExit(f"{quote.words[:60]!r} was stored with {said or 'nothing'}.")


def same(words: str, quote: Wanted) -> bool:
    return bare(words) == bare(quote.words)


def measure(address: str) -> tuple[dict[str, int], list[Wanted], int, dict[str, int]]:
    text, wanted = wanted_quotes()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1300, "height": 900})
        page.set_default_timeout(15_000)
        page.goto(f"{address}/admin/login/?next=/desk/")
        page.get_by_label("Username").fill("jo")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Add an article").wait_for()
        paste(page, address, text)
        proposed, missed, aside = enter_proposed(page, wanted)
        if missed:
            enter_marked(page, missed, len(proposed))
        paste(page, address, text)
        marked = enter_marked(page, wanted, 0)
        browser.close()
    return proposed, missed, aside, marked


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--port", type=int, default=8140)
    port = parser.parse_args().port
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with served(folder, ["shell", "-v0", "-c", MAKE_JO], port=port) as address:
            proposed, missed, aside, marked = measure(address)
        check_stored(folder)
    print("proposed  marked  quote")
    for words, acts in marked.items():
        print(f"{proposed.get(words, '–'):>8}  {acts:>6}  {words[:80]}")
    medians = statistics.median(proposed.values()), statistics.median(marked.values())
    print(f"Median acts: {medians[0]} of {len(proposed)} proposed quotes (limit {PROPOSED_LIMIT}), "
          f"{medians[1]} of {len(marked)} marked ones (limit {MARKED_LIMIT}).")  # fmt: skip
    print(
        f"{len(missed)} quotes not proposed as they stand; {aside} acts set other proposals aside."
    )
    sys.exit(medians[0] > PROPOSED_LIMIT or medians[1] > MARKED_LIMIT)


if __name__ == "__main__":
    main()
