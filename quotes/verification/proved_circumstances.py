"""When and where words were said, where evidence knows it and the quote doesn't say.

The program suggests it and a person takes it. Until then card, order and `said:` keep to the old day.
"""

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from quotes.editorial import amendments, revisions, workflow
from quotes.models import Evidence, Match, PublicChange, Quote, Revision
from quotes.text.circumstances import day_phrase, medium_phrase
from quotes.verification.evidence import reaches_voice
from sources.models import Capture, Publisher, Source
from sources.time_zones import moment_at

Kind, Verdict = Source.Kind, Match.Verdict
#: To publish one of these is to say what is in it.
SAID_BY_PUBLISHING = (Kind.POST, Kind.STATEMENT)
FIRST_HAND = (*SAID_BY_PUBLISHING, Kind.TRANSCRIPT, Kind.VIDEO, Kind.AUDIO)
FOUND = {Verdict.EXACT, Verdict.TYPOGRAPHY, Verdict.ELIDED, Verdict.ALTERED}
READ_THERE = {Evidence.Reading.SUPPORTED, Evidence.Reading.PARTLY}
NOT_SUGGESTED = (
    "The quote or its evidence was changed, and this is no longer suggested. Read both again."
)


@dataclass(frozen=True)
class Suggestion:
    """What a source that has the words knows of when and where they were said."""

    capture: Capture
    fields: dict[str, Any]
    """The quote's columns that it would set."""
    reason: str

    @property
    def said(self) -> str:
        """In words: Said on Truth Social on 5 October 2025."""
        day = day_phrase(self.fields.get("said_from"), self.fields.get("said_to"))
        medium = medium_phrase(self.fields.get("medium", ""))
        return f"Said {' '.join(filter(None, (medium, day)))}"


def suggestions(quote: Quote) -> list[Suggestion]:
    """What is suggested of a quote that may still be changed; each day and medium once."""
    if quote.status == Quote.Status.WITHDRAWN:
        return []
    made: dict[str, Suggestion] = {}
    for capture in _captures(quote):
        if fields := _fields(quote, capture.source):
            suggestion = Suggestion(capture, fields, _reason(quote, capture.source, fields))
            made.setdefault(suggestion.said, suggestion)
    return list(made.values()) or _of_its_own_hour(quote)


def _of_its_own_hour(quote: Quote) -> list[Suggestion]:
    """The day of the quote's exact time where its source is, if it has a time and no one day."""
    source = quote.capture.source
    if not _has_hour_alone(quote) or not _leaves_open(quote, day := source.day_of(quote.said_at)):
        return []
    fields = {"said_from": day, "said_to": day}
    return [Suggestion(quote.capture, fields, _reason(quote, source, fields))]


def _has_hour_alone(quote: Quote) -> bool:
    no_day = quote.said_from is None or quote.said_from != quote.said_to
    return quote.said_at is not None and no_day


def _captures(quote: Quote) -> list[Capture]:
    """The texts that are, or have, the speaker's own words, and whose source is first-hand."""
    linked = quote.evidence.filter(unlinked_at=None, purpose=Evidence.Purpose.PRIMARY)
    linked = linked.select_related("capture__source__publisher", "hop").prefetch_related("matches")
    proving = [one.capture for one in linked if reaches_voice(one) and _has_the_words(one)]
    own = [quote.capture] if quote.first_hand else []
    return [capture for capture in own + proving if capture.source.kind in FIRST_HAND]


def _has_the_words(evidence: Evidence) -> bool:
    found = any(match.verdict in FOUND for match in evidence.matches.all())
    return found or evidence.reading in READ_THERE


def _fields(quote: Quote, source: Source) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    instant = quote.said_at if _has_hour_alone(quote) else source.published_at
    if instant and _leaves_open(quote, day := source.day_of(instant)):
        fields |= {"said_from": day, "said_to": day}
        if source.kind in SAID_BY_PUBLISHING and not quote.said_at:
            fields["said_at"] = source.published_at
    if not quote.medium and (platform := _platform(source)):
        fields |= {"medium": platform, "medium_basis": Quote.MediumBasis.EVIDENCE}
    return fields


def _leaves_open(quote: Quote, day: dt.date) -> bool:
    """Whether the quote says no day, or several days of which this is one."""
    first, last = quote.said_from, quote.said_to
    return first is None or (first != last and first <= day <= last)


def _platform(source: Source) -> str:
    outlet = source.publisher
    posted = source.kind == Kind.POST and outlet and outlet.kind == Publisher.Kind.PLATFORM
    return outlet.name if posted else ""


def _reason(quote: Quote, source: Source, fields: dict[str, Any]) -> str:
    noun = source.get_kind_display().lower()
    what = "itself" if source.pk == quote.capture.source_id else "linked as evidence"
    facts, hour = [], ""
    if "said_from" in fields and _has_hour_alone(quote):
        hour = f"The exact time is {moment_at(quote.said_at, source.time_zone, source.place)}."
    elif "said_from" in fields:
        facts.append(
            f"was published on {moment_at(source.published_at, source.time_zone, source.place)}"
        )
    if "medium" in fields:
        facts.append(f"is on {fields['medium']}")
    found = f"The {noun} {what} {' and '.join(facts)}." if facts else ""
    return " ".join(filter(None, (hour, found)))


def require_may_take(quote: Quote, by) -> None:
    """Drafts: whoever may change them or their evidence. Of published quotes it is proposed."""
    if quote.status == Quote.Status.PUBLISHED:
        workflow.require_permission(by, "publish_quote")
    elif by is None or not by.has_perm("quotes.change_evidence"):
        workflow.require_permission(by, "change_quote")


def why_not(quote: Quote, by) -> str:
    """Why this person can't take what is suggested; empty if they can."""
    try:
        require_may_take(quote, by)
    except PermissionDenied as refusal:
        return str(refusal)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


@transaction.atomic
def take(
    quote: Quote, capture_id: int, *, by, seen: int | None = None
) -> Revision | PublicChange | None:
    """Let the quote say what the source of this capture knows, with the reason in its history.

    If it is published, that is proposed, and a second person accepts it.
    Raises ValidationError, with nothing stored, if it isn't suggested or somebody changed the quote.
    """
    locked = Quote.objects.select_for_update().get(pk=quote.pk)
    require_may_take(locked, by)
    suggestion = next((one for one in suggestions(locked) if one.capture.pk == capture_id), None)
    if suggestion is None:
        raise ValidationError(NOT_SUGGESTED, code="not_suggested")
    write = partial(_write, locked, suggestion.fields)
    how = {"by": by, "reason": suggestion.reason, "seen": seen}
    if locked.is_public:
        return amendments.amend(locked, write, kind=Revision.Kind.UPDATE, **how)
    write()
    return revisions.add(locked, kind=Revision.Kind.EDITED, **how)


def _write(quote: Quote, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(quote, name, value)
    quote.full_clean(exclude=["created_by"])
    quote.save(update_fields=sorted(fields))
