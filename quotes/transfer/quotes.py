"""Bring whole quotes in, many at a time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from quotes.models import Evidence, Quote, Review, Topic
from quotes.models.quote import order_day
from quotes.search import counts
from quotes.search.documents import Facts, parts_of, row_from
from quotes.search.engines import engine
from quotes.transfer import drafts
from quotes.transfer.known import missing
from quotes.transfer.lines import PARTS
from quotes.transfer.memory import TEXTS, by_length
from quotes.transfer.tables import Row, key_of, moment, table
from sources.db.bulk import update, write
from sources.models import Capture

Status = Quote.Status
NOT_YET = ("published_at", "published_by_id", "withdrawn_at", "withdrawn_by_id")


@dataclass(slots=True)
class Arrival:
    """A quote out of a line: itself as a draft, its parts, and what it is to become."""

    line_number: int
    quote: Row
    parts: dict[str, list[Row]]
    topics: list[int]
    becomes: Row

    def named(self) -> Iterator[tuple[type[models.Model], int]]:
        """The rows that it needs to be there."""
        yield from table(Quote).named(self.quote)
        for name, rows in self.parts.items():
            if rows and (part := table(PARTS[name])).relations:
                for row in rows:
                    yield from part.named(row)
        for topic in self.topics:
            yield Topic, topic


def arrival(line_number: int, line: Mapping[str, Any], people: Mapping[str, int]) -> Arrival:
    """Read a quote's line. Raises ValidationError with sentences."""
    quote = table(Quote).read(line, people)
    if quote["status"] not in Status.values:
        raise ValidationError({"status": f"“{quote['status']}” is no status of a quote."})
    becomes = {name: quote[name] for name in ("status", *NOT_YET)}
    quote |= dict.fromkeys(NOT_YET) | {"status": str(Status.DRAFT)}
    parts = {
        name: [_part(model, row, quote["id"], people) for row in _list(line, name)]
        for name, model in PARTS.items()
    }
    _check_parts(parts)
    topics = list(dict.fromkeys(key_of(topic) for topic in _list(line, "topics")))
    return Arrival(line_number, quote, parts, topics, becomes)


def _list(line: Mapping[str, Any], name: str) -> list:
    given = line.get(name, [])
    if not isinstance(given, list):
        raise ValidationError({name: "This must be a list."})
    return given


def _part(model, line: Any, quote: int, people: Mapping[str, int]) -> Row:
    if not isinstance(line, dict):
        raise ValidationError("Each part of a quote must be an object with its columns.")
    row = table(model).read(line, people)
    row["quote_id"] = quote
    return row


def _check_parts(parts: dict[str, list[Row]]) -> None:
    """A part that names another names one of its own quote."""
    for name, column, of in (
        ("evidence", "hop_id", "attributions"),
        ("reviews", "evidence_id", "evidence"),
    ):
        own = {row["id"] for row in parts[of]} | {None}
        for row in parts[name]:
            if row[column] not in own:
                raise ValidationError(missing(PARTS[of], row[column]))


# Checking


def check(arrived: Arrival, text: str) -> None:
    """Refuse words that aren't where the line says, or not in the source at all."""
    quote = arrived.quote
    if days := {name: quote[name] for name in ("said_from", "said_to") if quote[name]}:
        Quote(**days).clean()
    before = 0
    for segment in sorted(arrived.parts["segments"], key=_position):
        start, end = segment["start"], segment["end"]
        if not before <= start < end <= len(text):
            raise ValidationError(
                "The stretches must lie inside the text, in order, without overlapping."
            )
        if segment["words"] != (words := text[start:end]):
            raise ValidationError(f"At {start} the text has “{words[:60]}”, not these words.")
        before = end
    for words in (*(part["as_named"] for part in arrived.parts["attributions"]), quote["cue"]):
        if words not in text:
            raise ValidationError(f"“{words}” doesn't occur in the text.")


def _position(row: Row) -> int:
    return row["position"]


def check_all(
    arrived: Sequence[Arrival], refuse: Callable[[int, ValidationError], None]
) -> list[Arrival]:
    """Those whose words stand in their captures."""
    by_capture: dict[int, list[Arrival]] = {}
    for one in arrived:
        by_capture.setdefault(one.quote["capture_id"], []).append(one)
    sound = []
    for capture, text in _texts(by_capture):
        for one in by_capture[capture]:
            try:
                check(one, text)
            except ValidationError as error:
                refuse(one.line_number, error)
            else:
                sound.append(one)
    return sound


def _texts(captures: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The captures' texts, a bounded part of them at a time."""
    for few in by_length(captures, TEXTS):
        yield from Capture.objects.filter(pk__in=few).values_list("pk", "text")


# Writing


def put_in(arrived: Sequence[Arrival], *, publish: bool, reason: str) -> None:
    """Write quotes with their parts; as drafts, or as far along as their lines say."""
    if not publish:
        drafts.begin_anew(arrived, reason)
    table(Quote).insert([one.quote for one in arrived])
    for name, model in PARTS.items():
        table(model).insert([part for one in arrived for part in one.parts[name]])
    through = Quote.topics.through._meta.db_table
    pairs = [(one.quote["id"], topic) for one in arrived for topic in one.topics]
    write(through, ("quote_id", "topic_id"), pairs)
    if publish:
        _advance(arrived)
        _put_in_search([one for one in arrived if one.becomes["status"] == Status.PUBLISHED])


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
        values = [
            (one.quote["id"], str(step), *(moment(one.becomes[name]) for name in names))
            for one in rows
        ]
        update(Quote, ("status", *names), values)


# Search


def _put_in_search(arrived: Sequence[Arrival]) -> None:
    """Write search rows from what just arrived, without reading it back."""
    columns = ("captured_at", "source__published_on", "source__language", "source__publisher")
    captures = Capture.objects.filter(pk__in={one.quote["capture_id"] for one in arrived})
    printed = {pk: held for pk, *held in captures.values_list("pk", *columns)}
    facts = [_facts(one, *printed[one.quote["capture_id"]]) for one in arrived]
    rows = [row_from(one) for one in facts]
    engine().write(rows)
    counts.change(row.filters for row in rows)


def _facts(one: Arrival, captured_at, published_on, language: str, publisher) -> Facts:
    """What `facts_of` would read back."""
    quote, parts = one.quote, one.parts
    parties = sorted(parts["attributions"], key=_position)
    newest = max(parts["reviews"], key=lambda r: (r["reviewed_at"], r["id"]), default=None)
    voices, beside = parts_of(
        (p["relation"], p["speaker_id"], p["affiliation_id"]) for p in parties
    )
    day = order_day(quote["said_from"], published_on, captured_at)
    return Facts(
        quote_id=quote["id"],
        day=day,
        said=(quote["said_from"] or day, quote["said_to"] or day),
        kind=quote["kind"],
        words=" ".join(s["words"] for s in sorted(parts["segments"], key=_position)),
        printed=language,
        original_words=quote["original_words"],
        spoken=quote["spoken_language"],
        around=[*(party["as_named"] for party in parties), quote["cue"], quote["medium"]],
        verdict=newest["verdict"] if newest else Review.Verdict.UNCHECKED,
        publisher=publisher,
        voices=voices,
        beside=beside,
        topics=one.topics,
        has_primary=quote["first_hand"] or any(map(_is_primary, parts["evidence"])),
        medium=quote["medium"],
    )


def _is_primary(evidence: Row) -> bool:
    return evidence["purpose"] == Evidence.Purpose.PRIMARY and evidence["unlinked_at"] is None
