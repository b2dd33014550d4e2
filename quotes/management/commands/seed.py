from django.core.management.base import BaseCommand

from quotes.transfer.seed import seed


class Command(BaseCommand):
    help = (
        "Load the record that ships: one article of 6 October 2025, its thirteen quotes and the "
        "post it quotes. Run again, it adds only what is missing. The quotes are published by the "
        "program, without a second pair of eyes, and their revisions say so."
    )

    def handle(self, *args, **options):
        added = seed()
        self.stdout.write(f"{added} quotes added." if added else "The seeds are loaded already.")
