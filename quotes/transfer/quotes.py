"""Bring whole quotes in, many at a time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection

from quotes import revising
from quotes.models import Evidence, Quote, Revision, Topic
from quotes.search import tallies
from quotes.search.engines import engine
from quotes.search.rows import row_of
from quotes.transfer.lines import PARTS, PAST, from_line, moments_as_given
from sources.models import Capture

Status = Quote.Status
NOT_YET = ("published_at", "published_by_id", "withdrawn_at", "withdrawn_by_id")


@dataclass
class Arrival:
    """A quote out of a line: itself as a draft, its parts, and what it is to become."""

    line_number: int
    quote: Quote
    parts: dict[str, list]
    topics: list
    becomes: dict[str, Any]


def arrival(line_number: int, line: dict[str, Any], people: dict[str, int]) -> Arrival:
    """Read a quote's line. Raises ValidationError with sentences."""
    quote = from_line(Quote, line, people)
    becomes = {name: getattr(quote, name) for name in ("status", *NOT_YET)}
    if becomes["status"] not in Status.values:
        raise ValidationError({"status": f"“{becomes['status']}” is no status of a quote."})
    quote.status = Status.DRAFT
    for name in NOT_YET:
        setattr(quote, name, None)
    parts = {
        name: [_part(model, row, quote, people) for row in _list(line, name)]
        for name, model in PARTS.items()
    }
    through = Quote.topics.through
    topics = [through(quote_id=quote.pk, topic_id=pk) for pk in _list(line, "topics")]
    return Arrival(line_number, quote, parts, topics, becomes)


def _list(line: dict[str, Any], name: str) -> list:
    given = line.get(name, [])
    if not isinstance(given, list):
        raise ValidationError({name: "This must be a list."})
    return given


def _part(model, line, quote: Quote, people):
    if not isinstance(line, dict):
        raise ValidationError("Each part of a quote must be an object with its columns.")
    row = from_line(model, line, people)
    row.quote = quote
    row.clean_fields(exclude=["quote", *(f.name for f in model._meta.fields if f.is_relation)])
    return row


def check(arrived: Arrival, text: str) -> None:
    """Refuse words that aren't where the line says, or not in the source at all."""
    quote = arrived.quote
    quote.clean_fields(exclude=[f.name for f in Quote._meta.fields if f.is_relation])
    quote.clean()
    before = 0
    for segment in sorted(arrived.parts["segments"], key=lambda s: s.position):
        if not before <= segment.start < segment.end <= len(text):
            raise ValidationError(
                "The stretches must lie inside the text, in order, without overlapping."
            )
        if segment.words != (words := text[segment.start : segment.end]):
            raise ValidationError(
                f"At {segment.start} the text has “{words[:60]}”, not these words."
            )
        before = segment.end
    for part in arrived.parts["attributions"]:
        if part.as_named and part.as_named not in text:
            raise ValidationError(f"“{part.as_named}” doesn't occur in the text.")
    if quote.cue and quote.cue not in text:
        raise ValidationError(f"“{quote.cue}” doesn't occur in the text.")


def check_all(arrived: Sequence[Arrival], refuse) -> list[Arrival]:
    """Those whose words stand in their captures, read one text at a time."""
    sound, by_capture = [], {}
    for one in arrived:
        by_capture.setdefault(one.quote.capture_id, []).append(one)
    for capture, ones in by_capture.items():
        text = Capture.objects.values_list("text", flat=True).get(pk=capture)
        for one in ones:
            try:
                check(one, text)
            except ValidationError as error:
                refuse(one.line_number, error)
            else:
                sound.append(one)
    return sound


def write(arrived: Sequence[Arrival], *, publish: bool, reason: str) -> None:
    """Write quotes with their parts; as drafts, or as far along as their lines say."""
    with moments_as_given(Quote):
        Quote.objects.bulk_create([one.quote for one in arrived])
    for name, model in PARTS.items():
        if publish or name not in PAST:
            model.objects.bulk_create(part for one in arrived for part in one.parts[name])
    Quote.topics.through.objects.bulk_create(row for one in arrived for row in one.topics)
    if publish:
        _advance(arrived)
        put_in_search([one for one in arrived if one.becomes["status"] == Status.PUBLISHED])
    else:
        _enter(arrived, reason)


def _enter(arrived: Iterable[Arrival], reason: str) -> None:
    """A draft's history begins with its arrival."""
    for one in arrived:
        Quote.objects.filter(pk=one.quote.pk).update(revision_number=0)
        one.quote.revision_number = 0
        sort = Revision.Sort.ENTERED
        revising.record(one.quote, by=None, sort=sort, reason=reason or "Imported.", public=False)


def _advance(arrived: Sequence[Arrival]) -> None:
    """Take each quote the steps to its status, as the database wants them taken."""
    steps = {
        Status.IN_REVIEW: (Status.IN_REVIEW, Status.PUBLISHED, Status.WITHDRAWN),
        Status.PUBLISHED: (Status.PUBLISHED, Status.WITHDRAWN),
        Status.WITHDRAWN: (Status.WITHDRAWN,),
    }
    for step, reached_by in steps.items():
        rows = [one for one in arrived if one.becomes["status"] in reached_by]
        names = {Status.IN_REVIEW: (), Status.PUBLISHED: NOT_YET[:2]}.get(step, NOT_YET)
        assignments = "".join(f", {name} = %s" for name in names)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE quotes_quote SET status = %s{assignments} WHERE id = %s",
                [_values(step, one, names) for one in rows],
            )


def _values(step: str, one: Arrival, names: Sequence[str]) -> list:
    adapt = connection.ops.adapt_datetimefield_value
    values = [one.becomes[name] for name in names]
    adapted = [
        adapt(v) if n.endswith("_at") and v else v for n, v in zip(names, values, strict=True)
    ]
    return [str(step), *adapted, one.quote.pk]


def put_in_search(arrived: Sequence[Arrival]) -> None:
    """Write search rows from what just arrived, without reading it back."""
    captures = Capture.objects.without_text().select_related("source")
    held = captures.in_bulk({one.quote.capture_id for one in arrived})
    rows = [row_of(_as_read(one, held[one.quote.capture_id])) for one in arrived]
    engine().write(rows)
    tallies.add(Counter(pk for row in rows for pk in row.speakers))


def _as_read(one: Arrival, capture: Capture) -> Quote:
    """The quote as `readable` would give it."""
    quote, parts = one.quote, one.parts
    quote.capture = capture
    quote._prefetched_objects_cache = {
        "segments": sorted(parts["segments"], key=lambda s: s.position),
        "attributions": sorted(parts["attributions"], key=lambda a: a.position),
        "topics": sorted((Topic(pk=row.topic_id) for row in one.topics), key=lambda t: t.pk),
    }
    newest = max(parts["reviews"], key=lambda r: (r.reviewed_at, r.pk), default=None)
    quote.newest_verdict = newest.verdict if newest else None
    quote.primary_linked = any(
        e.purpose == Evidence.Purpose.PRIMARY and e.unlinked_at is None for e in parts["evidence"]
    )
    return quote
