"""A database from before the migrations were squashed goes on as it is."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from quotes import database_rules
from quotes.models import Quote
from quotes.search import engines
from quotes.search.consistency import disagreements
from sources.database_rules import SOURCES, missing

SQUASHED = {
    "sources": """
        0001_initial 0002_length_of_recordings 0003_captures_by_sha256
    """,
    "quotes": """
        0001_initial 0002_dismissal 0003_search 0004_evidence_reading 0005_import_run
        0006_more_bearings 0007_name_keys_by_beginning 0008_history_of_links 0009_search_facets
        0010_search_facets_postgresql 0011_speaker_year_tallies 0012_topic_tallies 0013_initials
    """,
}


def record_as_before():
    """Leave in the database what migrations it had when each was a file of its own."""
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app__in=SQUASHED).delete()
    for app, names in SQUASHED.items():
        for name in names.split():
            recorder.record_applied(app, name)


@pytest.fixture
def database_from_before(transactional_db, published_quote):
    record_as_before()
    yield
    call_command("migrate", verbosity=0)


def test_a_database_from_before_the_squash_migrates_and_keeps_its_record(database_from_before):
    call_command("migrate", verbosity=0)
    applied = MigrationRecorder(connection).applied_migrations()
    assert {("sources", "0001_initial_sources"), ("quotes", "0001_initial_record")} <= set(applied)
    call_command("migrate", check_unapplied=True, verbosity=0)
    assert Quote.objects.public().count() == 1
    assert list(disagreements()) == []
    assert missing(connection, [*SOURCES, *database_rules.TRIGGERS, *engines.TRIGGERS]) == []
