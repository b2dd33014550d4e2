"""The record that ships, as a file."""

import io

import pytest
from django.core.management import call_command
from django.db import transaction

from quotes import search
from quotes.editorial import workflow
from quotes.editorial.public_changes import permitted
from quotes.models import FactCheck, Quote, Review, Speaker, SpeakerName
from quotes.transfer.export_record import export_record
from quotes.verification import related_quotes
from sources.models import Source
from tests.cast import added_openly, changed_openly


def exported() -> str:
    out = io.StringIO()
    export_record(out)
    return out.getvalue()


@pytest.fixture(scope="session")
def record_file(django_db_setup, django_db_blocker, tmp_path_factory):
    """A file of the seeds with a draft, a withdrawn quote, a review and changed speakers; then all undone."""
    file = tmp_path_factory.mktemp("record") / "record.jsonl"
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed", verbosity=0)
        lapid = Speaker.objects.get(name="Yair Lapid")
        added_openly(SpeakerName(speaker=lapid, name="יאיר לפיד", language="he", script="Hebr"))
        Speaker.objects.create(name="Entered by mistake").delete()
        changed_openly(lapid, description="an Israeli politician")
        first, second = Quote.objects.order_by("pk")[:2]
        workflow.withdraw(first, by=None, reason="Taken back by the outlet.")
        Review.objects.create(
            quote=second, quote_revision=3, verdict=Review.Verdict.CONFIRMED, reason="Seen."
        )
        search.refresh(second)
        check = FactCheck.objects.create(
            quote=second, publisher="Checkers", rating="So so", url="https://c.example/1"
        )
        related_quotes.remove(check, by=None, why="Taken back.")
        related_quotes.link_quotes(
            second, first, relation="repeats", reason="The same day.", by=None
        )
        with permitted(second.capture.source):
            Source.objects.filter(pk=second.capture.source_id).update(duration=270)
        draft = Quote.objects.create(capture=second.capture, kind=Quote.Kind.PARAPHRASE)
        Quote.objects.filter(pk=draft.pk).update(parent=second)
        file.write_text(exported())
        transaction.set_rollback(True)
    return file
