"""Bring a file into the record: a batch at a time, each wholly in or wholly out.

How far a file has come stands in the database, written with each batch. A run that was
killed is completed by running it again.
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

from quotes.models import ImportRun, Match, Quote, Role, Speaker, SpeakerName, name_keys
from quotes.search.engines import MANY, engine
from quotes.transfer import quotes as whole_quotes
from quotes.transfer import spreadsheet
from quotes.transfer.known import Known
from quotes.transfer.lines import AFTER_QUOTES, BEFORE_QUOTES, PARTS, TIE, TIES, label
from quotes.transfer.memory import collected_by_hand, sqlite_holds
from quotes.transfer.reading import FLAT, Line, batches, is_whole, numbered, type_of
from quotes.transfer.rows import read as read_flat
from quotes.transfer.tables import Row, key_of, table
from sources.db import statistics
from sources.models import Capture, Source
from sources.storable_text import refuse_unstorable

BATCH = 2000
MODELS = {label(model): model for model in (*BEFORE_QUOTES, *AFTER_QUOTES)}
NAMED = {Speaker: "id", SpeakerName: "speaker_id", Role: "speaker_id", Speaker.history.model: "id"}


class NotImportable(Exception):
    """The file as a whole can't be brought in; the sentence says why."""


@dataclass
class Refused:
    """A row that wasn't brought in, and why, in sentences."""

    line_number: int
    sentences: list[str]

    def __str__(self) -> str:
        return f"Line {self.line_number:,}: {' '.join(self.sentences)}"


@dataclass
class Import:
    """One run over a file. `on_refused` is told of every row refused, `on_progress` of lines done."""

    path: Path
    publish: bool = False
    reason: str = ""
    dry_run: bool = False
    batch: int = BATCH
    on_refused: Callable[[Refused], None] = lambda refused: None
    on_progress: Callable[[int], None] = lambda done: None
    refused: int = field(init=False, default=0)
    people: dict[str, int] = field(init=False, default_factory=dict)

    def run(self) -> int:
        """Bring in what isn't in yet; how many lines this run took care of."""
        if self.publish and not self.reason.strip():
            raise NotImportable("Give --reason: the public sees why these quotes were published.")
        try:
            refuse_unstorable(self.reason)
        except ValidationError as error:
            raise NotImportable(f"--reason: {error.messages[0]}") from None
        with sqlite_holds(megabytes=64, mapped=True), collected_by_hand():
            if not self.dry_run:
                return self._run()
            with transaction.atomic():
                done = self._run()
                transaction.set_rollback(True)
            return done

    def _run(self) -> int:
        self.people = dict(get_user_model().objects.values_list("username", "pk"))
        progress = self._progress()
        start = progress.lines_done
        for batch in batches(numbered(self.path, start), self.batch):
            self._bring_in(batch, progress)
            self.on_progress(progress.lines_done)
            gc.collect()
        if not progress.finished_at:
            self._finish(progress)
        return progress.lines_done - start

    @transaction.atomic
    def _finish(self, progress: ImportRun) -> None:
        engine().complete_index()
        reset_sequences()
        if not self.dry_run:  # one that takes it all back leaves nothing to merge or look at
            if progress.lines_done >= MANY:
                engine().merge_index()
            statistics.renew()
        progress.finished_at = timezone.now()
        progress.save()

    def _progress(self) -> ImportRun:
        """The file's run so far. A whole record is begun only where there is none yet."""
        digest = sha256_of(self.path)
        begun = ImportRun.objects.filter(sha256=digest).first()
        if begun:
            return begun
        first = next(numbered(self.path), None)
        with transaction.atomic():
            if first and is_whole(first.row):
                self._begin_whole()
            return ImportRun.objects.create(
                sha256=digest, file_name=self.path.name[:255], reason=self.reason
            )

    def _begin_whole(self) -> None:
        if Source.objects.exists() or Speaker.objects.exists():
            raise NotImportable(
                "This file is a whole record with ids of its own, and this record isn't empty. "
                "Bring it into an empty database, or import rows of quotes without ids."
            )
        if not self.dry_run:  # one that takes it all back would shut readers out meanwhile
            engine().set_index_aside()

    def _bring_in(self, batch: list[Line], progress: ImportRun) -> None:
        with transaction.atomic():
            refused = self._write(batch)
            progress.lines_done = batch[-1].number
            progress.refused += len(refused)
            progress.save()
        self.refused += len(refused)
        for one in refused:
            self.on_refused(one)

    def _write(self, batch: list[Line]) -> list[Refused]:
        """Bring in a batch; where the database stops it, halve it until the row is found."""
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
            self._write_flat(batch, refuse)
        elif kind in MODELS:
            self._write_rows(MODELS[kind], batch, refuse)
        else:
            _each(batch, lambda line: _write_one(kind, line.row), refuse)

    def _write_rows(self, model: type[models.Model], batch: list[Line], refuse: "Refuse") -> None:
        if model is Match and not self.publish:
            return  # It belongs to the past that a draft begins without.
        kind = table(model)

        def read(line: Line) -> Row:
            row = kind.read(line.row, self.people)
            if model is Capture:
                check_capture(row)
            return row

        read_rows = _each(batch, read, refuse)
        rows = _known(read_rows, kind.named, refuse)
        kind.insert(rows)
        if model in NAMED:
            name_keys.refresh_many(sorted({row[NAMED[model]] for row in rows}))

    def _write_quotes(self, batch: list[Line], refuse: "Refuse") -> None:
        def read(line: Line) -> whole_quotes.Arrival:
            return whole_quotes.arrival(line.number, line.row, self.people)

        arrived = _known(_each(batch, read, refuse), whole_quotes.Arrival.named, refuse)
        sound = whole_quotes.check_all(arrived, refuse)
        whole_quotes.put_in(sound, publish=self.publish, reason=self.reason)

    def _write_flat(self, batch: list[Line], refuse: "Refuse") -> None:
        rows = [row for _, row in _each(batch, read_flat, refuse)]
        entering = spreadsheet.Entering(rows, publish=self.publish)
        entries = [entry for _, entry in _each(rows, entering.enter, refuse)]
        entering.write(entries, self.reason)


