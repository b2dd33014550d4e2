"""The record that ships, loaded once for many queries."""

import pytest
from django.core.management import call_command
from django.db import transaction


@pytest.fixture(scope="module")
def record(django_db_setup, django_db_blocker):
    """The record that ships, loaded once for all queries of a file and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed", verbosity=0)
        yield
        transaction.set_rollback(True)
