"""The tests run the product's own settings, with a secret of their own and without HTTPS."""

import os
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("SECRET_KEY", "a secret that only the tests know, as long as it has to be")
os.environ.setdefault("HTTPS", "False")
# Apart from what a trial holds, and apart from the other workers' files.
os.environ.setdefault("DATA_DIR", f"var/tests/{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}")
os.environ.setdefault("STATIC_HASHED", "False")
os.environ.setdefault("FLOOD_PER_MINUTE", "0")
os.environ.setdefault("LOG_LEVEL", "WARNING")
# Playwright runs an event loop in the tests' thread, where Django would refuse to ask a database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

import django
import pytest

django.setup()

from django.conf import settings
from django.core.signals import setting_changed
from django.db import connection
from django.utils.formats import reset_format_cache

# A password's hash is slow on purpose, which every sign-in of every test would pay for.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def _forget_formats(setting: str, **change) -> None:
    """Formats name the newsroom's zone, which only tests change while the program runs."""
    if setting == "TIME_ZONE":
        reset_format_cache()


setting_changed.connect(_forget_formats)
pytest_plugins = ["tests.browser", "tests.standards", "tests.cast"]


def pytest_collection_modifyitems(config, items):
    """Leave out, without a skip, what belongs to the other database.

    Browsers look the same from both, and quotes/text asks neither, so these run once, on SQLite.
    """
    elsewhere = {"postgresql": ("sqlite", "browser"), "sqlite": ("postgres",)}[connection.vendor]
    pure = Path(__file__).parent / "text"
    kept, left = [], []
    for item in items:
        once = connection.vendor == "postgresql" and pure in item.path.parents
        marked = any(item.get_closest_marker(mark) for mark in elsewhere)
        (left if once or marked else kept).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left)


def pytest_sessionfinish(session):
    """Where everything is installed by the bootstrap, a skipped test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _nothing_known_of_frequencies(monkeypatch):
    """PostgreSQL's statistics are asked for every ten minutes, amid a count of queries as well."""
    from quotes.search.engines.postgres_statistics import Frequencies

    monkeypatch.setattr("quotes.search.engines.postgres.frequencies", Frequencies)


@pytest.fixture(autouse=True)
def _copies_of_no_earlier_test():
    """Copies go by a number in the database, which is another's in each test."""
    from django.core.cache import caches

    from sources.page_cache import NUMBER

    caches["pages"].delete(NUMBER)


@pytest.fixture(autouse=True, scope="session")
def _flush_past_triggers():
    """Let Django empty tables between tests that commit; migrate's signal reinstalls triggers."""
    from django.test import TransactionTestCase

    from quotes.search.engines import sqlite
    from sources.database_rules import installed

    teardown = TransactionTestCase._fixture_teardown

    def without_triggers(self):
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                # The full-text index follows the search rows by trigger, out of the table too.
                for name in installed(connection) - {trigger.name for trigger in sqlite.TRIGGERS}:
                    cursor.execute(f"DROP TRIGGER {name}")
        teardown(self)

    TransactionTestCase._fixture_teardown = without_triggers
    yield
    TransactionTestCase._fixture_teardown = teardown
