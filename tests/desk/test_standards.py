"""The desk checked with axe and the Nu checker, in light, dark and on a phone."""

import pytest

from sources.models import Capture
from tests.desk.browsing import form_is_open, press, sign_in
from tests.desk.forms import FRAGMENT

pytestmark = pytest.mark.browser


def test_the_desk_has_no_barriers(page, context, live_server, jos, draft_quote, barriers):
    sign_in(context, live_server, jos)
    article = draft_quote.capture.source_id
    for scheme, width in (("light", 1300), ("dark", 390)):
        page.emulate_media(color_scheme=scheme)
        # Tall enough that nothing scrolls: what is half under a bar counts as too small a target.
        page.set_viewport_size({"width": width, "height": 3000})
        page.goto("/desk/articles/add/")
        assert barriers(page) == []
        page.goto(f"/desk/articles/{article}/")
        page.locator(".card:not(.card--open) .card-open").first.click()
        page.locator(".card--open .quote-form").wait_for()
        assert barriers(page) == []
        press(page, "m")
        page.locator(".marking").wait_for()
        assert barriers(page) == []
        press(page, "Escape", "?")
        assert barriers(page) == []


def test_a_refused_form_and_a_conflict_have_no_barriers(
    page, context, live_server, jos, draft_quote, ed, barriers
):
    from quotes.editorial import revisions
    from quotes.models import Quote

    sign_in(context, live_server, jos)
    page.goto(f"/desk/articles/{draft_quote.capture.source_id}/#card-q{draft_quote.pk}")
    page.locator(f"#card-q{draft_quote.pk} .card-open").click()
    form_is_open(page, "The pier will open")
    page.locator(".card--open [name=cue]").fill("nowhere in the text")
    page.locator(".card--open [name=save]:not([hidden])").click()
    page.locator(".card--open .field--wrong").wait_for()
    assert barriers(page) == []
    page.locator(".card--open [name=cue]").fill("added")
    revisions.add(Quote.objects.get(pk=draft_quote.pk), by=ed, kind="edited")
    page.locator(".card--open [name=save]:not([hidden])").click()
    page.locator(".card--open .conflict").wait_for()
    assert barriers(page) == []


def test_the_desks_html_is_valid(jos, draft_quote, faults_in_html):
    article = draft_quote.capture.source_id
    later = Capture.objects.create(source_id=article, text="“We wait,” Oduya said.")
    pages = {
        "articles": "/desk/",
        "article_add": "/desk/articles/add/",
        "workspace": f"/desk/articles/{article}/",
        "quote_edit": f"/desk/quotes/{draft_quote.pk}/",
        "earlier_text": f"/desk/captures/{draft_quote.capture_id}/",
        "quote_find": f"/desk/captures/{later.pk}/quotes/find/?words=zebra",
    }
    html = {name: jos.get(address).content.decode() for name, address in pages.items()}
    refused = jos.post(pages["quote_edit"], {"segments": "x", "party-TOTAL_FORMS": "0"})
    html["refused"] = refused.content.decode()
    fragment = jos.get(pages["quote_edit"], headers=FRAGMENT).content.decode()
    assert "<html" not in fragment
    assert faults_in_html(html) == []
