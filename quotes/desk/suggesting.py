"""Speakers of the record who may be meant by a name: each with the reason, none chosen in silence."""

from collections.abc import Iterable
from dataclasses import dataclass

from quotes.models import NameKey, Speaker
from quotes.text.names import SAME, name_keys, similarity
from sources.models import Capture

MOST = 6
#: No name in the record is longer; likenesses of whole stories take minutes.
LONGEST = 200
_IDENTICAL = 0.99
_LOOKED_AT = 500


@dataclass(frozen=True)
class Suggestion:
    """A speaker and why they are suggested; `likeness` from 0 to 1."""

    speaker: Speaker
    reason: str
    likeness: float = 0.0

    @property
    def same(self) -> bool:
        return self.likeness >= _IDENTICAL


def suggest(names: Iterable[str], capture: Capture | None = None) -> list[Suggestion]:
    """Speakers for the names that a text gives somebody, the likeliest first."""
    names = [name[:LONGEST] for name in names if name.strip()]
    ranked = sorted(_alike(names), key=lambda s: (-s.likeness, s.speaker.name))
    if capture is not None:
        known = {s.speaker.pk for s in ranked}
        ranked += [s for s in quoted_here(capture) if s.speaker.pk not in known]
    return ranked[:MOST]


def likely_duplicates(names: Iterable[str]) -> list[Suggestion]:
    """Speakers to look at before a new one is made, across spellings and scripts."""
    return suggest(names)


def quoted_here(capture: Capture) -> list[Suggestion]:
    """Speakers whom other quotes of this text name, drafts included."""
    speakers = Speaker.objects.standing().filter(attributions__quote__capture=capture)
    return [Suggestion(s, "Named in this text already") for s in speakers.distinct()[:MOST]]


def _alike(names: list[str]) -> list[Suggestion]:
    keys = {key for name in names for key in name_keys(name)}
    rows = NameKey.objects.filter(key__in=keys).values_list("speaker", flat=True)[:_LOOKED_AT]
    speakers = Speaker.objects.filter(pk__in=set(rows)).prefetch_related("names")
    found: dict[int, Suggestion] = {}
    for speaker in speakers:
        suggestion = _compared(names, speaker)
        held = found.get(suggestion.speaker.pk)
        if suggestion.likeness >= SAME and (not held or held.likeness < suggestion.likeness):
            found[suggestion.speaker.pk] = suggestion
    return list(found.values())


def _compared(names: list[str], speaker: Speaker) -> Suggestion:
    """The best likeness between the names given and any name of the speaker's, and what it is."""
    held = [speaker.name, *(other.name for other in speaker.names.all())]
    likeness, given, name = max(
        (similarity(given, name), given, name) for given in names for name in held
    )
    return Suggestion(speaker.standing(), _reason(given, name, speaker, likeness), likeness)


def _reason(given: str, name: str, speaker: Speaker, likeness: float) -> str:
    if speaker.merged_into_id:
        return f"Recorded before as {speaker.name}"
    if likeness < _IDENTICAL:
        return "Part of the name, or another spelling" if name == speaker.name else f"Also {name}"
    return "Same name" if name == speaker.name else f"Also known as {name}"
