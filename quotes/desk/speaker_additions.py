"""What an entered text says of a speaker who is on record: another name, a title, a whole.

A speaker who isn't public gets it at once. What readers would see of a public one waits with the
draft, and whoever publishes that accepts it.
"""

from collections.abc import Iterable

from quotes.editorial import public_changes
from quotes.editorial.public_changes import Edit
from quotes.models import PublicChange, Quote, Role, Speaker, SpeakerName

from .party_form import PartyForm

REASON = "Entered with quote {}, whose text has it."


def add(quote: Quote, named: Iterable[tuple[PartyForm, Speaker | None]], *, by) -> None:
    for row, speaker in named:
        if speaker is None:
            continue
        known = _waiting_with(quote, speaker)
        edits = [*_names(row, speaker, known), *_title(row, speaker, quote, known)]
        edits += _whole(row, speaker, known)
        reason = REASON.format(quote.pk)
        waits = None if quote.is_public else quote
        public_changes.change(speaker, edits, by=by, reason=reason, quote=waits)


def _waiting_with(quote: Quote, speaker: Speaker) -> set[tuple[str, object]]:
    """The columns and values that were entered with this quote before, and wait."""
    label = speaker._meta.label_lower
    waiting = PublicChange.objects.waiting().filter(quote=quote, model=label, row=speaker.pk)
    return {
        (name, value)
        for made in waiting
        for item in made.rows
        for name, value in (item["after"] or {}).items()
        if name in ("name", "title", "part_of_id")
    }


def _names(row: PartyForm, speaker: Speaker, known: set) -> list[Edit]:
    existing = {speaker.name, *speaker.names.values_list("name", flat=True)}
    new = (name for name in dict.fromkeys(row.new_names) if name not in existing)
    return [Edit(SpeakerName(speaker=speaker, name=n)) for n in new if ("name", n) not in known]


def _title(row: PartyForm, speaker: Speaker, quote: Quote, known: set) -> list[Edit]:
    title, capture = row.cleaned_data["title"], quote.capture
    if not title or ("title", title) in known:
        return []
    if speaker.roles.filter(title=title, attested_in=capture).exists():
        return []
    day = capture.source.published_on or capture.source.day_of(capture.captured_at)
    return [Edit(Role(speaker=speaker, title=title, attested_in=capture, attested_on=day))]


def _whole(row: PartyForm, speaker: Speaker, known: set) -> list[Edit]:
    whole = row.whole
    if whole is None or whole.pk == speaker.part_of_id or ("part_of_id", whole.pk) in known:
        return []
    speaker.part_of = whole
    return [Edit(speaker)]
