import sqlite3

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config import environment
from config.database import WRONG_URL, database
from tests.config.processes import manage


def test_without_a_secret_the_site_refuses_to_start_and_says_what_to_set():
    done = manage("check")
    assert done.returncode == 1
    assert done.stderr.startswith("SECRET_KEY is not set. Set it to a long random value")
    assert "Traceback" not in done.stderr


def test_a_developer_who_asks_for_debugging_needs_no_secret(tmp_path):
    done = manage("check", DEBUG="True", DATA_DIR=str(tmp_path))
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("name", "given"), [("DEBUG", "perhaps"), ("HSTS_SECONDS", "a year")])
def test_a_setting_that_makes_no_sense_is_named(name, given, tmp_path):
    done = manage("check", SECRET_KEY="x", DATA_DIR=str(tmp_path), **{name: given})
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name} must be ")
    assert given in done.stderr


def test_a_time_zone_that_does_not_exist_is_refused_at_the_start(tmp_path):
    done = manage("check", SECRET_KEY="x", DATA_DIR=str(tmp_path), TIME_ZONE="Europe/Atlantis")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert done.stderr.startswith(
        "TIME_ZONE must be the IANA name of a time zone, such as Europe/Berlin or UTC, not "
        "'Europe/Atlantis'."
    )


def test_a_time_zone_left_empty_is_utc(monkeypatch):
    monkeypatch.setenv("TIME_ZONE", " ")
    assert environment.zone("TIME_ZONE", "UTC") == "UTC"
    monkeypatch.setenv("TIME_ZONE", "Asia/Jerusalem")
    assert environment.zone("TIME_ZONE", "UTC") == "Asia/Jerusalem"


def test_yes_and_no_are_read_however_they_are_written(monkeypatch):
    for given, read in {
        "1": True,
        "True": True,
        "on": True,
        "0": False,
        "": False,
        "no": False,
    }.items():
        monkeypatch.setenv("DEBUG", given)
        assert environment.flag("DEBUG", not read) is read


def test_a_database_url_with_several_hosts_and_options_keeps_them_all(tmp_path):
    url = "postgres://ed:p%40ss@one:5432,two:5433/record?sslmode=verify-full&connect_timeout=2"
    found = database(url, tmp_path)
    assert (found["HOST"], found["PORT"]) == ("one,two", "5432,5433")
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("record", "ed", "p@ss")
    options = found["OPTIONS"]
    assert options["sslmode"] == "verify-full"
    assert options["connect_timeout"] == "2"
    assert options["tcp_user_timeout"] == "15000"
    assert options["target_session_attrs"] == "read-write"
    assert options["pool"]["max_size"] >= options["pool"]["min_size"]


def test_a_database_url_may_name_a_sqlite_file(tmp_path):
    found = database(f"sqlite:///{tmp_path}/deep/record.sqlite3", tmp_path)
    assert found["NAME"] == tmp_path / "deep" / "record.sqlite3"
    assert found["NAME"].parent.is_dir()


def test_a_python_with_too_old_a_sqlite_learns_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 37, 2))
    with pytest.raises(ImproperlyConfigured, match=r"needs SQLite 3\.39 or later"):
        database("", tmp_path)


@pytest.mark.parametrize(
    "url",
    [
        "mysql://ed:secret@one/record",
        "postgres://ed:secret@one",
        "postgres://ed:secret@one/record?no_such_option=1",
        "record.sqlite3",
    ],
)
def test_a_database_url_that_cant_be_read_is_refused_without_repeating_its_password(url, tmp_path):
    with pytest.raises(ImproperlyConfigured) as refused:
        database(url, tmp_path)
    assert str(refused.value) == WRONG_URL


@pytest.mark.sqlite
def test_sqlite_runs_as_the_record_needs_it(db):
    requested = (
        "journal_mode",
        "synchronous",
        "recursive_triggers",
        "foreign_keys",
        "busy_timeout",
    )
    with connection.cursor() as cursor:
        answers = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in requested]
    assert answers == ["wal", 1, 1, 1, 20_000]
    assert connection.transaction_mode == "IMMEDIATE"
    assert connection.settings_dict["CONN_MAX_AGE"] is None


@pytest.mark.postgres
def test_postgresql_answers_through_a_pool(db):
    assert connection.pool is not None
    with connection.cursor():
        given = connection.connection.info.get_parameters()
    assert (given["connect_timeout"], given["tcp_user_timeout"]) == ("5", "15000")
