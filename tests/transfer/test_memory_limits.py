"""What an import holds in memory, and for how long."""

import gc
import weakref

import pytest

from quotes.transfer.import_record import RecordImport

pytestmark = pytest.mark.django_db


class Cycle:
    def __init__(self):
        self.itself = self


def test_what_a_batch_loses_is_gone_before_the_next_and_the_collector_is_left_as_it_was(
    record_file,
):
    lost, existing = [], []

    def lose(done):
        existing.extend(one() for one in lost)
        lost.append(weakref.ref(Cycle()))
        existing.append(gc.isenabled())

    RecordImport(record_file, batch=5, by="unknown-person", on_progress=lose).run()
    assert len(lost) > 9 and not any(existing)
    assert gc.isenabled() and not gc.get_freeze_count()
