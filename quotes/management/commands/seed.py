from django.core.management.base import BaseCommand

from quotes.transfer.sample.loader import load_sample
from quotes.transfer.seed import seed


class Command(BaseCommand):
    help = (
        "Load the seed record: one article of 6 October 2025, its thirteen quotes and the "
        "post it quotes. Run again, it adds what is missing and brings up to date what nobody "
        "here has changed; it names what it leaves. The quotes are published automatically, "
        "without a second editor, and their revisions say so."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--sample",
            action="store_true",
            help="Add the record of an invented town as well: some 300 quotes to try the site with.",
        )

    def handle(self, *args, **options):
        added = seed(self.stdout.write)
        self.stdout.write(
            f"{added} quotes added." if added else "The seed record is already loaded."
        )
        if options["sample"]:
            added = load_sample()
            self.stdout.write(
                f"{added} invented quotes of Lindmouth added."
                if added
                else "The sample is already loaded."
            )
