"""A database from before the migrations were squashed goes on, under the names of now."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from config.models import SignInCounter
from quotes import database_rules, public_rows, search
from quotes.editorial.public_changes import permitted
from quotes.models import Quote, Revision, SearchRow, SpeakerCount
from quotes.search import engines
from quotes.search.consistency import disagreements
from sources.database_rules import SOURCES, missing

TRIGGERS = [*SOURCES, *database_rules.TRIGGERS, *public_rows.TRIGGERS, *engines.TRIGGERS]
SQUASHED = {
    "house": "0001_initial",
    "sources": "0001_initial 0002_length_of_recordings 0003_captures_by_sha256",
    "quotes": """
        0001_initial 0002_dismissal 0003_search 0004_evidence_reading 0005_import_run
        0006_more_bearings 0007_name_keys_by_beginning 0008_history_of_links 0009_search_facets
        0010_search_facets_postgresql 0011_speaker_year_tallies 0012_topic_tallies 0013_initials
    """,
}
FIRST = {"config": "0001_initial", "sources": "0001_initial_sources"}
FIRST |= {"quotes": "0001_initial_record"}
NOON = dt.datetime(2025, 10, 6, 12, tzinfo=dt.UTC)


def record_as_before():
    """Leave in the database what migrations it had when each was a file of its own."""
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app__in=[*SQUASHED, *FIRST]).delete()
    for app, names in SQUASHED.items():
        for name in names.split():
            recorder.record_applied(app, name)


def forget_triggers_of_now():
    """Those of then knew no later column; SQLite's are dropped before each migrate anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal"
            )
            for name, table in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name} ON {table}")


def tables() -> set[str]:
    return set(connection.introspection.table_names())


@pytest.fixture
def record_from_before(transactional_db, published_quote):
    """A database with a published quote and a failed sign-in, as the squashed migrations left it."""
    SignInCounter.objects.create(key="somebody", failures=3, open_at=NOON, last_at=NOON)
    with permitted(published_quote):
        Quote.objects.update(medium="on the radio")
    search.refresh(Quote.objects.get())
    # Index entries had no token for the medium then, and only two for what a speaker is.
    row = SearchRow.objects.get()
    [speaker] = re.findall(r" speaker_(\d+)", row.filters)
    later = r" (?:medium|passed|behalf|led|names|document|party)_\S+"
    row.filters = re.sub(later, "", row.filters) + f" voice_{speaker}"
    row.save()
    for app, name in FIRST.items():
        call_command("migrate", app, name, verbosity=0)
    # The app is called config by now, and every migrate makes content types by that name.
    ContentType.objects.filter(app_label="config").delete()
    record_as_before()
    forget_triggers_of_now()
    assert {"house_signincounter", "quotes_speakertally"} <= tables()
    yield published_quote
    call_command("migrate", verbosity=0)


def test_a_database_from_before_the_squash_migrates_and_keeps_its_record(record_from_before):
    call_command("migrate", verbosity=0)
    assert FIRST.items() <= MigrationRecorder(connection).applied_migrations().keys()
    call_command("migrate", check_unapplied=True, verbosity=0)
    assert Quote.objects.public().get() == record_from_before
    kinds = Revision.objects.values_list("kind", flat=True)
    assert list(kinds) == ["entered", "submitted", "published"]
    assert SpeakerCount.objects.get().quotes == 1
    assert SignInCounter.objects.get().failures == 3
    # Its index entries are of then, which an administrator is asked to make again.
    [sentence] = disagreements()
    assert sentence.startswith("The index was made by an earlier version")
    call_command("rebuild_search", verbosity=0)
    assert list(disagreements()) == []
    assert (
        missing(
            connection,
            TRIGGERS,
        )
        == []
    )


def test_nothing_of_the_former_names_is_left(record_from_before):
    call_command("migrate", verbosity=0)
    assert not [name for name in tables() if "house" in name or "tally" in name]
    assert not ContentType.objects.filter(app_label="house").exists()
    assert not ContentType.objects.filter(model__contains="tally").exists()
    assert not Permission.objects.filter(codename__contains="tally").exists()
    assert Permission.objects.filter(codename="view_speakercount").exists()
