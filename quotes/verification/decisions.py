"""Accept or revert a change to what the public sees, whatever kind it is."""

from quotes.editorial import amendments, public_changes, speaker_merge
from quotes.models import PublicChange
from quotes.verification import reviews

Kind = PublicChange.Kind


def accept(waiting: PublicChange, *, by, why: str = "") -> PublicChange:
    """Let a proposed change, amendment, merge or verdict take effect, as a second person."""
    if waiting.kind == Kind.MERGE:
        return speaker_merge.accept(waiting, by=by)
    if waiting.kind == Kind.AMENDMENT:
        return amendments.accept(waiting, by=by)
    if waiting.kind == Kind.VERDICT:
        return reviews.accept_proposed(waiting, by=by, why=why)
    return public_changes.accept(waiting, by=by)


def revert(done: PublicChange, *, by) -> None:
    """Propose to put back what a change in effect replaced."""
    if done.kind == Kind.AMENDMENT:
        amendments.revert(done, by=by)
    else:
        public_changes.revert(done, by=by)
