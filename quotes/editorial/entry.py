"""Enter a quote with all its parts, or change a quote's parts, in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from quotes.editorial import public_changes, revisions
from quotes.models import Attribution, Quote, Revision, Segment, Speaker, Topic
from quotes.models.segment import BLANK_SEGMENT
from quotes.text.quotation_marks import propose_kind
from sources.models import Capture, Source
from sources.storable_text import is_blank


@dataclass(frozen=True)
class Party:
    """One party of an attribution as it is entered, before the record has it."""

    relation: str = Attribution.Relation.VOICE
    as_named: str = ""
    speaker: Speaker | None = None
    document: Source | None = None
    affiliation: Speaker | None = None
    unnamed: bool = False
    in_turn: bool = False
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
    ValidationError, with nothing saved, if words, cue or names don't occur in
    the capture.
    """
    fields.setdefault("kind", propose_kind(capture.text, list(segments)))
    quote = Quote(capture=capture, created_by=by, **fields)
    require_occurs(capture.text, quote.cue, "cue")
    quote.full_clean()
    quote.save()
    write_segments(quote, segments)
    write_parties(quote, parties)
    quote.topics.set(topics)
    revisions.add(quote, by=by, kind=Revision.Kind.ENTERED, reason=reason, public=False)
    return quote


@transaction.atomic
def discard(quote: Quote, *, by) -> None:
    """Delete a draft, and take back what is waiting with it."""
    public_changes.take_back_with(quote, by=by)
    quote.delete()


def require_occurs(text: str, words: str, field: str) -> None:
    """Words given as the source's own must occur in it."""
    if words and words not in text:
        raise ValidationError({field: f"“{words}” doesn't occur in this text. Copy it exactly."})


def write_segments(quote: Quote, segments: Sequence[tuple[int, int]]) -> None:
    """Set the segments of a draft, in order; if they are already so, leave them."""
    check_segments(quote.capture, segments)
    existing = [(s.start, s.end) for s in quote.segments.order_by("position")]
    if existing == list(segments):
        return
    quote.segments.all().delete()
    for position, (start, end) in enumerate(segments):
        Segment.objects.create(quote=quote, position=position, start=start, end=end)


def check_segments(capture: Capture, segments: Sequence[tuple[int, int]]) -> None:
    """Refuse segments that are outside the capture, empty, out of order or overlapping."""
    before = 0
    for start, end in segments:
        if not before <= start < end <= capture.length:
            raise ValidationError(
                "The parts of a quote must be inside the text, in order, and must not overlap.",
                code="segments",
            )
        if is_blank(capture.text[start:end]):
            raise ValidationError(BLANK_SEGMENT, code="blank")
        before = end


def write_parties(quote: Quote, parties: Iterable[Party]) -> None:
    """Set the parties of the attribution, in order; a party that stays keeps its row.

    Evidence is linked to rows, so a row never changes to another party, and a
    party with evidence can't be removed.
    """
    parties = list(parties)
    for party in parties:
        require_occurs(quote.capture.text, party.as_named, "as_named")
    existing = list(quote.attributions.all())
    rows = _rows_for(parties, existing)
    _remove([row for row in existing if row not in rows])
    # Move all positions out of the way first, so that two parties can change places.
    quote.attributions.update(position=F("position") + _ASIDE)
    for position, (party, row) in enumerate(zip(parties, rows, strict=True)):
        row = row or Attribution(quote=quote)
        row.position = position
        for field in Party.__dataclass_fields__:
            setattr(row, field, getattr(party, field))
        row.full_clean(exclude=["quote"])
        row.save()


_ASIDE = 1000


def _rows_for(parties: list[Party], existing: list[Attribution]) -> list[Attribution | None]:
    """For each party its existing row: an identical one, or else the most similar."""
    free, rows = list(existing), [None] * len(parties)
    for alike in (_same, _same_party, _same_words, _same_place):
        for number, party in enumerate(parties):
            match = next((row for row in free if alike(row, party, number)), None)
            if rows[number] is None and match is not None:
                rows[number] = match
                free.remove(match)
    return rows


def _same(row, party, number) -> bool:
    return all(getattr(row, f) == getattr(party, f) for f in Party.__dataclass_fields__)


def _same_party(row, party, number) -> bool:
    known = row.speaker or row.document
    return known is not None and known == (party.speaker or party.document)


def _same_words(row, party, number) -> bool:
    return bool(row.as_named) and row.as_named == party.as_named


def _same_place(row, party, number) -> bool:
    return (row.position, row.relation) == (number, party.relation)


def _remove(rows: list[Attribution]) -> None:
    for row in rows:
        if row.evidence.filter(unlinked_at=None).exists():
            raise ValidationError(
                "“%(party)s” has evidence. Unlink it first.",
                code="proved",
                params={"party": row.party_name},
            )
        row.delete()
