"""Bring a file into the record: a batch at a time, each wholly in or wholly out.

How far a file has come stands in the database, written with each batch. A run that was
killed is completed by running it again.
"""

import hashlib
import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from quotes import naming
from quotes.models import ImportRun, Match, Quote, Role, Speaker, SpeakerName
from quotes.transfer import flat
from quotes.transfer import quotes as quote_lines
from quotes.transfer.lines import (
    AFTER_QUOTES,
    BEFORE_QUOTES,
    TIE,
    TIES,
    from_line,
    label,
    moments_as_given,
)
from sources.models import Capture, Source
from sources.words import refuse_unstorable

BATCH = 500
MODELS = {label(model): model for model in (*BEFORE_QUOTES, *AFTER_QUOTES)}
NAMED = {Speaker: "pk", SpeakerName: "speaker_id", Role: "speaker_id", Speaker.history.model: "id"}
LONGEST_LINE = 64 * 1024 * 1024


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
        lines = itertools.islice(numbered(self.path), start, None)
        for batch in batches(lines, self.batch):
            self._bring_in(batch, progress)
            self.on_progress(progress.lines_done)
        if not progress.finished_at:
            with transaction.atomic():
                reset_sequences()
                progress.finished_at = timezone.now()
                progress.save()
        return progress.lines_done - start

    def _progress(self) -> ImportRun:
        """The file's run so far. A whole record is begun only where there is none yet."""
        digest = sha256_of(self.path)
        begun = ImportRun.objects.filter(sha256=digest).first()
        if begun:
            return begun
        first = next(numbered(self.path), None)
        if first and is_whole(first[1]) and (Source.objects.exists() or Speaker.objects.exists()):
            raise NotImportable(
                "This file is a whole record with ids of its own, and this record isn't empty. "
                "Bring it into an empty database, or import rows of quotes without ids."
            )
        return ImportRun.objects.create(
            sha256=digest, file_name=self.path.name[:255], reason=self.reason
        )

    def _bring_in(self, batch: list[tuple[int, Any]], progress: ImportRun) -> None:
        before = self.refused
        try:
            with transaction.atomic():
                self._write(batch)
                self._note(batch, progress, before)
        except DatabaseError:
            # Something the checks don't know stops the batch: find the row, keep the others.
            self.refused = before
            with transaction.atomic():
                for line in batch:
                    self._alone(line)
                self._note(batch, progress, before)

    def _note(self, batch, progress: ImportRun, before: int) -> None:
        progress.lines_done += len(batch)
        progress.refused += self.refused - before
        progress.save()

    def _alone(self, line: tuple[int, Any]) -> None:
        try:
            with transaction.atomic():
                self._write([line])
        except DatabaseError as error:
            self._refuse(line[0], ValidationError(reason_of(error)))

    def _refuse(self, line_number: int, error: ValidationError) -> None:
        self.refused += 1
        self.on_refused(Refused(line_number, sentences(error)))

    def _write(self, batch: list[tuple[int, Any]]) -> None:
        kind = type_of(batch[0][1])
        if kind == label(Quote):
            self._write_quotes(batch)
        elif kind in MODELS:
            self._write_rows(MODELS[kind], batch)
        else:
            for number, line in batch:
                self._write_one(kind, number, line)

    def _write_one(self, kind: str, number: int, line: Any) -> None:
        try:
            if isinstance(line, ValidationError):
                raise line
            if kind == TIE:
                tie(line)
            elif kind == flat.FLAT:
                with transaction.atomic():
                    flat.bring_in(line, publish=self.publish, reason=self.reason)
            else:
                raise ValidationError(f"“{kind}” is no type of row.")
        except ValidationError as error:
            self._refuse(number, error)

    def _read(self, batch, read: Callable) -> list:
        found = []
        for number, line in batch:
            try:
                found.append((number, read(number, line)))
            except ValidationError as error:
                self._refuse(number, error)
        return found

    def _write_rows(self, model: type[models.Model], batch) -> None:
        if model is Match and not self.publish:
            return  # It belongs to the past that a draft begins without.

        def read(number, line):
            row = from_line(model, line, self.people)
            check_capture(row) if model is Capture else check_columns(row)
            return row

        rows = self._known(self._read(batch, read), lambda row: [row])
        with moments_as_given(model):
            model._default_manager.bulk_create(row for _, row in rows)
        if model in NAMED:
            naming.refresh_many(sorted({getattr(row, NAMED[model]) for _, row in rows}))

    def _write_quotes(self, batch) -> None:
        def read(number, line):
            return quote_lines.arrival(number, line, self.people)

        arrived = self._read(batch, read)
        known = self._known(arrived, lambda one: [one.quote])
        for name in ("attributions", "evidence"):
            known = self._known(known, lambda one, name=name: one.parts[name])
        known = self._known(known, lambda one: one.topics)
        sound = quote_lines.check_all([one for _, one in known], self._refuse)
        quote_lines.write(sound, publish=self.publish, reason=self.reason)

    def _known(self, rows: list[tuple[int, Any]], of: Callable) -> list[tuple[int, Any]]:
        """Those whose relations name rows that are in the record; the others are refused."""
        listed = [(number, one, of(one)) for number, one in rows]
        unknown = _unknown([row for *_, parts in listed for row in parts])
        kept = []
        for number, one, parts in listed:
            lost = next((unknown[id(part)] for part in parts if id(part) in unknown), None)
            if lost:
                self._refuse(number, ValidationError(lost))
            else:
                kept.append((number, one))
        return kept


