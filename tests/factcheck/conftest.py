"""A fact-checker at the desk, and minutes that a quote may be in."""

import pytest

from sources.models import Capture, Source
from tests.factcheck.pages import STATEMENT


@pytest.fixture
def at_desk(client, fay):
    client.force_login(fay)
    return client


@pytest.fixture
def statement(db):
    source = Source.objects.create(kind="statement", headline="Council minutes", language="en")
    return Capture.objects.create(source=source, text=STATEMENT)
