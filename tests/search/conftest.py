"""The record that ships, loaded once for many queries; and quotes of a test's own."""

import pytest
from django.core.management import call_command
from django.db import transaction

from quotes.editorial import entry, workflow
from quotes.editorial.entry import Party
from quotes.models import Quote, Speaker
from sources.models import Capture, Source
from tests.cast import span_of


@pytest.fixture(scope="module")
def record(django_db_setup, django_db_blocker):
    """The record that ships, loaded once for all queries of a file and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def publish(jo, ed):
    """Publishes some words of a speaker, in a language."""

    def published(words: str, name: str = "Ada Lund", language: str = "en", **party) -> Quote:
        source = Source.objects.create(kind="article", headline="Story", language=language)
        capture = Capture.objects.create(source=source, text=f"“{words},” {name} said.")
        quote = entry.enter(
            capture,
            segments=[span_of(capture, f"“{words},”")],
            parties=[Party(speaker=Speaker.objects.create(name=name), **party)],
            by=jo,
        )
        workflow.submit(quote, by=jo)
        workflow.publish(quote, by=ed)
        return quote

    return published
