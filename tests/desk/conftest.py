"""The article the record ships with, as Jo pasted it; and Jo's and Ed's browsers."""

import json

import pytest
from django.test import Client

from quotes.transfer.seed import SEEDS
from sources.models import Article, Capture
from tests.browser import listen
from tests.desk.browsing import sign_in


def add_article(text: str, by, **known) -> Capture:
    source = Article.objects.create(added_by=by, **known)
    return Capture.objects.create(source_id=source.pk, text=text, captured_by=by)


@pytest.fixture
def seed_quotes():
    """What a careful editor finds in the article."""
    return json.loads((SEEDS / "quotes.json").read_text())


@pytest.fixture
def seed_text(seed_quotes):
    return (SEEDS / seed_quotes["article"]).read_text()[seed_quotes["body_starts_at"] :]


@pytest.fixture
def seed_capture(seed_text, jo):
    return add_article(seed_text, jo, language="en", published_on="2025-10-06")


@pytest.fixture
def jos(jo):
    """Jo's browser."""
    client = Client()
    client.force_login(jo)
    return client


@pytest.fixture
def eds(ed):
    client = Client()
    client.force_login(ed)
    return client


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
