import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from config import health


def test_a_living_process_says_so_without_asking_the_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"process": "ok"})


def test_a_site_with_its_record_in_order_is_ready(client, db):
    answer = client.get("/readyz")
    assert answer.status_code == 200, answer.json()
    assert answer.json() == {"database": "ok", "migrations": "ok", "triggers": "ok"}
    assert "no-store" in answer["Cache-Control"]


def test_a_migration_that_waits_makes_it_unready(client, db):
    MigrationRecorder(connection).record_unapplied("config", "0002_label")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["migrations"]) == (503, "not all applied")


def test_a_trigger_that_is_gone_makes_it_unready(client, db):
    with connection.cursor() as cursor:
        on = " ON sources_capture" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER sources_capture_never_deleted{on}")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["triggers"]) == (503, "missing")


def test_a_database_that_doesnt_answer_makes_it_unready_and_isnt_quoted(client, monkeypatch):
    def gone():
        raise OperationalError("no route to db.internal for user verbatim")

    monkeypatch.setitem(health.CHECKS, "database", gone)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    result = {"database": "failed", "migrations": "not asked", "triggers": "not asked"}
    assert answer.json() == result


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_are_not_sent_on_to_https(client, settings, path, db):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(path).status_code == 200
