"""Merge two speakers who are the same, and undo a merge.

Everything that named the merged speaker names the kept one. The merged
speaker's page redirects to the kept one's, and its names are added to the
kept one's, so that every spelling still finds them.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from quotes import search
from quotes.editorial import revisions, workflow
from quotes.models import (
    Attribution,
    OwnDocument,
    Quote,
    Revision,
    Role,
    Speaker,
    SpeakerMerge,
    SpeakerName,
    name_keys,
    record_version,
)


@transaction.atomic
def merge(kept: Speaker, merged: Speaker, *, by, reason: str) -> SpeakerMerge:
    """Merge `merged` into `kept`, and add a revision to each quote that named it.

    Raises ValidationError, with nothing changed, if the two can't be merged,
    or if a second person has to do it.
    """
    workflow.require_permission(by, "add_speakermerge")
    reason = workflow.require_reason(reason)
    _lock(kept, merged)
    _require_two_unmerged(kept, merged)
    quotes = _quotes_naming(merged)
    _require_never_jointly(kept, merged)
    require_second_person(quotes, by)
    moved = {
        "attributions": _move_attributions(merged, kept),
        "affiliations": _move_affiliations(merged, kept),
        "parts": _move_parts(merged, kept, by),
        "roles": _move_roles(merged, kept, by),
        "documents": _move_documents(merged, kept, by),
        "publisher": _move_publisher(merged, kept, by),
        "names": _add_names(merged, kept, by),
    }
    merged.merged_into = kept
    _save(merged, by)
    _refresh_keys(kept, merged)
    row = SpeakerMerge.objects.create(
        kept=kept, merged=merged, reason=reason, moved=moved, merged_by=by
    )
    _revise(quotes, by, f"Merged {merged.name} into {kept.name}: {reason}")
    record_version.advance()
    return row


@transaction.atomic
def undo(row: SpeakerMerge, *, by) -> list[Quote]:
    """Undo a merge. Returns the quotes whose attribution was edited since, which stay as they are.

    Raises ValidationError if the merge was undone already, if a later merge
    depends on it, or if a second person has to do it.
    """
    workflow.require_permission(by, "change_speakermerge")
    _lock(row.kept, row.merged)
    row.refresh_from_db()
    kept, merged = row.kept, row.merged
    _require_undoable(row)
    back, edited = _rows_to_move_back(row)
    quotes = list(Quote.objects.filter(attributions__in=back).distinct().order_by("pk"))
    require_second_person(quotes, by)
    for party in back:
        field = "speaker" if str(party.pk) in row.moved["attributions"] else "affiliation"
        setattr(party, field, merged)
        party.save(update_fields=[field])
    _undo_flat(row, by)
    merged.merged_into = None
    _save(merged, by)
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


def require_second_person(quotes: Iterable[Quote], by) -> None:
    """Check all published quotes at once; the error lists those that need a second person."""
    refused = []
    for quote in quotes:
        if quote.status != Quote.Status.PUBLISHED:
            continue
        try:
            workflow.require_second_person(quote, by)
        except ValidationError:
            refused.append(quote)
    if refused:
        raise ValidationError(
            f"You were the last to change the words or speaker of {_listed(refused)}. "
            "Ask a colleague to take this step.",
            code="four_eyes",
        )


def _require_undoable(row: SpeakerMerge) -> None:
    if row.undone_at:
        raise ValidationError("This merge was already undone.")
    if row.kept.merged_into_id:
        raise ValidationError(
            f"{row.kept.name} was itself merged into {row.kept.merged_into} later. Undo that first."
        )


def _listed(quotes: Iterable[Quote]) -> str:
    quotes = list(quotes)
    shown = ", ".join(f"quote {quote.pk}" for quote in quotes[:20])
    return shown + (f" and {len(quotes) - 20} more" if len(quotes) > 20 else "")


# What moves


def _quotes_naming(speaker: Speaker) -> list[Quote]:
    named = Q(attributions__speaker=speaker) | Q(attributions__affiliation=speaker)
    return list(Quote.objects.filter(named).distinct().order_by("pk"))


def _move_attributions(merged: Speaker, kept: Speaker) -> dict[str, str]:
    """Maps ids (text, as JSON keys are) to the party as named, to recognise it later."""
    moved = {}
    for party in Attribution.objects.filter(speaker=merged):
        party.speaker = kept
        party.save(update_fields=["speaker"])
        moved[str(party.pk)] = party.as_named
    return moved


def _move_affiliations(merged: Speaker, kept: Speaker) -> dict[str, str]:
    moved = {}
    for party in Attribution.objects.filter(affiliation=merged):
        party.affiliation = kept
        party.save(update_fields=["affiliation"])
        moved[str(party.pk)] = party.as_named
    return moved


def _move_parts(merged: Speaker, kept: Speaker, by) -> list[int]:
    parts = list(Speaker.objects.filter(part_of=merged).exclude(pk=kept.pk))
    for part in parts:
        part.part_of = kept
        _save(part, by)
    return [part.pk for part in parts]


def _move_roles(merged: Speaker, kept: Speaker, by) -> list[int]:
    roles = list(merged.roles.all())
    for role in roles:
        role.speaker = kept
        _save(role, by)
    return [role.pk for role in roles]


def _move_documents(merged: Speaker, kept: Speaker, by) -> list[int]:
    """Documents that are the merged speaker's own, but for those that are the kept one's too."""
    owned = OwnDocument.objects.filter(speaker=kept).values("document")
    moved = list(OwnDocument.objects.filter(speaker=merged).exclude(document__in=owned))
    for own in moved:
        own.speaker = kept
        _save(own, by)
    return [own.pk for own in moved]


def _move_publisher(merged: Speaker, kept: Speaker, by) -> int | None:
    """Move the publisher that the speaker also is, unless the kept speaker has one."""
    publisher = merged.publisher
    if publisher is None or kept.publisher_id:
        return None
    merged.publisher = None
    _save(merged, by)
    kept.publisher = publisher
    _save(kept, by)
    return publisher.pk


def _add_names(merged: Speaker, kept: Speaker, by) -> list[int]:
    existing = {kept.name, *kept.names.values_list("name", flat=True)}
    own = [SpeakerName(name=merged.name), *merged.names.all()]
    added = []
    for name in own:
        if name.name in existing:
            continue
        existing.add(name.name)
        new = SpeakerName(speaker=kept, name=name.name, language=name.language, script=name.script)
        _save(new, by)
        added.append(new.pk)
    return added


def _rows_to_move_back(row: SpeakerMerge) -> tuple[list[Attribution], list[Quote]]:
    """The parties still as they were moved, and the quotes of those edited since."""
    back, edited = [], {}
    for field, ids in (
        ("speaker", row.moved["attributions"]),
        ("affiliation", row.moved["affiliations"]),
    ):
        for party in Attribution.objects.filter(pk__in=ids).select_related("quote"):
            same = getattr(party, f"{field}_id") == row.kept_id
            if same and party.as_named == ids[str(party.pk)]:
                back.append(party)
            else:
                edited[party.quote_id] = party.quote
    return back, list(edited.values())


def _undo_flat(row: SpeakerMerge, by) -> None:
    """Move back parts, roles, documents, names and publisher that are still where the merge put them."""
    kept, merged, moved = row.kept, row.merged, row.moved
    for part in Speaker.objects.filter(pk__in=moved["parts"], part_of=kept):
        part.part_of = merged
        _save(part, by)
    for role in Role.objects.filter(pk__in=moved["roles"], speaker=kept):
        role.speaker = merged
        _save(role, by)
    # Merges from before documents had owners moved none.
    for own in OwnDocument.objects.filter(pk__in=moved.get("documents", ()), speaker=kept):
        own.speaker = merged
        _save(own, by)
    for name in SpeakerName.objects.filter(pk__in=moved["names"], speaker=kept):
        name._history_user = by
        name.delete()
    if moved["publisher"] and kept.publisher_id == moved["publisher"]:
        publisher, kept.publisher = kept.publisher, None
        _save(kept, by)
        merged.publisher = publisher


def _refresh_keys(*speakers: Speaker) -> None:
    """A moved role and an undone merge change the keys of both."""
    for speaker in speakers:
        name_keys.refresh_keys(speaker)


def _save(record, by) -> None:
    record._history_user = by
    record.save()


def _revise(quotes: Iterable[Quote], by, reason: str) -> None:
    for quote in quotes:
        public = quote.is_public
        kind = Revision.Kind.CORRECTION if public else Revision.Kind.EDITED
        revisions.add(quote, by=by, kind=kind, reason=reason)
        search.refresh(quote)
