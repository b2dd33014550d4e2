"""Accept a change to what the public sees, whatever kind it is."""

from quotes.editorial import public_changes, speaker_merge
from quotes.models import PublicChange


def accept(waiting: PublicChange, *, by) -> PublicChange:
    """Let a proposed change or merge take effect, as a second person."""
    if waiting.kind == PublicChange.Kind.MERGE:
        return speaker_merge.accept(waiting, by=by)
    return public_changes.accept(waiting, by=by)