def _unknown(rows: list[models.Model]) -> dict[int, str]:
    """For each row that names one the record doesn't have, a sentence; by the row's identity.

    A part's quote and its other parts arrive with it and aren't looked for.
    """
    found: dict[int, str] = {}
    model = type(rows[0]) if rows else None
    parts = (*quote_lines.PARTS.values(), Quote.topics.through)
    arriving = (Quote, *parts) if model in parts else ()
    relations = [c for c in model._meta.concrete_fields if c.is_relation] if model else []
    for column in relations:
        if column.related_model in arriving:
            continue
        named = {getattr(row, column.attname) for row in rows} - {None}
        held = set(
            column.related_model._base_manager.filter(pk__in=named).values_list("pk", flat=True)
        )
        what = column.related_model._meta.verbose_name
        for row in rows:
            if (value := getattr(row, column.attname)) in named - held:
                found[id(row)] = f"There is no {what} {value} in the record."
    return found


def reason_of(error: DatabaseError) -> str:
    """The sentence of the rule that the database kept."""
    told = str(error)
    for model in (*MODELS.values(), Quote, *quote_lines.PARTS.values()):
        for constraint in model._meta.constraints:
            if constraint.name in told:
                return str(constraint.violation_error_message)
    return f"The database refuses it: {told.strip().splitlines()[0]}"


def check_columns(row: models.Model) -> None:
    """Hold each given column to its field's rules; what relations name is looked up later."""
    empty = [f.name for f in row._meta.fields if f.null and getattr(row, f.attname) is None]
    row.clean_fields(exclude=[*empty, *(f.name for f in row._meta.fields if f.is_relation)])


def check_capture(capture: Capture) -> None:
    """A capture keeps the hash it had, so that words blacked out since can still be proved."""
    refuse_unstorable(capture.text)
    if len(capture.text) != capture.length or not capture.text:
        raise ValidationError("The capture's length isn't that of its text.")


def tie(line: dict[str, Any]) -> None:
    """Set a row's relation to another of its kind, now that both are in."""
    model = next((m for m in TIES if label(m) == line.get("of")), None)
    if model is None:
        raise ValidationError(f"“{line.get('of')}” is no type whose rows are tied to each other.")
    values = {name: line.get(name) for name in TIES[model]}
    named = {value for value in [line.get("id"), *values.values()] if value is not None}
    if model.objects.filter(pk__in=named).count() != len(named):
        raise ValidationError("It ties rows that aren't in the record.")
    model.objects.filter(pk=line["id"]).update(**values)
    if values.get("merged_into_id"):
        naming.refresh_keys(Speaker.objects.get(pk=values["merged_into_id"]).standing())


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


def numbered(path: Path) -> Iterator[tuple[int, Any]]:
    """The file's rows with their line numbers; an unreadable one is a ValidationError."""
    rows = flat.csv_rows(path) if path.suffix.lower() == ".csv" else _json_rows(path)
    return zip(itertools.count(1), rows)


def _json_rows(path: Path) -> Iterator[Any]:
    with path.open("rb") as file:
        while line := file.readline(LONGEST_LINE):
            if line.strip():
                yield _json(line)


def _json(line: bytes) -> Any:
    try:
        row = json.loads(line, parse_int=_whole_number)
    except ValidationError as error:
        return error
    except (ValueError, RecursionError):
        return ValidationError("This is no line of JSON.")
    return row if isinstance(row, dict) else ValidationError("A line holds one object in braces.")


def _whole_number(digits: str) -> int:
    """A number that both databases can hold, in 64 bits."""
    if len(digits) > 20 or not -(2**63) <= int(digits) < 2**63:
        raise ValidationError(f"The number {digits[:30]} is too large.")
    return int(digits)


def type_of(line: Any) -> str:
    return "" if isinstance(line, ValidationError) else str(line.get("type", flat.FLAT))


def is_whole(line: Any) -> bool:
    return type_of(line) not in ("", flat.FLAT)


def batches(lines: Iterable[tuple[int, Any]], size: int) -> Iterator[list[tuple[int, Any]]]:
    """Neighbouring lines of one type; fewer where a line holds a whole text."""
    for kind, group in itertools.groupby(lines, key=lambda pair: type_of(pair[1])):
        few = max(1, size // 10) if kind == label(Capture) else size
        while batch := list(itertools.islice(group, few)):
            yield batch


def reset_sequences() -> None:
    """Let new rows get ids after those that came with the file."""
    rooms = [*MODELS.values(), Quote, *quote_lines.PARTS.values()]
    statements = connection.ops.sequence_reset_sql(no_style(), rooms)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
