"""Import a spreadsheet: one quote in each row, with its article and its speaker.

The rows of a batch are entered in order, each as if it were alone, and written together.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from quotes.editorial import workflow
from quotes.editorial.entry import require_occurs
from quotes.editorial.locate import find_segments
from quotes.models import Quote, Speaker, Topic
from quotes.text.quotation_marks import propose_kind
from quotes.transfer import first_revisions
from quotes.transfer.accounts import UNKNOWN_PERSON, NotImportable
from quotes.transfer.imported_quote import ImportedQuote, check_quote, read_quote
from quotes.transfer.line_format import PARTS
from quotes.transfer.quote_writer import write_quotes
from quotes.transfer.shared_rows import SharedRows, Spans
from quotes.transfer.spreadsheet_rows import SpreadsheetRow, Voice, day, rule, voices
from sources.db.bulk import allot
from sources.models import Capture

#: In place of an id until it is known which rows are imported.
PLACEHOLDER = 1
SAID = ("cue", "medium", "medium_basis", "kind")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row's quote, and the rows that it needs the ids of."""

    quote: ImportedQuote
    capture: Capture
    speakers: list[Speaker | None]
    topics: list[Topic]


class SpreadsheetImport:
    """The import of a batch of rows: `enter` each in order, then `write` those that are sound."""

    def __init__(self, rows: Sequence[SpreadsheetRow], *, publish: bool, by) -> None:
        self.shared, self.publish, self.by = SharedRows(rows, by=by), publish, by
        if by is None:
            raise NotImportable(f"Give --by: a user name, or {UNKNOWN_PERSON}.")

    def enter(self, row: SpreadsheetRow) -> Entry:
        """Make one row's quote. Raises ValidationError if it can't; then nothing of it is kept."""
        shared = self.shared
        capture = shared.capture(row)
        text = shared.text(capture)
        spans = _spans(row.get("words"), text)
        if shared.has_quote(capture, spans):
            raise ValidationError("This quote is in the record already.")
        said_by = voices(row)
        speakers, topics = shared.speakers_of(said_by), shared.topics(row)
        quote = self._quote(row, text, spans, said_by)
        shared.keep(capture, speakers, topics, spans)
        return Entry(quote, capture, speakers, topics)

    def _quote(
        self, row: SpreadsheetRow, text: str, spans: Spans, said_by: list[Voice]
    ) -> ImportedQuote:
        """The row as an exported record would have it, checked by the same rules."""
        require_occurs(text, row.get("cue"), "cue")
        for voice in said_by:
            require_occurs(text, voice.as_named, "as_named")
        parties = _parties(said_by)
        if self.publish and not parties:
            raise ValidationError(workflow.NO_VOICE)
        line = {
            "id": PLACEHOLDER,
            "capture_id": PLACEHOLDER,
            "kind": propose_kind(text, spans),
            **{name: row.given[name] for name in SAID if row.get(name)},
            **_days(row),
            "status": Quote.Status.PUBLISHED.value,
            "segments": [
                {"id": PLACEHOLDER, "position": position, "start": s, "end": e, "words": text[s:e]}
                for position, (s, e) in enumerate(spans)
            ],
            "attributions": parties,
        }
        quote = read_quote(row.number, line, {})
        check_quote(quote, text)
        return quote

    def write(self, entries: Sequence[Entry], reason: str) -> None:
        """Write the new rows that are shared, then the quotes, each with its history."""
        self.shared.write()
        quotes = [_with_ids(entry) for entry in entries]
        _number(quotes)
        first_revisions.begin(quotes, publish=self.publish, reason=reason, author=self.by.pk)
        write_quotes(quotes)


def _spans(words: str, text: str) -> Spans:
    found = find_segments(words, text)
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


def _parties(said_by: list[Voice]) -> list[dict[str, Any]]:
    return [
        {
            "id": PLACEHOLDER + position,
            "position": position,
            "as_named": voice.as_named,
            "unnamed": voice.unnamed,
        }
        for position, voice in enumerate(said_by)
    ]


def _days(row: SpreadsheetRow) -> dict[str, str]:
    first, last = day(row, "said_from"), day(row, "said_to")
    if not first and not last:
        return {}
    last = last or first
    if not first or last < first:
        raise rule(Quote, "quote_said_from_and_to")
    if first < dt.date(1000, 1, 1):
        raise rule(Quote, "quote_said_plausible")
    return {"said_from": first.isoformat(), "said_to": last.isoformat()}


def _with_ids(entry: Entry) -> ImportedQuote:
    """The quote with the ids of its capture, topics and speaker, which are known by now."""
    quote = entry.quote
    quote.row["capture_id"] = entry.capture.pk
    quote.topics = [topic.pk for topic in entry.topics]
    for party, speaker in zip(quote.parts["attributions"], entry.speakers, strict=True):
        party["speaker_id"] = speaker.pk if speaker else None
    return quote


def _number(quotes: Sequence[ImportedQuote]) -> None:
    """Give quotes and their parts ids."""
    for pk, quote in zip(allot(Quote, len(quotes)), quotes, strict=True):
        quote.row["id"] = pk
        for rows in quote.parts.values():
            for part in rows:
                part["quote_id"] = pk
    for name in ("segments", "attributions"):
        parts = [part for quote in quotes for part in quote.parts[name]]
        for pk, part in zip(allot(PARTS[name], len(parts)), parts, strict=True):
            part["id"] = pk
