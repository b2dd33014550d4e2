"""Publishers, sources, captures, speakers and topics that the rows of a spreadsheet share.

Those in the record are looked up once for a batch; new ones are made as rows need them.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.utils import bulk_create_with_history

from quotes.models import Segment, Speaker, Topic, name_keys
from quotes.transfer.memory_limits import Texts
from quotes.transfer.spreadsheet_rows import SpreadsheetRow, Voice, day, rule
from sources.look_alikes import look_key
from sources.models import Capture, Publisher, Source, Tombstone
from sources.models.capture import sha256_of
from sources.models.tombstone import blacked_out
from sources.publishers import look_of, new_publisher

Spans = list[tuple[int, int]]


class SharedRows:
    """The rows of a batch's publishers, sources, captures, speakers and topics.

    A look-up gives the record's own row, or a new one. A new one is found by later rows, and
    written, only if the row that it was made for is kept.
    """

    def __init__(self, rows: Sequence[SpreadsheetRow], *, by) -> None:
        self.by = by
        self.publishers = _printed({row.get("publisher") for row in rows} - {""})
        self.topic_names = _named(Topic, (name for row in rows for name in row.topics))
        self.speakers: dict[str, list[Speaker]] = defaultdict(list)
        names = {name for row in rows for name in row.get("speaker").split("\n")}
        looks = {look_key(name) for name in names if name}
        for speaker in Speaker.objects.unmerged().filter(name_look__in=looks).only("name"):
            self.speakers[look_key(speaker.name)].append(speaker)
        # Without the exclusion SQLite doesn't use the partial index on addresses.
        addressed = Source.objects.exclude(url="").filter(url__in={row.get("url") for row in rows})
        self.sources = {source.url: source for source in addressed.only("url")}
        self.new: dict[type[models.Model], list[Any]] = defaultdict(list)
        self._find_captures(rows)

    def _find_captures(self, rows: Sequence[SpreadsheetRow]) -> None:
        """Find the captures that the rows' words may be in, with their quotes and texts."""
        light = (
            Capture.objects.without_text().select_related("source").order_by("captured_at", "pk")
        )
        without_text = {row.get("url") for row in rows if not row.text} & self.sources.keys()
        hashes = {row.sha256 for row in rows if row.text}
        self.newest = {
            c.source.url: c
            for c in light.filter(source__in={self.sources[u].pk for u in without_text})
        }
        self.captures = {(c.source.url, c.sha256): c for c in light.filter(sha256__in=hashes)}
        self._find_erased(rows, light)
        needed = (
            self.captures.get((row.get("url"), row.sha256)) or self.newest.get(row.get("url"))
            for row in rows
        )
        stored = {capture.pk: capture for capture in needed if capture}
        self.texts = Texts({pk: capture.length for pk, capture in stored.items()})
        self.quoted = _quoted(stored)

    def _find_erased(
        self, rows: Sequence[SpreadsheetRow], captures: models.QuerySet[Capture]
    ) -> None:
        """Know the texts that words were erased from, so that no row brings them back."""
        sources = [source.pk for source in self.sources.values()]
        erased = Tombstone.objects.filter(capture__source__in=sources).spans()
        if not erased:
            return
        for capture in captures.filter(pk__in=[pk for pk, _ in erased]):
            spans = erased[capture.pk, capture.sha256]
            for row in rows:
                same = row.get("url") == capture.source.url and len(row.text) == capture.length
                if same and sha256_of(blacked_out(row.text, spans)) == capture.sha256:
                    self.captures[capture.source.url, row.sha256] = capture

    def text(self, capture: Capture) -> str:
        return capture.text if capture.pk is None else self.texts.of(capture.pk)

    def capture(self, row: SpreadsheetRow) -> Capture:
        """The capture of the row's text, or the newest one of its address."""
        url = row.get("url")
        if not row.text:
            if url not in self.newest:
                raise ValidationError(
                    {"text": "Give the article's text; the record has none from this address."}
                )
            return self.newest[url]
        # The same agency text at two addresses is two sources.
        return self.captures.get((url, row.sha256)) or Capture(
            source=self._source(row),
            text=row.text,
            length=len(row.text),
            sha256=row.sha256,
            note="Imported.",
            captured_by=self.by,
        )

    def has_quote(self, capture: Capture, spans: Spans) -> bool:
        """Whether one quote of the capture has all of these spans."""
        return any(quote.issuperset(spans) for quote in self.quoted[_key(capture)])

    def _source(self, row: SpreadsheetRow) -> Source:
        if existing := self.sources.get(row.get("url")):
            return existing
        source = Source(
            kind=Source.Kind.ARTICLE,
            publisher=self._publisher(row),
            **{n: row.get(n) for n in ("url", "headline", "author", "time_zone", "language")},
            published_on=day(row, "published_on"),
            added_by=self.by,
        )
        source.full_clean(
            exclude=["publisher", "added_by"], validate_unique=False, validate_constraints=False
        )
        if source.published_on and source.published_on < dt.date(1000, 1, 1):
            raise rule(Source, "source_date_plausible")
        return source

    def _publisher(self, row: SpreadsheetRow) -> Publisher | None:
        if not (name := row.get("publisher")):
            return None
        look = look_of(name)
        existing = [p for p in self.publishers[look] if look_of(str(p)) == look]
        existing = existing or self.publishers[look]
        if len(existing) > 1:
            raise ValidationError(
                {
                    "publisher": f"Several publishers are called “{name}”. Give the place in brackets."
                }
            )
        return existing[0] if existing else _new_publisher(name)

    def speakers_of(self, said_by: Sequence[Voice]) -> list[Speaker | None]:
        """A speaker for each voice with a name. Two voices of one name aren't two people."""
        names = [look_key(voice.speaker) for voice in said_by if voice.speaker]
        if len(set(names)) < len(names):
            raise ValidationError({"speaker": "One speaker is given twice. Give each once."})
        return [self._speaker(voice.speaker) if voice.speaker else None for voice in said_by]

    def _speaker(self, name: str) -> Speaker:
        """The one speaker whose name looks like this. With several, the row is refused."""
        existing = self.speakers[look_key(name)]
        if len(existing) > 1:
            raise ValidationError(
                {"speaker": f"Several speakers are called “{name}”. Enter the quote by hand."}
            )
        return existing[0] if existing else _new(Speaker, name, "speaker")

    def topics(self, row: SpreadsheetRow) -> list[Topic]:
        """Topics by name, whatever the capitals: no two topics differ in capitals alone."""
        names = {name.lower(): name for name in reversed(row.topics)}
        return [
            existing[0] if (existing := self.topic_names[key]) else _new(Topic, name, "topics")
            for key, name in names.items()
        ]

    def keep(
        self,
        capture: Capture,
        speakers: Iterable[Speaker | None],
        topics: Iterable[Topic],
        spans: Spans,
    ) -> None:
        """Let later rows find what this row, which is imported, has added."""
        key = capture.source.url, capture.sha256
        if capture.pk is None and key not in self.captures:
            self._keep_capture(capture)
        self.quoted[_key(capture)].append(set(spans))
        for speaker in filter(None, speakers):
            self._keep(self.speakers[look_key(speaker.name)], speaker)
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
                self._keep_publisher(source.publisher)

    def _keep_publisher(self, publisher: Publisher) -> None:
        if publisher.pk is None and publisher not in self.new[Publisher]:
            self.new[Publisher].append(publisher)
            for look in {look_of(publisher.name), look_of(str(publisher))}:
                self.publishers[look].append(publisher)

    def _keep(self, existing: list, row: models.Model) -> None:
        if not existing:
            existing.append(row)
            self.new[type(row)].append(row)

    def write(self) -> None:
        """Write the new rows that were kept, with their history."""
        for model in (Publisher, Source, Topic, Speaker):
            if self.new[model]:
                bulk_create_with_history(self.new[model], model, default_user=self.by)
        Capture.objects.bulk_create(self.new[Capture])
        name_keys.refresh_many([speaker.pk for speaker in self.new[Speaker]])


