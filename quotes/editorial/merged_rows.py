"""What a merge of two speakers moves from one to the other, and back."""

from django.db.models import Q

from quotes.models import Attribution, OwnDocument, Quote, Role, Speaker, SpeakerMerge, SpeakerName


def quotes_naming(speaker: Speaker) -> list[Quote]:
    named = Q(attributions__speaker=speaker) | Q(attributions__affiliation=speaker)
    return list(Quote.objects.filter(named).distinct().order_by("pk"))


def move_attributions(merged: Speaker, kept: Speaker) -> dict[str, str]:
    """Maps ids (text, as JSON keys are) to the party as named, to recognise it later."""
    moved = {}
    for party in Attribution.objects.filter(speaker=merged):
        party.speaker = kept
        party.save(update_fields=["speaker"])
        moved[str(party.pk)] = party.as_named
    return moved


def move_affiliations(merged: Speaker, kept: Speaker) -> dict[str, str]:
    moved = {}
    for party in Attribution.objects.filter(affiliation=merged):
        party.affiliation = kept
        party.save(update_fields=["affiliation"])
        moved[str(party.pk)] = party.as_named
    return moved


def move_parts(merged: Speaker, kept: Speaker, by) -> list[int]:
    parts = list(Speaker.objects.filter(part_of=merged).exclude(pk=kept.pk))
    for part in parts:
        part.part_of = kept
        save(part, by)
    return [part.pk for part in parts]


def move_roles(merged: Speaker, kept: Speaker, by) -> list[int]:
    roles = list(merged.roles.all())
    for role in roles:
        role.speaker = kept
        save(role, by)
    return [role.pk for role in roles]


def move_documents(merged: Speaker, kept: Speaker, by) -> list[int]:
    """Documents that are the merged speaker's own, but for those that are the kept one's too."""
    owned = OwnDocument.objects.filter(speaker=kept).values("document")
    moved = list(OwnDocument.objects.filter(speaker=merged).exclude(document__in=owned))
    for own in moved:
        own.speaker = kept
        save(own, by)
    return [own.pk for own in moved]


def move_publisher(merged: Speaker, kept: Speaker, by) -> int | None:
    """Move the publisher that the speaker also is, unless the kept speaker has one."""
    publisher = merged.publisher
    if publisher is None or kept.publisher_id:
        return None
    merged.publisher = None
    save(merged, by)
    kept.publisher = publisher
    save(kept, by)
    return publisher.pk


def add_names(merged: Speaker, kept: Speaker, by) -> list[int]:
    existing = {kept.name, *kept.names.values_list("name", flat=True)}
    own = [SpeakerName(name=merged.name), *merged.names.all()]
    added = []
    for name in own:
        if name.name in existing:
            continue
        existing.add(name.name)
        new = SpeakerName(speaker=kept, name=name.name, language=name.language, script=name.script)
        save(new, by)
        added.append(new.pk)
    return added


def rows_to_move_back(row: SpeakerMerge) -> tuple[list[Attribution], list[Quote]]:
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


def undo_flat(row: SpeakerMerge, by) -> None:
    """Move back parts, roles, documents, names and publisher that are still where the merge put them."""
    kept, merged, moved = row.kept, row.merged, row.moved
    for part in Speaker.objects.filter(pk__in=moved["parts"], part_of=kept):
        part.part_of = merged
        save(part, by)
    for role in Role.objects.filter(pk__in=moved["roles"], speaker=kept):
        role.speaker = merged
        save(role, by)
    # Merges from before documents had owners moved none.
    for own in OwnDocument.objects.filter(pk__in=moved.get("documents", ()), speaker=kept):
        own.speaker = merged
        save(own, by)
    own = {merged.name, *merged.names.values_list("name", flat=True)}
    # A name that was edited since is the kept speaker's.
    for name in SpeakerName.objects.filter(pk__in=moved["names"], speaker=kept, name__in=own):
        name._history_user = by
        name.delete()
    if moved["publisher"] and kept.publisher_id == moved["publisher"]:
        publisher, kept.publisher = kept.publisher, None
        save(kept, by)
        merged.publisher = publisher


def save(record, by) -> None:
    record._history_user = by
    record.save()
