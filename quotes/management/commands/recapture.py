"""Fetch sources again and compare their quotes where the words changed. Run it from cron."""

from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Exists, OuterRef

from quotes.verification.recapture import recapture
from sources import link_checks
from sources.models import Capture, Source
from sources.progress import Progress
from sources.robots import RobotsFetcher


class Command(BaseCommand):
    help = (
        "Fetch sources again: those not fetched for longest first, or those with the given numbers."
    )

    def add_arguments(self, parser):
        parser.add_argument("sources", nargs="*", type=int, metavar="SOURCE")
        parser.add_argument(
            "--days", type=int, default=7, help="skip sources fetched in so many days"
        )
        parser.add_argument("--limit", type=int, default=500, help="fetch at most so many")
        parser.add_argument(
            "--pause",
            type=float,
            default=link_checks.PAUSE,
            help="seconds between two fetches from one site",
        )

    def handle(self, *args, sources, days, limit, pause, **options):
        wanted = self.given(sources) if sources else quoted_and_due(days)[: max(0, limit)]
        wanted = list(wanted)
        progress, outcomes = Progress(len(wanted)), Counter()
        ask = RobotsFetcher()
        for source in link_checks.politely(wanted, pause, pause_of=ask.pause):
            made = recapture(source, ask=ask)
            outcomes[made.get_outcome_display().lower()] += 1
            progress.step(source.url)
            if made.outcome == made.Outcome.CHANGED:
                self.stdout.write(f"{source.pk} {source.url} changed. {made.detail}")
        progress.end()
        counted = ", ".join(f"{count} {name}" for name, count in sorted(outcomes.items()))
        self.stdout.write(f"Fetched {len(wanted)} sources: {counted or 'none was due'}.")

    def given(self, numbers):
        found = Source.objects.filter(pk__in=numbers).exclude(url="")
        missing = set(numbers) - {source.pk for source in found}
        if missing:
            numbers = ", ".join(map(str, sorted(missing)))
            raise CommandError(f"No source with an address has these numbers: {numbers}.")
        return found


def quoted_and_due(days: int):
    """Sources that are due and that a quote is from or is compared with."""
    captures = Capture.objects.filter(source=OuterRef("pk"))
    quoted = captures.filter(quotes__isnull=False)
    evident = captures.filter(evidence__isnull=False)
    return link_checks.due(days).filter(Exists(quoted) | Exists(evident))