Refuse = Callable[[int, ValidationError], None]


def _each(batch: Iterable[Any], do: Callable, refuse: Refuse) -> list[tuple[int, Any]]:
    """What comes of each line, with its number; refused lines are left out."""
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
        raise ValidationError(f"“{kind}” is no type of row.")


def _known(rows: list[tuple[int, Any]], named: Callable, refuse: Refuse) -> list[Any]:
    """Those whose relations name rows that are in the record; the others are refused."""
    known = Known(pair for _, row in rows for pair in named(row))
    kept = []
    for number, row in rows:
        if lost := known.lost(named(row)):
            refuse(number, ValidationError(lost))
        else:
            kept.append(row)
    return kept


def reason_of(error: DatabaseError) -> str:
    """The sentence of the rule that the database kept."""
    told = str(error)
    for model in (*MODELS.values(), Quote, *PARTS.values()):
        for constraint in model._meta.constraints:
            if constraint.name in told:
                return str(constraint.violation_error_message)
    return f"The database refuses it: {told.strip().splitlines()[0]}"


def check_capture(capture: Row) -> None:
    """A capture keeps the hash it had, so that words blacked out since can still be proved."""
    if len(capture["text"]) != capture["length"] or not capture["text"]:
        raise ValidationError("The capture's length isn't that of its text.")


def tie(line: dict[str, Any]) -> None:
    """Set a row's relation to another of its kind, now that both are in."""
    model = next((m for m in TIES if label(m) == line.get("of")), None)
    if model is None:
        raise ValidationError(f"“{line.get('of')}” is no type whose rows are tied to each other.")
    values = {name: line.get(name) for name in TIES[model]}
    named = {key_of(v) for v in [line.get("id"), *filter(None, values.values())]}
    if model.objects.filter(pk__in=named).count() != len(named):
        raise ValidationError("It ties rows that aren't in the record.")
    model.objects.filter(pk=line["id"]).update(**values)
    if values.get("merged_into_id"):
        name_keys.refresh_keys(Speaker.objects.get(pk=values["merged_into_id"]).standing())


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
    """Let new rows get ids after those that came with the file."""
    rooms = [*MODELS.values(), Quote, *PARTS.values()]
    statements = connection.ops.sequence_reset_sql(no_style(), rooms)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
