"""What changed in a public speaker, source, publisher or topic, in words, before and after."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format

from quotes import visibility
from quotes.models import (
    OwnDocument,
    PublicChange,
    Quote,
    Review,
    Role,
    Speaker,
    SpeakerName,
    Topic,
)
from quotes.models.public_change import GUARDED, public_columns
from quotes.public.presentation import history
from quotes.public.presentation.history import Difference, difference
from quotes.public.presentation.urls import source_url, speaker_url, topic_url
from sources.models import Capture, Publisher, Source
from sources.time_zones import day_here, moment_here

Kind = PublicChange.Kind
#: What readers call the rows of each table.
CALLED = {SpeakerName: "Other name", Role: "Title", OwnDocument: "Whose own it is"}
#: What readers call a column, where its own name says it to the newsroom only.
COLUMNS = {"part_of_id": "Part of", "url": "Address", "same_as": "Pages elsewhere"}
Names = dict[tuple[type[models.Model], int], str]


@dataclass(frozen=True)
class RowChange:
    """One change in effect or proposed: of what, what kind, when, why, and what it changed."""

    change: PublicChange
    subject: models.Model | None
    differences: list[Difference]
    url: str = ""
    """The row's own page, as long as there is one: a publisher never has."""

    @property
    def label(self) -> str:
        """What happened to what, such as “Article changed”."""
        if self.change.kind in PublicChange.OF_A_QUOTE:
            return self.change.get_kind_display()
        if self.change.kind == Kind.MERGE:
            into = self.change.rows[0]["after"]["merged_into_id"]
            return "Speakers merged" if into else "Merge undone"
        less = self.change.kind == Kind.SHOWS_LESS
        return f"Less shown of the {self.noun}" if less else f"{_capital(self.noun)} changed"

    @property
    def at(self) -> dt.datetime:
        return self.change.applied_at or self.change.proposed_at

    @property
    def reason(self) -> str:
        return self.change.reason

    @property
    def title(self) -> str:
        return titled(self.subject)

    @property
    def noun(self) -> str:
        """What the row is: speaker, article, publisher, topic."""
        if isinstance(self.subject, Source):
            return self.subject.get_kind_display().lower()
        return str(self.subject._meta.verbose_name) if self.subject else "row"


def titled(row: models.Model | None) -> str:
    if isinstance(row, Source):
        return row.title
    if isinstance(row, Quote):
        return f"Quote {row.pk}"  # its words are never shown without their speaker
    return row.name if isinstance(row, Speaker | Publisher | Topic) else str(row or "")


def described(changes: Iterable[PublicChange]) -> list[RowChange]:
    """The changes in words, in the order given, in a fixed number of queries."""
    changes = list(changes)
    names, subjects = _names(changes), _subjects(changes)
    urls = _urls(subjects)
    return [
        RowChange(
            change,
            subjects.get((change.model, change.row)),
            [d for d in _differences(change, names) if _can_be_seen(d)],
            urls.get((change.model, change.row), ""),
        )
        for change in changes
    ]


def _differences(change: PublicChange, names: Names) -> Iterator[Difference]:
    for item in change.rows:
        if change.kind == Kind.VERDICT:
            proposed = Review.Verdict(item["after"]["verdict"]).label
            yield difference("Verdict", "", proposed)
        elif change.kind == Kind.AMENDMENT:
            yield from history.differences(item["before"], item["after"])
        elif change.kind not in PublicChange.OF_A_QUOTE:
            yield from differences(item, names)


Subjects = dict[tuple[str, int], models.Model]


def _urls(subjects: Subjects) -> dict[tuple[str, int], str]:
    """The pages of those that are public; a merged speaker's is that of whom they were merged into."""
    shown = {
        key: row.canonical() if isinstance(row, Speaker) else row for key, row in subjects.items()
    }
    urls = {}
    for model, public, url in (
        (Speaker, visibility.speakers, speaker_url),
        (Source, visibility.sources, source_url),
        (Topic, visibility.topics, topic_url),
    ):
        rows = {key: row for key, row in shown.items() if isinstance(row, model)}
        pks = {row.pk for row in rows.values()}
        existing = set(public().filter(pk__in=pks).values_list("pk", flat=True)) if pks else set()
        urls |= {key: url(row) for key, row in rows.items() if row.pk in existing}
    return urls


