"""What a batch's rows name: what the record holds of it, asked once, and what rows add to it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.utils import bulk_create_with_history

from quotes.models import Segment, Speaker, Topic, name_keys
from quotes.transfer.memory import Texts
from quotes.transfer.rows import FlatRow, day, rule
from sources.models import Capture, Publisher, Source

Stretches = list[tuple[int, int]]


class Holdings:
    """The publishers, sources, captures, speakers and topics that rows may share.

    Looking up gives the record's own, or one made for the row. What was made is found by
    later rows, and written, once the row that needs it is kept.
    """

    def __init__(self, rows: Sequence[FlatRow]) -> None:
        self.publishers = _named(Publisher, (row.get("publisher") for row in rows))
        self.topic_names = _named(Topic, (name for row in rows for name in row.topics))
        self.speakers: dict[str, list[Speaker]] = defaultdict(list)
        names = {row.get("speaker") for row in rows}
        for speaker in Speaker.objects.standing().filter(name__in=names).only("name"):
            self.speakers[speaker.name].append(speaker)
        # Left to itself, SQLite wouldn't know that the index on addresses is enough.
        addressed = Source.objects.exclude(url="").filter(url__in={row.get("url") for row in rows})
        self.sources = {source.url: source for source in addressed.only("url")}
        self.new: dict[type[models.Model], list[Any]] = defaultdict(list)
        self._find_captures(rows)

    def _find_captures(self, rows: Sequence[FlatRow]) -> None:
        """The captures that rows may be found in, their quotes, and their texts in turn."""
        light = (
            Capture.objects.without_text().select_related("source").order_by("captured_at", "pk")
        )
        silent = {row.get("url") for row in rows if not row.text} & self.sources.keys()
        brought = {row.sha256 for row in rows if row.text}
        self.newest = {
            c.source.url: c for c in light.filter(source__in={self.sources[u].pk for u in silent})
        }
        self.captures = {(c.source.url, c.sha256): c for c in light.filter(sha256__in=brought)}
        needed = (
            self.captures.get((row.get("url"), row.sha256)) or self.newest.get(row.get("url"))
            for row in rows
        )
        held = {one.pk: one for one in needed if one}
        self.texts = Texts({pk: one.length for pk, one in held.items()})
        self.quoted = _quoted(held)

    def text(self, capture: Capture) -> str:
        return capture.text if capture.pk is None else self.texts.of(capture.pk)

    def capture(self, row: FlatRow) -> Capture:
        """The text the row brings, or the newest one of its address."""
        url = row.get("url")
        if not row.text:
            if url not in self.newest:
                raise ValidationError(
                    {"text": "Give the article's text; none is known by this address."}
                )
            return self.newest[url]
        # One agency's words stand at many addresses: each is a source of its own.
        return self.captures.get((url, row.sha256)) or Capture(
            source=self._source(row),
            text=row.text,
            length=len(row.text),
            sha256=row.sha256,
            note="Imported.",
        )

    def has_quote(self, capture: Capture, stretches: Stretches) -> bool:
        """Whether these very stretches stand in one quote of the capture."""
        return any(quote.issuperset(stretches) for quote in self.quoted[_key(capture)])

    def _source(self, row: FlatRow) -> Source:
        if held := self.sources.get(row.get("url")):
            return held
        source = Source(
            kind=Source.Kind.ARTICLE,
            publisher=self._publisher(row),
            **{n: row.get(n) for n in ("url", "headline", "author", "language")},
            published_on=day(row, "published_on"),
        )
        source.full_clean(
            exclude=["publisher", "added_by"], validate_unique=False, validate_constraints=False
        )
        if source.published_on and source.published_on < dt.date(1000, 1, 1):
            raise rule(Source, "source_date_plausible")
        return source

    def _publisher(self, row: FlatRow) -> Publisher | None:
        if not (name := row.get("publisher")):
            return None
        held = self.publishers[name.lower()]
        if len(held) > 1:
            raise ValidationError({"publisher": f"Several publishers are called “{name}”."})
        return held[0] if held else _made(Publisher, name, "publisher")

    def speaker(self, row: FlatRow) -> Speaker | None:
        """The one speaker of this very name. Namesakes are never chosen between."""
        if not (name := row.get("speaker")):
            return None
        held = self.speakers[name]
        if len(held) > 1:
            raise ValidationError(
                {"speaker": f"Several speakers are called “{name}”. Enter it by hand."}
            )
        return held[0] if held else _made(Speaker, name, "speaker")

    def topics(self, row: FlatRow) -> list[Topic]:
        """Topics by name: there is one of each, however it is capitalised."""
        names = {name.lower(): name for name in reversed(row.topics)}
        return [
            held[0] if (held := self.topic_names[key]) else _made(Topic, name, "topics")
            for key, name in names.items()
        ]

    def keep(
        self,
        capture: Capture,
        speaker: Speaker | None,
        topics: Iterable[Topic],
        stretches: Stretches,
    ) -> None:
        """Let later rows find what a row that comes in brought."""
        key = capture.source.url, capture.sha256
        if capture.pk is None and key not in self.captures:
            self._keep_capture(capture)
        self.quoted[_key(capture)].append(set(stretches))
        if speaker:
            self._keep(self.speakers[speaker.name], speaker)
        for topic in topics:
            self._keep(self.topic_names[topic.name.lower()], topic)

    def _keep_capture(self, capture: Capture) -> None:
        source = capture.source
        self.captures[source.url, capture.sha256] = capture
        self.new[Capture].append(capture)
        if source.url:
            self.newest[source.url] = capture
        if source.pk is None and source.url not in self.sources:
            self.new[Source].append(source)
            if source.url:
                self.sources[source.url] = source
            if source.publisher:
                self._keep(self.publishers[source.publisher.name.lower()], source.publisher)

    def _keep(self, held: list, one: models.Model) -> None:
        if not held:
            held.append(one)
            self.new[type(one)].append(one)

    def write(self) -> None:
        """Put what was kept into the record, with its history."""
        for model in (Publisher, Source, Topic, Speaker):
            if self.new[model]:
                bulk_create_with_history(self.new[model], model)
        Capture.objects.bulk_create(self.new[Capture])
        name_keys.refresh_many([speaker.pk for speaker in self.new[Speaker]])


def _named(model: type[models.Model], names: Iterable[str]) -> dict[str, list[Any]]:
    """Those of these names, small letters or capitals.

    They are compared here, since SQLite knows the capitals of ASCII alone.
    """
    held: dict[str, list[Any]] = defaultdict(list)
    if wanted := {name.lower() for name in names if name}:
        for one in model._default_manager.only("name"):
            if one.name.lower() in wanted:
                held[one.name.lower()].append(one)
    return held


def _made(model: type[models.Model], name: str, column: str) -> Any:
    field = model._meta.get_field("name")
    try:
        return model(name=field.clean(name if name.strip() else "", None))
    except ValidationError as error:
        raise ValidationError({column: error}) from None


def _key(capture: Capture) -> int:
    """One made for a row has no id yet."""
    return capture.pk or -id(capture)


def _quoted(captures: Iterable[int]) -> dict[int, list[set[tuple[int, int]]]]:
    """The stretches of each quote that captures have in the record."""
    quotes: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
    segments = Segment.objects.filter(quote__capture__in=captures)
    for capture, quote, *stretch in segments.values_list(
        "quote__capture", "quote", "start", "end"
    ).order_by():
        quotes[capture, quote].add((stretch[0], stretch[1]))
    quoted = defaultdict(list)
    for (capture, _), stretches in quotes.items():
        quoted[capture].append(stretches)
    return quoted
