"""Merge two speakers who are the same, and undo a merge.

Everything that named the merged speaker names the kept one. The merged
speaker's page redirects to the kept one's, and its names are added to the
kept one's, so that every spelling still finds them.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from quotes import search
from quotes.editorial import four_eyes, merged_rows, public_changes, revisions, workflow
from quotes.models import (
    Attribution,
    PublicChange,
    Quote,
    Revision,
    Speaker,
    SpeakerMerge,
    name_keys,
    record_version,
)
from quotes.text.names import similarity
from quotes.visibility import is_public
from sources.models import Source


@transaction.atomic
def merge(
    kept: Speaker, merged: Speaker, *, by, reason: str, sure: bool = False
) -> SpeakerMerge | PublicChange:
    """Merge `merged` into `kept`, and add a revision to each quote that named it.

    Where the public sees either, it is proposed, and a second person accepts it. Whoever merges
    two whose names aren't alike has to be `sure`. Raises ValidationError, with nothing changed,
    if the two can't be merged.
    """
    workflow.require_permission(by, "add_speakermerge")
    reason = workflow.require_reason(reason)
    _lock(kept, merged)
    _require_mergeable(kept, merged)
    _require_alike(kept, merged, sure)
    if not (is_public(kept) or is_public(merged)):
        return _carry_out(kept, merged, by, reason)
    made = public_changes.propose_merge(merged, kept, by=by, reason=reason)
    if not four_eyes.alone_may(by):
        return made
    accept(made, by=by)
    return SpeakerMerge.objects.get(kept=kept, merged=merged, undone_at=None)


@transaction.atomic
def undo(row: SpeakerMerge, *, by) -> list[Quote] | PublicChange:
    """Undo a merge. Returns the quotes whose attribution was edited since, which stay as they are.

    Whoever made or accepted the merge undoes it alone, since that restores what two people
    approved. Anyone else proposes it where the public sees the speaker. Raises ValidationError if
    the merge was undone already, or if a later merge depends on it.
    """
    workflow.require_permission(by, "change_speakermerge")
    _lock(row.kept, row.merged)
    row.refresh_from_db()
    _require_undoable(row)
    if not is_public(row.kept):
        return _part(row, by)
    reason = f"{row.merged.name} and {row.kept.name} are separate speakers again."
    made = public_changes.propose_merge(row.merged, None, by=by, reason=reason)
    if not (four_eyes.alone_may(by) or by.pk in _makers(row)):
        return made
    made.applied_at = timezone.now()
    four_eyes.decide(made, PublicChange.Outcome.ACCEPTED, by)
    return _part(row, by)


def accept(waiting: PublicChange, *, by) -> PublicChange:
    """Carry out, as a second person, a merge or an undoing that somebody proposed."""
    return public_changes.accept(waiting, by=by, carry_out=_carry_out_proposed)


def _carry_out_proposed(made: PublicChange) -> None:
    merged = Speaker.objects.get(pk=made.row)
    into = made.rows[0]["after"]["merged_into_id"]
    if into is None:
        row = SpeakerMerge.objects.get(merged=merged, kept=merged.merged_into, undone_at=None)
        _lock(row.kept, row.merged)
        _require_undoable(row)
        _part(row, made.proposed_by)
        return
    kept = Speaker.objects.get(pk=into)
    _lock(kept, merged)
    _require_mergeable(kept, merged)
    _carry_out(kept, merged, made.proposed_by, made.reason)


def _makers(row: SpeakerMerge) -> set[int | None]:
    """Who proposed the merge, and who accepted it."""
    accepted = PublicChange.objects.filter(
        kind=PublicChange.Kind.MERGE,
        row=row.merged_id,
        outcome=PublicChange.Outcome.ACCEPTED,
        rows__0__after__merged_into_id=row.kept_id,
    )
    return {row.merged_by_id, *accepted.values_list("decided_by", flat=True)}


def _carry_out(kept: Speaker, merged: Speaker, by, reason: str) -> SpeakerMerge:
    quotes = merged_rows.quotes_naming(merged)
    parts = Speaker.objects.filter(part_of=merged)
    documents = Source.objects.filter(owned_by__speaker=merged)
    with public_changes.permitted(kept, merged, *parts, *documents, *quotes):
        moved = {
            "attributions": merged_rows.move_attributions(merged, kept),
            "affiliations": merged_rows.move_affiliations(merged, kept),
            "parts": merged_rows.move_parts(merged, kept, by),
            "roles": merged_rows.move_roles(merged, kept, by),
            "documents": merged_rows.move_documents(merged, kept, by),
            "publisher": merged_rows.move_publisher(merged, kept, by),
            "names": merged_rows.add_names(merged, kept, by),
        }
        merged.merged_into = kept
        merged_rows.save(merged, by)
    _refresh_keys(kept, merged)
    row = SpeakerMerge.objects.create(
        kept=kept, merged=merged, reason=reason, moved=moved, merged_by=by
    )
    _revise(quotes, by, f"Merged {merged.name} into {kept.name}: {reason}")
    record_version.advance()
    return row


def _part(row: SpeakerMerge, by) -> list[Quote]:
    kept, merged = row.kept, row.merged
    back, edited = merged_rows.rows_to_move_back(row)
    quotes = list(Quote.objects.filter(attributions__in=back).distinct().order_by("pk"))
    parts = Speaker.objects.filter(pk__in=row.moved["parts"])
    documents = Source.objects.filter(owned_by__in=row.moved.get("documents", ()))
    with public_changes.permitted(kept, merged, *parts, *documents, *quotes):
        for party in back:
            field = "speaker" if str(party.pk) in row.moved["attributions"] else "affiliation"
            setattr(party, field, merged)
            party.save(update_fields=[field])
        merged_rows.undo_flat(row, by)
        merged.merged_into = None
        merged_rows.save(merged, by)
    _refresh_keys(kept, merged)
    row.undone_by, row.undone_at = by, timezone.now()
    row.save(update_fields=["undone_by", "undone_at"])
    _revise(quotes, by, f"Merge undone: {merged.name} and {kept.name} are separate speakers again.")
    record_version.advance()
    return edited


# What is refused


def _lock(*speakers: Speaker) -> None:
    pks = sorted(speaker.pk for speaker in speakers)
    list(Speaker.objects.select_for_update().filter(pk__in=pks).order_by("pk").values("pk"))
    for speaker in speakers:
        speaker.refresh_from_db()


def _require_mergeable(kept: Speaker, merged: Speaker) -> None:
    _require_two_unmerged(kept, merged)
    _require_never_jointly(kept, merged)


def _require_two_unmerged(kept: Speaker, merged: Speaker) -> None:
    if kept.pk == merged.pk:
        raise ValidationError("Choose two different speakers.")
    for speaker in (kept, merged):
        if speaker.merged_into_id:
            raise ValidationError(f"{speaker.name} was already merged into {speaker.merged_into}.")
    above = kept.part_of
    while above is not None:
        if above.pk == merged.pk:
            raise ValidationError(
                f"{kept.name} is recorded as part of {merged.name}. Change that first."
            )
        above = above.part_of


def _require_never_jointly(kept: Speaker, merged: Speaker) -> None:
    """Two speakers of the same quote can hardly be the same."""
    voices = Attribution.objects.voices()
    both = Quote.objects.filter(pk__in=voices.filter(speaker=kept).values("quote")).filter(
        pk__in=voices.filter(speaker=merged).values("quote")
    )
    if both.exists():
        raise ValidationError(f"Both are speakers of {_listed(both)}. Correct that first.")


#: Below this, two names are hardly spellings of one.
ALIKE = 0.7


def _require_alike(kept: Speaker, merged: Speaker, sure: bool) -> None:
    if sure or any(
        similarity(one, other) >= ALIKE for one in _spellings(kept) for other in _spellings(merged)
    ):
        return
    raise ValidationError(
        f"“{kept.name}” and “{merged.name}” aren't alike. If they are one, say that you are sure.",
        code="unlike",
    )


def _spellings(speaker: Speaker) -> list[str]:
    return [speaker.name, *speaker.names.values_list("name", flat=True)]


def _require_undoable(row: SpeakerMerge) -> None:
    if row.undone_at:
        raise ValidationError("This merge was already undone.")
    if row.kept.merged_into_id:
        raise ValidationError(
            f"{row.kept.name} was itself merged into {row.kept.merged_into} later. Undo that first."
        )
    if other := row.merged.indistinguishable().first():
        raise ValidationError(
            f"Speaker {other.pk} is called “{row.merged.name}” by now, too. Say in that speaker's "
            "description what distinguishes them, then undo this merge."
        )


def _listed(quotes: Iterable[Quote]) -> str:
    quotes = list(quotes)
    shown = ", ".join(f"quote {quote.pk}" for quote in quotes[:20])
    return shown + (f" and {len(quotes) - 20} more" if len(quotes) > 20 else "")


def _refresh_keys(*speakers: Speaker) -> None:
    """A moved role and an undone merge change the keys of both."""
    for speaker in speakers:
        name_keys.refresh_keys(speaker)


def _revise(quotes: Iterable[Quote], by, reason: str) -> None:
    for quote in quotes:
        public = quote.is_public
        kind = Revision.Kind.CORRECTION if public else Revision.Kind.EDITED
        revisions.add(quote, by=by, kind=kind, reason=reason)
        search.refresh(quote)
