"""Quotes as other people's tables hold them: one row each, with its article and its speaker.

A batch's rows are entered in order, each as it would be alone, and written together.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from quotes.editorial import workflow
from quotes.editorial.entry import require_occurs
from quotes.editorial.locate import find_stretches
from quotes.models import Quote, Speaker, Topic
from quotes.text.quotation_marks import propose_kind
from quotes.transfer import drafts
from quotes.transfer import quotes as whole_quotes
from quotes.transfer.known_rows import Holdings, Stretches
from quotes.transfer.lines import PARTS
from quotes.transfer.rows import FlatRow, day, rule
from sources.db.bulk import allot
from sources.models import Capture

#: Stands for an id until it is known which rows come in.
LATER = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One row's quote, and what it is to be tied to once that is written."""

    arrival: whole_quotes.Arrival
    capture: Capture
    speaker: Speaker | None
    topics: list[Topic]


class Entering:
    """A batch of rows on their way in: `enter` each in order, then `write` those that may."""

    def __init__(self, rows: Sequence[FlatRow], *, publish: bool) -> None:
        self.holdings, self.publish = Holdings(rows), publish
        self.becomes: dict[str, Any] = {}
        if publish:
            now = timezone.now().isoformat()
            self.becomes = {"status": Quote.Status.PUBLISHED.value, "published_at": now}

    def enter(self, row: FlatRow) -> Entry:
        """One row's quote. Raises ValidationError when it can't be, and keeps nothing of it."""
        held = self.holdings
        capture = held.capture(row)
        text = held.text(capture)
        stretches = _stretches(row.get("words"), text)
        if held.has_quote(capture, stretches):
            raise ValidationError("This quote is in the record already.")
        speaker, topics = held.speaker(row), held.topics(row)
        arrived = self._arrival(row, text, stretches)
        held.keep(capture, speaker, topics, stretches)
        return Entry(arrived, capture, speaker, topics)

    def _arrival(self, row: FlatRow, text: str, stretches: Stretches) -> whole_quotes.Arrival:
        """The row as a whole record would have it, held to the same rules."""
        for name in ("cue", "as_named"):
            require_occurs(text, row.get(name), name)
        parties = _parties(row)
        if self.publish and not parties:
            raise ValidationError(workflow.NO_VOICE)
        line = {
            "id": LATER,
            "capture_id": LATER,
            "kind": propose_kind(text, stretches),
            **{name: row.given[name] for name in ("cue", "medium", "kind") if row.get(name)},
            **_days(row),
            **self.becomes,
            "segments": [
                {"id": LATER, "position": position, "start": s, "end": e, "words": text[s:e]}
                for position, (s, e) in enumerate(stretches)
            ],
            "attributions": parties,
        }
        arrived = whole_quotes.arrival(row.number, line, {})
        whole_quotes.check(arrived, text)
        return arrived

    def write(self, entries: Sequence[Entry], reason: str) -> None:
        """Put in what the rows brought, then their quotes, each with its history."""
        self.holdings.write()
        arrived = [_tied(entry) for entry in entries]
        _number(arrived)
        if self.publish:
            drafts.begin_anew(arrived, reason, drafts.PUBLISHED)
        whole_quotes.put_in(arrived, publish=self.publish, reason=reason)


def _stretches(words: str, text: str) -> Stretches:
    found = find_stretches(words, text)
    if not found:
        raise ValidationError({"words": "Give the words of the quote."})
    for one in found:
        if not one.places:
            raise ValidationError({"words": f"“{one.words[:80]}” doesn't occur in the text."})
        if one.place is None:
            raise ValidationError(
                {"words": f"“{one.words[:80]}” occurs {len(one.places)} times. Give more of it."}
            )
    return [one.place for one in found if one.place]


def _parties(row: FlatRow) -> list[dict[str, Any]]:
    if not row.get("speaker") and not row.get("as_named"):
        return []
    return [{"id": LATER, "position": 0, "as_named": row.get("as_named")}]


def _days(row: FlatRow) -> dict[str, str]:
    first, last = day(row, "said_from"), day(row, "said_to")
    if not first and not last:
        return {}
    last = last or first
    if not first or last < first:
        raise rule(Quote, "quote_said_from_and_to")
    if first < dt.date(1000, 1, 1):
        raise rule(Quote, "quote_said_plausible")
    return {"said_from": first.isoformat(), "said_to": last.isoformat()}


def _tied(entry: Entry) -> whole_quotes.Arrival:
    """The quote with the ids of what it needs, now that they are known."""
    one = entry.arrival
    one.quote["capture_id"] = entry.capture.pk
    one.topics = [topic.pk for topic in entry.topics]
    for party in one.parts["attributions"]:
        party["speaker_id"] = entry.speaker.pk if entry.speaker else None
    return one


def _number(arrived: Sequence[whole_quotes.Arrival]) -> None:
    """Give quotes and their parts ids of their own."""
    for pk, one in zip(allot(Quote, len(arrived)), arrived, strict=True):
        one.quote["id"] = pk
        for rows in one.parts.values():
            for part in rows:
                part["quote_id"] = pk
    for name in ("segments", "attributions"):
        parts = [part for one in arrived for part in one.parts[name]]
        for pk, part in zip(allot(PARTS[name], len(parts)), parts, strict=True):
            part["id"] = pk
