"""What one editor takes from the public at once is reviewed by another editor afterwards."""

from django.utils import timezone

from quotes.editorial.four_eyes import alone_may, label_of
from quotes.models import PublicChange, Quote

Outcome = PublicChange.Outcome


def note(quote: Quote, kind: str, *, by, reason: str) -> PublicChange:
    """Put a withdrawal or an erasure on the list of what a second person looks at."""
    now, alone = timezone.now(), alone_may(by)
    return PublicChange.objects.create(
        kind=kind,
        model=label_of(quote),
        row=quote.pk,
        reason=reason,
        proposed_by=by,
        proposed_at=now,
        applied_at=now,
        outcome=Outcome.ACCEPTED if alone else Outcome.APPLIED,
        decided_by=by if alone else None,
        decided_at=now if alone else None,
    )
