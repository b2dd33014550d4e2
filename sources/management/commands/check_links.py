"""Check whether each source's address still answers. Run it from cron; it may be stopped."""

from collections import Counter

from django.core.management.base import BaseCommand

from sources import link_checks
from sources.progress import Progress
from sources.robots import RobotsFetcher


class Command(BaseCommand):
    help = (
        "Visit the addresses of sources, those visited longest ago first, and record each answer."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--days", type=int, default=7, help="leave out those visited in the last so many days"
        )
        parser.add_argument(
            "--limit", type=int, default=500, help="visit visit at most so many in this run"
        )
        parser.add_argument(
            "--pause",
            type=float,
            default=link_checks.PAUSE,
            help="seconds between two visits to one site",
        )

    def handle(self, *args, days, limit, pause, **options):
        sources = list(link_checks.due(days)[: max(0, limit)])
        progress, outcomes = Progress(len(sources)), Counter()
        ask = RobotsFetcher()
        for source in link_checks.politely(sources, pause, pause_of=ask.pause):
            made = link_checks.check(source, ask)
            outcomes[made.get_outcome_display().lower()] += 1
            progress.step(source.url)
        progress.end()
        result = ", ".join(f"{count} {name}" for name, count in sorted(outcomes.items()))
        self.stdout.write(f"Checked {len(sources)} addresses: {result or 'none was due'}.")