def of(row: models.Model) -> list[RowChange]:
    """What changed in a public row, newest first, for its own page."""
    label = row._meta.concrete_model._meta.label_lower
    return described(
        PublicChange.objects.listed().filter(model=label, row=row.pk).order_by("-applied_at", "-pk")
    )


def waiting_with(quote: Quote) -> list[RowChange]:
    """What was added to public speakers while a draft was entered, and waits with it."""
    return described(PublicChange.objects.waiting().filter(quote=quote).order_by("pk"))


def _can_be_seen(shown: Difference) -> bool:
    return shown.before.split() != shown.after.split()


def _subjects(changes: list[PublicChange]) -> Subjects:
    wanted: dict[str, set[int]] = {}
    for change in changes:
        wanted.setdefault(change.model, set()).add(change.row)
    found: Subjects = {}
    for label, pks in wanted.items():
        model = apps.get_model(label)
        rows = model._base_manager.filter(pk__in=pks)
        if model is Speaker:
            rows = rows.select_related("merged_into")
        found |= {(label, row.pk): row for row in rows}
    visibility.give_outlets([row for row in found.values() if isinstance(row, Source)])
    return found


def _names(changes: list[PublicChange]) -> Names:
    """What the rows are called that the changed columns refer to."""
    wanted: dict[type[models.Model], set[int]] = {}
    for change in changes:
        for item in [] if change.kind in PublicChange.OF_A_QUOTE else change.rows:
            for field, value in _references(item):
                wanted.setdefault(field.related_model, set()).add(value)
    names: Names = {}
    for model, pks in wanted.items():
        rows = model._base_manager.filter(pk__in=pks)
        if model is Capture:
            rows = rows.defer("text", "outlet_correction").select_related("source")
        names |= {(model, row.pk): _called(row) for row in rows}
    return names


def _called(row: models.Model) -> str:
    if isinstance(row, Capture):
        return row.source.headline or f"a text of {day_here(row.captured_at)}"
    return str(row)


def _references(item: dict) -> Iterator[tuple[models.Field, int]]:
    fields = _fields(item)
    for side in (item["before"], item["after"]):
        for name, value in (side or {}).items():
            if value and name in fields and fields[name].is_relation:
                yield fields[name], value


def _fields(item: dict) -> dict[str, models.Field]:
    """The columns that tell readers something: a name's speaker is the row itself."""
    model = apps.get_model(item["model"])
    own = GUARDED[model]
    return {field.attname: field for field in public_columns(model) if field.attname != own}


def differences(item: dict, names: Names) -> Iterator[Difference]:
    """What one row changes: its columns, or, for a name or a title, the whole of it."""
    model, fields = apps.get_model(item["model"]), _fields(item)
    before, after = item["before"], item["after"]
    if before is None or after is None:
        yield difference(
            CALLED.get(model, str(model._meta.verbose_name).capitalize()),
            _whole(fields, before, names),
            _whole(fields, after, names),
        )
        return
    for name in after:
        if name in fields:
            label = COLUMNS.get(name, _capital(str(fields[name].verbose_name)))
            if model in CALLED:
                label = f"{CALLED[model]}: {label.lower()}"
            sides = (_shown(fields[name], side.get(name), names) for side in (before, after))
            yield difference(label, *sides)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _whole(fields: dict[str, models.Field], side: dict | None, names: Names) -> str:
    shown = (
        (field, _shown(field, (side or {}).get(name), names)) for name, field in fields.items()
    )
    parts = [
        text if field.name in ("name", "title", "speaker") else f"{field.verbose_name} {text}"
        for field, text in shown
        if text
    ]
    return ", ".join(parts)


def _shown(field: models.Field, value: Any, names: Names) -> str:
    if value in (None, ""):
        return ""
    if field.is_relation:
        return names.get((field.related_model, value), f"number {value}")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateTimeField):
        moment = parse_datetime(value)
        return moment_here(moment) if moment else str(value)
    if isinstance(field, models.DateField):
        day = parse_date(value)
        return date_format(day, "j F Y") if day else str(value)
    return str(value)
