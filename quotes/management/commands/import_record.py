from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from quotes.transfer.accounts import (
    MAP_COLUMNS,
    UNKNOWN_PERSON,
    Accounts,
    Missing,
    NotImportable,
    read_mapping,
)
from quotes.transfer.import_record import RecordImport
from quotes.transfer.spreadsheet_columns import COLUMNS


class Command(BaseCommand):
    help = (
        "Import a file into the record: JSON lines as export_record writes them (into an empty "
        "database), or one quote in each row, as JSON lines or CSV, with these columns: "
        f"{', '.join(COLUMNS)}. Put semicolons between topics. Quotes are imported as drafts "
        "unless --publish is given, and nobody has checked them: verdicts and evidence stay behind. "
        "This newsroom's own record comes back with all of that by --restore. A run that was "
        "stopped is completed by running it again."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--publish", action="store_true", help="Publish; needs --reason.")
        parser.add_argument(
            "--restore",
            action="store_true",
            help="The file is a backup of this newsroom's own record: everything comes back as it "
            "was, with its history, verdicts and evidence, under the same authors.",
        )
        parser.add_argument(
            "--by",
            default="",
            metavar="ACCOUNT",
            help="Who entered quotes that name nobody, as rows of a table do: the user name of an "
            "account here. Somebody else has to publish them. Without it they count as entered by "
            f"an unknown person, {UNKNOWN_PERSON}, and whoever submits one can't publish it.",
        )
        parser.add_argument("--reason", default="", help="Why; the public will read it.")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Say what would be refused: import everything, and undo it at the end. Until then "
            "nobody else can write to SQLite, and some writers wait on PostgreSQL.",
        )

        parser.add_argument(
            "--accounts",
            type=Path,
            metavar="MAP.CSV",
            help="Whose account here each user name in the file stands for: a CSV file with the "
            f"columns {' and '.join(MAP_COLUMNS)}. Other names are those of accounts here.",
        )
        parser.add_argument(
            "--missing-accounts",
            choices=[*Missing],
            default=Missing.CREATE,
            type=Missing,
            help="What to do about user names that no account here has: create the accounts, "
            f"inactive (default); set them to one unknown person, {UNKNOWN_PERSON}; or refuse "
            "the file.",
        )

    def handle(
        self,
        *args,
        file,
        publish,
        restore,
        by,
        reason,
        dry_run,
        accounts,
        missing_accounts,
        verbosity,
        **options,
    ):
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        try:
            run = RecordImport(
                file,
                publish=publish,
                restore=restore,
                by=by,
                reason=reason,
                dry_run=dry_run,
                accounts=read_mapping(accounts) if accounts else {},
                missing_accounts=missing_accounts,
                on_accounts=self._say_accounts,
                on_refused=lambda refused: self.stderr.write(str(refused)),
                on_progress=self._bar(file, verbosity),
            )
            done = run.run()
        except NotImportable as error:
            raise CommandError(str(error)) from None
        would = "would be " if dry_run else ""
        self.stdout.write(
            f"Lines read: {done:,}. Rows that {would or 'were '}refused: {run.refused:,}."
        )
        if run.refused:
            raise CommandError(
                "Some rows were refused; the lines above say why. Once the reasons are gone, run it "
                "again over the same file: it tries those rows once more, and no others."
            )

    def _say_accounts(self, accounts: Accounts) -> None:
        if str(accounts):
            self.stdout.write(f"Accounts: {accounts}.")

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
