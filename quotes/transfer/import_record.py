"""Import a file: batch by batch, each in one transaction.

The number of lines done is stored with each batch. A run that was killed is completed by running
it again.
"""

import gc
import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.utils import timezone

from quotes import search
from quotes.models import (
    Evidence,
    ImportRun,
    Match,
    Quote,
    Role,
    Speaker,
    SpeakerName,
    name_keys,
    record_version,
    same_name,
)
from quotes.search.engines import MANY, engine
from quotes.transfer import first_revisions
from quotes.transfer.accounts import NotImportable
from quotes.transfer.file_contents import MODELS
from quotes.transfer.file_reader import FLAT, Line, batches, numbered, type_of
from quotes.transfer.import_progress import ImportOptions, note_progress, start_or_resume
from quotes.transfer.import_spreadsheet import SpreadsheetImport
from quotes.transfer.imported_quote import ImportedQuote, check_quotes, read_quote
from quotes.transfer.line_format import PARTS, TIE, label
from quotes.transfer.memory_limits import garbage_collection_between_batches, sqlite_cache
from quotes.transfer.quote_writer import write_quotes
from quotes.transfer.references import ExistingRows
from quotes.transfer.row_rules import check_capture, give_day, tie
from quotes.transfer.sequences import reset_sequences
from quotes.transfer.spreadsheet_rows import read_row
from quotes.transfer.table_rows import Row, table
from sources.db import statistics
from sources.models import Capture, Source
from sources.storable_text import is_blank, refuse_unstorable

BATCH = 2000
NAMED = {Speaker: "id", SpeakerName: "speaker_id", Role: "speaker_id", Speaker.history.model: "id"}


@dataclass
class Refused:
    """A row that wasn't imported, and why, in sentences."""

    line_number: int
    sentences: list[str]

    def __str__(self) -> str:
        return f"Line {self.line_number:,}: {' '.join(self.sentences)}"


@dataclass
class RecordImport(ImportOptions):
    """One run over a file.

    `on_refused` is called with each refused row, `on_progress` with the number of lines done.
    """

    batch: int = BATCH
    on_refused: Callable[[Refused], None] = lambda refused: None
    on_progress: Callable[[int], None] = lambda done: None
    refused: int = field(init=False, default=0)
    users: dict[str, int] = field(init=False, default_factory=dict)
    author: Any = field(init=False, default=None)

    def run(self) -> int:
        """Import the lines that aren't imported yet; return how many lines this run read."""
        if self.publish and self.restore:
            raise NotImportable(
                "Give --restore for this newsroom's own record, which comes back as it was, or "
                "--publish for another's. Not both."
            )
        if self.publish and is_blank(self.reason):
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
        progress = start_or_resume(self)
        self.users, self.author = progress.accounts or {}, progress.by
        start, tried_again = progress.lines_done, self._try_again(progress)
        for batch in batches(numbered(self.path, start), self.batch):
            self._import(batch, progress)
            self.on_progress(progress.lines_done)
            gc.collect()
        if tried_again or not progress.finished_at:
            self._finish(progress)
        return progress.lines_done - start + tried_again

    def _try_again(self, progress: ImportRun) -> int:
        """Import the lines that former runs refused, as far as they can come in by now."""
        refused = set(progress.refused_lines.values_list("line_number", flat=True))
        if refused:
            lines = numbered(self.path, min(refused) - 1)
            lines = itertools.takewhile(lambda line: line.number <= max(refused), lines)
            lines = (line for line in lines if line.number in refused)
            for batch in batches(lines, self.batch):
                self._import(batch, progress)
        return len(refused)

    @transaction.atomic
    def _finish(self, progress: ImportRun) -> None:
        same_name.settle(Speaker)
        engine().complete_index()
        reset_sequences([*MODELS.values(), *PARTS.values()])
        if not self.dry_run:  # a dry run leaves nothing to merge or measure
            if progress.lines_done >= MANY:
                engine().merge_index()
            statistics.renew()
        progress.finished_at = timezone.now()
        progress.save()

    def _import(self, batch: list[Line], progress: ImportRun) -> None:
        with transaction.atomic():
            refused = self._write(batch)
            note_progress(progress, batch, {one.line_number for one in refused})
            if self.publish or self.restore:
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
        if model is Match and not self.restore:
            return  # another record's quotes are imported without its evidence
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
        if model is Match:
            compared = Evidence.objects.filter(pk__in={row["evidence_id"] for row in rows})
            search.refresh_many(compared.order_by().values_list("quote", flat=True).distinct())
        if model in NAMED:
            name_keys.refresh_many(sorted({row[NAMED[model]] for row in rows}))

    def _write_quotes(self, batch: list[Line], refuse: "Refuse") -> None:
        def read(line: Line) -> ImportedQuote:
            return read_quote(line.number, line.row, self.users)

        quotes = _with_references(_each(batch, read, refuse), ImportedQuote.references, refuse)
        sound = check_quotes(quotes, refuse)
        if not self.restore:
            first_revisions.begin(
                sound, publish=self.publish, reason=self.reason, author=self._author_id()
            )
        write_quotes(sound)

    def _author_id(self) -> int | None:
        return self.author.pk if self.author else None

    def _write_spreadsheet(self, batch: list[Line], refuse: "Refuse") -> None:
        rows = [row for _, row in _each(batch, read_row, refuse)]
        spreadsheet = SpreadsheetImport(rows, publish=self.publish, by=self.author)
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
    for model in (*MODELS.values(), *PARTS.values()):
        for constraint in model._meta.constraints:
            if constraint.name in message or _names_columns(message, model, constraint):
                return str(constraint.violation_error_message)
    return f"The database refuses it: {message.strip().splitlines()[0]}"


def _names_columns(message: str, model: type[models.Model], constraint) -> bool:
    """SQLite names the columns that have to be unique, and not the constraint."""
    columns = [f"{model._meta.db_table}.{name}" for name in getattr(constraint, "fields", ())]
    return bool(columns) and f"UNIQUE constraint failed: {', '.join(columns)}" in message


def sentences(error: ValidationError) -> list[str]:
    if hasattr(error, "error_dict"):
        return [
            f"{name}: {' '.join(e.messages)}"
            for name, e in error.error_dict.items()
            for e in [ValidationError(e)]
        ]
    return error.messages
