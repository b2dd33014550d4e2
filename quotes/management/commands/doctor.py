from django.core.management.base import BaseCommand, CommandError

from quotes.search.consistency import disagreements


class Command(BaseCommand):
    help = "Check whether the index agrees with the record. Changes nothing."

    def handle(self, *args, **options):
        found = list(disagreements())
        for sentence in found:
            self.stdout.write(sentence)
        if found:
            raise CommandError(
                "The index and the record disagree. Run manage.py rebuild_search --index."
            )
        self.stdout.write("The index agrees with the record.")
