"""Import a file: batch by batch, each in one transaction.

The number of lines done is stored with each batch. A run that was killed is completed by running
it again.
"""

import gc
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from quotes.models import (
    ImportRun,
    Match,
    Quote,
    Role,
    Speaker,
    SpeakerName,
    name_keys,
    record_version,
)
from quotes.search.engines import MANY, engine
from quotes.transfer.file_reader import FLAT, Line, batches, is_whole, numbered, type_of
from quotes.transfer.import_spreadsheet import SpreadsheetImport
from quotes.transfer.imported_quote import ImportedQuote, check_quotes, read_quote
from quotes.transfer.line_format import AFTER_QUOTES, BEFORE_QUOTES, PARTS, TIE, TIES, label
from quotes.transfer.memory_limits import garbage_collection_between_batches, sqlite_cache
from quotes.transfer.quote_writer import write_quotes
from quotes.transfer.references import ExistingRows
from quotes.transfer.spreadsheet_rows import read_row
from quotes.transfer.table_rows import Row, key_of, table
from sources.db import statistics
from sources.models import Capture, Source
from sources.storable_text import refuse_unstorable
from sources.time_zones import day_at

BATCH = 2000
MODELS = {label(model): model for model in (*BEFORE_QUOTES, *AFTER_QUOTES)}
NAMED = {Speaker: "id", SpeakerName: "speaker_id", Role: "speaker_id", Speaker.history.model: "id"}


class NotImportable(Exception):
    """The file as a whole can't be imported; the sentence says why."""


@dataclass
class Refused:
    """A row that wasn't imported, and why, in sentences."""

    line_number: int
    sentences: list[str]

    def __str__(self) -> str:
        return f"Line {self.line_number:,}: {' '.join(self.sentences)}"


@dataclass
class RecordImport:
    """One run over a file.

    `on_refused` is called with each refused row, `on_progress` with the number of lines done.
    """

    path: Path
    publish: bool = False
    reason: str = ""
    dry_run: bool = False
    batch: int = BATCH
    on_refused: Callable[[Refused], None] = lambda refused: None
    on_progress: Callable[[int], None] = lambda done: None
    refused: int = field(init=False, default=0)
    users: dict[str, int] = field(init=False, default_factory=dict)

    def run(self) -> int:
        """Import the lines that aren't imported yet; return how many lines this run read."""
        if self.publish and not self.reason.strip():
            raise NotImportable("Give --reason: the public sees why these quotes were published.")
        try:
            refuse_unstorable(self.reason)
        except ValidationError as error:
            raise NotImportable(f"--reason: {error.messages[0]}") from None
        with sqlite_cache(megabytes=64, mapped=True), garbage_collection_between_batches():
            if not self.dry_run:
                return self._run()
            with transaction.atomic():
                done = self._run()
                transaction.set_rollback(True)
            return done

    def _run(self) -> int:
        self.users = dict(get_user_model().objects.values_list("username", "pk"))
        progress = self._progress()
        start = progress.lines_done
        for batch in batches(numbered(self.path, start), self.batch):
            self._import(batch, progress)
            self.on_progress(progress.lines_done)
            gc.collect()
        if not progress.finished_at:
            self._finish(progress)
        return progress.lines_done - start

    @transaction.atomic
    def _finish(self, progress: ImportRun) -> None:
        engine().complete_index()
        reset_sequences()
        if not self.dry_run:  # a dry run leaves nothing to merge or measure
            if progress.lines_done >= MANY:
                engine().merge_index()
            statistics.renew()
        progress.finished_at = timezone.now()
        progress.save()

    def _progress(self) -> ImportRun:
        """The file's run so far, or a new one. A whole record is imported only into an empty one."""
        digest = sha256_of(self.path)
        existing = ImportRun.objects.filter(sha256=digest).first()
        if existing:
            return existing
        first = next(numbered(self.path), None)
        with transaction.atomic():
            if first and is_whole(first.row):
                self._start_whole()
            return ImportRun.objects.create(
                sha256=digest, file_name=self.path.name[:255], reason=self.reason
            )

    def _start_whole(self) -> None:
        if Source.objects.exists() or Speaker.objects.exists():
            raise NotImportable(
                "This file is a whole record with ids of its own, and this record isn't empty. "
                "Import it into an empty database, or import rows of quotes without ids."
            )
        if not self.dry_run:  # a dry run would lock readers out meanwhile
            engine().set_index_aside()

    def _import(self, batch: list[Line], progress: ImportRun) -> None:
        with transaction.atomic():
            refused = self._write(batch)
            progress.lines_done = batch[-1].number
            progress.refused += len(refused)
            progress.save()
            if self.publish:
                record_version.advance()
        self.refused += len(refused)
        for one in refused:
            self.on_refused(one)

    def _write(self, batch: list[Line]) -> list[Refused]:
        """Write a batch; if the database refuses it, halve it until the row at fault is found."""
        refused: list[Refused] = []

        def refuse(number: int, error: ValidationError) -> None:
            refused.append(Refused(number, sentences(error)))

        try:
            with transaction.atomic():
                self._write_all(batch, refuse)
        except DatabaseError as error:
            if len(batch) == 1:
                return [Refused(batch[0].number, [reason_of(error)])]
            half = len(batch) // 2
            return self._write(batch[:half]) + self._write(batch[half:])
        return sorted(refused, key=lambda one: one.line_number)

    def _write_all(self, batch: list[Line], refuse: "Refuse") -> None:
        kind = type_of(batch[0].row)
        if kind == label(Quote):
            self._write_quotes(batch, refuse)
        elif kind == FLAT:
            self._write_spreadsheet(batch, refuse)
        elif kind in MODELS:
            self._write_rows(MODELS[kind], batch, refuse)
        else:
            _each(batch, lambda line: _write_one(kind, line.row), refuse)

    def _write_rows(self, model: type[models.Model], batch: list[Line], refuse: "Refuse") -> None:
        if model is Match and not self.publish:
            return  # drafts are imported without their history
        columns = table(model)

        def read(line: Line) -> Row:
            row = columns.read(line.row, self.users)
            if model is Capture:
                check_capture(row)
            if model is Source:
                give_day(row)
            return row

        read_rows = _each(batch, read, refuse)
        rows = _with_references(read_rows, columns.references, refuse)
        columns.insert(rows)
        if model in NAMED:
            name_keys.refresh_many(sorted({row[NAMED[model]] for row in rows}))

    def _write_quotes(self, batch: list[Line], refuse: "Refuse") -> None:
        def read(line: Line) -> ImportedQuote:
            return read_quote(line.number, line.row, self.users)

        quotes = _with_references(_each(batch, read, refuse), ImportedQuote.references, refuse)
        sound = check_quotes(quotes, refuse)
        write_quotes(sound, publish=self.publish, reason=self.reason)

    def _write_spreadsheet(self, batch: list[Line], refuse: "Refuse") -> None:
        rows = [row for _, row in _each(batch, read_row, refuse)]
        spreadsheet = SpreadsheetImport(rows, publish=self.publish)
        entries = [entry for _, entry in _each(rows, spreadsheet.enter, refuse)]
        spreadsheet.write(entries, self.reason)


