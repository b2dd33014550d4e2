from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from quotes.models import Speaker, same_name
from quotes.search.consistency import disagreements
from sources.time_zones import zone_in_words


class Command(BaseCommand):
    help = (
        "Say in which zone hours are, check whether the index agrees with the record, and name "
        "speakers whom nothing distinguishes. Changes nothing."
    )

    def handle(self, *args, **options):
        zone = zone_in_words(settings.TIME_ZONE)
        self.stdout.write(f"Hours of the newsroom are {zone} (TIME_ZONE={settings.TIME_ZONE}).")
        for sentence in same_name.look_alikes(Speaker.objects.unmerged().order_by("pk")):
            self.stdout.write(sentence)
        found = list(disagreements())
        for sentence in found:
            self.stdout.write(sentence)
        if found:
            raise CommandError(
                "The index and the record disagree. Run manage.py rebuild_search --index."
            )
        self.stdout.write("The index agrees with the record.")
