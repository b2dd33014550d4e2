"""Check a story's quotes against the record before it is published; prints JSON."""

import json
import sys
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from quotes.public.presentation.loading import load
from quotes.verification.draft_check import as_json, check_story
from sources.new_captures import refuse_misread
from sources.storable_text import receive


class Command(BaseCommand):
    help = (
        "Look up each quoted span of a story in the record and print JSON; - reads standard input."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument(
            "--published", action="store_true", help="leave out drafts and quotes in review"
        )

    def handle(self, *args, file, published, **options):
        try:
            text = receive(read(file))
            refuse_misread(text)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        story = check_story(text, unpublished=not published).with_quotes(load)
        found = [as_json(checked) for checked in story.checked]
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))


def read(file: str) -> str:
    """A file's text, or standard input's."""
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except OSError as problem:
        raise CommandError(f"{file} can't be read: {problem.strerror}.") from None
    except UnicodeDecodeError:
        raise CommandError(f"{file} isn't UTF-8 text. Convert it and try again.") from None