def _named(model: type[models.Model], names: Iterable[str]) -> dict[str, list[Any]]:
    """The existing rows with these names, whatever the capitals, by name in lower case.

    They are compared in Python, since SQLite knows capitals in ASCII only.
    """
    existing: dict[str, list[Any]] = defaultdict(list)
    if wanted := {name.lower() for name in names if name}:
        for row in model._default_manager.only("name"):
            if row.name.lower() in wanted:
                existing[row.name.lower()].append(row)
    return existing


def _printed(names: Collection[str]) -> dict[str, list[Publisher]]:
    """The existing publishers that are called or printed so, by how that looks."""
    existing: dict[str, list[Publisher]] = defaultdict(list)
    if wanted := {look_of(name) for name in names}:
        for publisher in Publisher.objects.only("name", "place"):
            for look in {look_of(publisher.name), look_of(str(publisher))} & wanted:
                existing[look].append(publisher)
    return existing


def _new_publisher(name: str) -> Publisher:
    publisher = new_publisher(name)
    try:
        publisher.clean_fields()
    except ValidationError as error:
        raise ValidationError({"publisher": error.messages}) from None
    return publisher


def _new(model: type[models.Model], name: str, column: str) -> Any:
    field = model._meta.get_field("name")
    try:
        return model(name=field.clean(name if name.strip() else "", None))
    except ValidationError as error:
        raise ValidationError({column: error}) from None


def _key(capture: Capture) -> int:
    """A key for the capture; a new one has no id yet."""
    return capture.pk or -id(capture)


def _quoted(captures: Iterable[int]) -> dict[int, list[set[tuple[int, int]]]]:
    """For each capture, the spans of each of its quotes."""
    quotes: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
    segments = Segment.objects.filter(quote__capture__in=captures)
    for capture, quote, *span in segments.values_list(
        "quote__capture", "quote", "start", "end"
    ).order_by():
        quotes[capture, quote].add((span[0], span[1]))
    quoted = defaultdict(list)
    for (capture, _), spans in quotes.items():
        quoted[capture].append(spans)
    return quoted
