from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from quotes.transfer.import_record import NotImportable, RecordImport
from quotes.transfer.spreadsheet_rows import COLUMNS


class Command(BaseCommand):
    help = (
        "Import a file into the record: JSON lines as export_record writes them (into an empty "
        "database), or one quote in each row, as JSON lines or CSV, with these columns: "
        f"{', '.join(COLUMNS)}. Put semicolons between topics. Quotes are imported as drafts "
        "unless --publish is given. A run that was stopped is completed by running it again."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--publish", action="store_true", help="Publish; needs --reason.")
        parser.add_argument("--reason", default="", help="Why; the public will read it.")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Say what would be refused: import everything, and undo it at the end. Until then "
            "nobody else can write to SQLite, and some writers wait on PostgreSQL.",
        )

    def handle(self, *args, file, publish, reason, dry_run, verbosity, **options):
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        run = RecordImport(
            file,
            publish=publish,
            reason=reason,
            dry_run=dry_run,
            on_refused=lambda refused: self.stderr.write(str(refused)),
            on_progress=self._bar(file, verbosity),
        )
        try:
            done = run.run()
        except NotImportable as error:
            raise CommandError(str(error)) from None
        would = "would be " if dry_run else ""
        self.stdout.write(
            f"Lines read: {done:,}. Rows that {would or 'were '}refused: {run.refused:,}."
        )
        if run.refused:
            raise CommandError("Some rows were refused; the lines above say why.")

    def _bar(self, file: Path, verbosity: int):
        if not verbosity or not self.stderr.isatty():
            return lambda done: None
        with file.open("rb") as lines:
            total = sum(1 for _ in lines) or 1

        def show(done: int) -> None:
            filled = int(30 * min(done / total, 1))
            bar = "█" * filled + "·" * (30 - filled)
            self.stderr.write(f"\r{bar} {done:,} of {total:,} ", ending="")

        return show
