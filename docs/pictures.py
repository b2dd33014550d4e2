"""Photograph the pages of the record that ships, for README: on a desk and a phone, light and dark."""

import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from bench.lighthouse import pages
from bench.serving import served
from tests.browser import CHROMIUM

HERE = Path(__file__).resolve().parent / "pictures"
DESK, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 780}
TAKEN = [
    ("home", 0, DESK, "light"),
    ("results", 1, DESK, "light"),
    ("quote", 2, DESK, "light"),
    ("article", 3, DESK, "light"),
    ("article-phone-dark", 3, PHONE, "dark"),
    ("quote-phone", 2, PHONE, "light"),
]


def main() -> None:
    HERE.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        served(Path(data), ["seed"]) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        found = pages(address)
        for name, page, size, scheme in TAKEN:
            take(browser, address + found[page], HERE / f"{name}.png", size, scheme)
        browser.close()


def take(browser, url: str, path: Path, size: dict, scheme: str) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(url)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=path)
    context.close()
    with Image.open(path) as image:  # a quarter of the weight, without a difference to the eye
        image.convert("RGB").quantize(128).save(path, optimize=True)


if __name__ == "__main__":
    main()
