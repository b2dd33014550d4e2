"""Print the quotes that the extractor finds, as JSON lines, so that anyone can measure it."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError

from quotes.text.extraction.json_lines import extract_lines


class Command(BaseCommand):
    help = (
        "Find quotes in plain-text files, or in JSON lines with id and text; - reads standard "
        "input. Prints one JSON line for each text."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE", default=["-"])

    def handle(self, *args: Any, files: list[str], **options: Any) -> None:
        for line in extract_lines(self._documents(files)):
            self.stdout.write(line)

    def _documents(self, files: list[str]) -> Iterator[tuple[str, str]]:
        for name in files:
            if name == "-":
                yield from read_documents("-", sys.stdin)
                continue
            try:
                with Path(name).open(encoding="utf-8") as file:
                    yield from read_documents(name, file)
            except OSError as problem:
                raise CommandError(f"{name} can’t be read: {problem.strerror}.") from problem
            except UnicodeDecodeError as problem:
                raise CommandError(
                    f"{name} isn’t UTF-8 text. Convert it and try again."
                ) from problem


def read_documents(name: str, file: IO[str]) -> Iterator[tuple[str, str]]:
    """The texts of one file: its JSON lines, or the whole of it as one text."""
    first = file.readline()
    if not _is_json_line(first):
        yield name, first + file.read()
        return
    for number, line in enumerate([first, *file], start=1):
        if line.strip():
            yield _read_line(name, number, line)


def _is_json_line(line: str) -> bool:
    if not line.lstrip().startswith("{"):
        return False
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and "text" in row


def _read_line(name: str, number: int, line: str) -> tuple[str, str]:
    try:
        row = json.loads(line)
        text = row["text"]
    except (ValueError, RecursionError, KeyError, TypeError) as problem:
        raise CommandError(
            f"{name}, line {number}: expected a JSON object with id and text."
        ) from problem
    if not isinstance(text, str):
        raise CommandError(f"{name}, line {number}: text must be a string.")
    return str(row.get("id", f"{name}:{number}")), text