Refuse = Callable[[int, ValidationError], None]


def _each(batch: Iterable[Any], do: Callable, refuse: Refuse) -> list[tuple[int, Any]]:
    """The result of each line with its number; refused lines are left out."""
    done = []
    for line in batch:
        try:
            done.append((line.number, do(line)))
        except ValidationError as error:
            refuse(line.number, error)
    return done


def _write_one(kind: str, row: Any) -> None:
    if isinstance(row, ValidationError):
        raise row
    if kind == TIE:
        tie(row)
    else:
        raise ValidationError(f"“{kind}” isn't a type of row.")


def _with_references(
    rows: list[tuple[int, Any]], references_of: Callable, refuse: Refuse
) -> list[Any]:
    """The rows that refer only to existing rows; the others are refused."""
    existing = ExistingRows(pair for _, row in rows for pair in references_of(row))
    kept = []
    for number, row in rows:
        if missing := existing.first_missing(references_of(row)):
            refuse(number, ValidationError(missing))
        else:
            kept.append(row)
    return kept


def reason_of(error: DatabaseError) -> str:
    """The sentence of the constraint that the row breaks, or else the database's own."""
    message = str(error)
    for model in (*MODELS.values(), Quote, *PARTS.values()):
        for constraint in model._meta.constraints:
            if constraint.name in message:
                return str(constraint.violation_error_message)
    return f"The database refuses it: {message.strip().splitlines()[0]}"


def check_capture(capture: Row) -> None:
    """Refuse a capture whose length isn't that of its text.

    Its hash isn't compared: words erased since leave the hash of the text as it was.
    """
    if len(capture["text"]) != capture["length"] or not capture["text"]:
        raise ValidationError("The capture's length isn't that of its text.")


def give_day(source: Row) -> None:
    """A source's day follows from its instant if only that was given."""
    if source["published_at"] and not source["published_on"]:
        source["published_on"] = day_at(source["published_at"], source["time_zone"])


def tie(line: dict[str, Any]) -> None:
    """Set a row's reference to another of its table, now that both are written."""
    model = next((m for m in TIES if label(m) == line.get("of")), None)
    if model is None:
        raise ValidationError(f"“{line.get('of')}” isn't a type whose rows refer to each other.")
    values = {name: line.get(name) for name in TIES[model]}
    ids = {key_of(v) for v in [line.get("id"), *filter(None, values.values())]}
    if model.objects.filter(pk__in=ids).count() != len(ids):
        raise ValidationError("It refers to rows that aren't in the record.")
    model.objects.filter(pk=line["id"]).update(**values)
    if values.get("merged_into_id"):
        name_keys.refresh_keys(Speaker.objects.get(pk=values["merged_into_id"]).canonical())


def sentences(error: ValidationError) -> list[str]:
    if hasattr(error, "error_dict"):
        return [
            f"{name}: {' '.join(e.messages)}"
            for name, e in error.error_dict.items()
            for e in [ValidationError(e)]
        ]
    return error.messages


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def reset_sequences() -> None:
    """Let new rows get ids after those in the file."""
    models_written = [*MODELS.values(), Quote, *PARTS.values()]
    statements = connection.ops.sequence_reset_sql(no_style(), models_written)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
