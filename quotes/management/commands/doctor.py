from django.core.management.base import BaseCommand, CommandError

from quotes.search.consistency import disagreements


class Command(BaseCommand):
    help = "Say whether search agrees with the record. Changes nothing."

    def handle(self, *args, **options):
        found = list(disagreements())
        for sentence in found:
            self.stdout.write(sentence)
        if found:
            raise CommandError("Search and record disagree. Run manage.py rebuild_search --index.")
        self.stdout.write("Search agrees with the record.")
