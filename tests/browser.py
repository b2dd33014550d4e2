"""A real browser: `page` opens the live site; an error on its console fails the test."""

import shutil

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def chromium():
    if not CHROMIUM:
        pytest.skip("chromium is not installed")
    # Here, so that tests without a browser run where playwright isn't installed.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Debian's browser, run as whoever runs the tests: root has no sandbox.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def context(chromium, live_server):
    """One visitor's browser; `context.new_page()` opens another tab.

    It asks for reduced motion, so that a page is where it will stay when a test looks.
    """
    context = chromium.new_context(
        base_url=live_server.url, locale="en-GB", reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context):
    page = context.new_page()
    complaints = listen(page)
    yield page
    assert not complaints, complaints


def listen(page) -> list[str]:
    """Gather what the browser complains about: scripts, refused styles, files not served."""
    complaints: list[str] = []

    def hear(message):
        # An answer of 404 is no fault of a page; of a page's own file it is, see below.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            complaints.append(message.text)

    def look(response):
        if response.status >= 400 and response.request.resource_type not in ("document", "fetch"):
            complaints.append(f"{response.status} {response.url}")

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", look)
    return complaints
