import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from quotes.transfer.export_record import export_record


class Command(BaseCommand):
    help = (
        "Export the whole record as JSON lines, which import_record imports into an empty database "
        "as an identical record. The file has drafts and the newsroom's notes: don't publish it."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "file", nargs="?", help="The file to write; standard output if left out."
        )

    def handle(self, *args, file, **options):
        if file is None:
            export_record(sys.stdout)
            return
        part = Path(f"{file}.part")
        with part.open("w", encoding="utf-8", newline="\n") as out:
            written = export_record(out)
        part.replace(file)
        self.stdout.write(f"{written:,} lines written.")
