from django.core.management.base import BaseCommand

from quotes.models import Speaker, same_name
from quotes.search import consistency, counts, index_version
from quotes.search.engines import MANY, engine
from sources.db import statistics


class Command(BaseCommand):
    help = (
        "Make the index agree with the record again, batch by batch, while the site runs. "
        "Only differences are written."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--index",
            action="store_true",
            help="Rebuild the database's full-text index too; nothing can be published meanwhile.",
        )

    def handle(self, *args, index, verbosity, **options):
        mended = self._rows(verbosity)
        counts.recount()
        self._keys(verbosity)
        index_version.set_current()
        if index:
            engine().rebuild_index()
        if index or mended >= MANY:
            engine().merge_index()
        statistics.renew()
        self.stdout.write(f"The index agrees with the record. Rows written or removed: {mended:,}.")

    def _rows(self, verbosity) -> int:
        mended = 0
        batches = list(consistency.batches())
        for number, (first, last) in enumerate(batches, 1):
            mended += consistency.mend(first, last)
            self._progress("Quotes", number / len(batches), verbosity)
        return mended

    def _keys(self, verbosity):
        same_name.mend(Speaker)
        total = Speaker.objects.count()
        for number, speaker in enumerate(Speaker.objects.iterator(), 1):
            consistency.mend_keys([speaker])
            if number % consistency.BATCH == 0 or number == total:
                self._progress("Names", number / total, verbosity)

    def _progress(self, what, share, verbosity):
        if verbosity and self.stderr.isatty():
            self.stderr.write(f"\r{what}: {share:.0%} ", ending="\n" if share == 1 else "")
