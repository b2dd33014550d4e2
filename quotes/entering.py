"""Enter a quote with all its parts, or change a quote's parts, in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from quotes import revising
from quotes.models import Attribution, Quote, Revision, Segment, Speaker, Topic
from quotes.text.marks import propose_kind
from sources.models import Capture, Source


@dataclass(frozen=True)
class Party:
    """One party of an attribution as it is entered, before the record has it."""

    relation: str = Attribution.Relation.VOICE
    as_named: str = ""
    speaker: Speaker | None = None
    document: Source | None = None
    affiliation: Speaker | None = None
    how_many: str = ""
    anonymity_reason: str = ""


@transaction.atomic
def enter(
    capture: Capture,
    *,
    segments: Sequence[tuple[int, int]],
    parties: Iterable[Party] = (),
    by,
    topics: Iterable[Topic] = (),
    reason: str = "",
    **fields,
) -> Quote:
    """Make a draft: words at `[start, end)` of the capture, and who says them.

    The kind is proposed from the quotation marks unless given. Raises
    ValidationError, with nothing stored, when words, cue or names don't stand
    in the capture.
    """
    fields.setdefault("kind", propose_kind(capture.text, list(segments)))
    quote = Quote(capture=capture, created_by=by, **fields)
    require_occurs(capture, quote.cue, "cue")
    quote.full_clean()
    quote.save()
    write_segments(quote, segments)
    write_parties(quote, parties)
    quote.topics.set(topics)
    revising.record(quote, by=by, sort=Revision.Sort.ENTERED, reason=reason, public=False)
    return quote


def require_occurs(capture: Capture, words: str, field: str) -> None:
    """Words given as the source's own must stand in it."""
    if words and words not in capture.text:
        raise ValidationError(
            {field: f"“{words}” doesn't occur in this text. Copy it as it stands there."}
        )


def write_segments(quote: Quote, segments: Sequence[tuple[int, int]]) -> None:
    """Set the stretches of a draft, in order; those that stand already stay."""
    check_segments(quote.capture, segments)
    held = [(s.start, s.end) for s in quote.segments.order_by("position")]
    if held == list(segments):
        return
    quote.segments.all().delete()
    for position, (start, end) in enumerate(segments):
        Segment.objects.create(quote=quote, position=position, start=start, end=end)


def check_segments(capture: Capture, segments: Sequence[tuple[int, int]]) -> None:
    """Refuse stretches outside the capture, empty, out of order or overlapping."""
    before = 0
    for start, end in segments:
        if not before <= start < end <= capture.length:
            raise ValidationError(
                "The stretches of a quote must lie inside the text, in order, without overlapping.",
                code="segments",
            )
        before = end


def write_parties(quote: Quote, parties: Iterable[Party]) -> None:
    """Set the parties of the attribution, in order, updating in place."""
    parties = list(parties)
    held = {a.position: a for a in quote.attributions.all()}
    for position, party in enumerate(parties):
        require_occurs(quote.capture, party.as_named, "as_named")
        row = held.get(position) or Attribution(quote=quote, position=position)
        for field in Party.__dataclass_fields__:
            setattr(row, field, getattr(party, field))
        row.full_clean(exclude=["quote"])
        row.save()
    quote.attributions.filter(position__gte=len(parties)).delete()
