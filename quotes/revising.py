"""Every change to a quote ends here: one revision, whole, and the edit lock moved on.

The lock is a compare-and-swap on `Quote.revision_number`: of two people who
read the same version, the second to save gets an `EditConflict` and stores
nothing.
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from quotes.models import Attribution, Quote, Revision, Topic

FIELDS = (
    "kind",
    "cue",
    "medium",
    "first_hand",
    "said_from",
    "said_to",
    "said_at",
    "spoken_language",
    "language_basis",
    "original_words",
    "translator",
)


class EditConflict(ValidationError):
    """Somebody else changed the quote since this editor read it."""

    def __init__(self, quote: Quote, seen: int):
        self.quote, self.seen = quote, seen
        super().__init__(
            "Somebody else changed this quote while you were editing it. "
            "Nothing of yours was stored; compare the two and choose.",
            code="edit_conflict",
        )


def snapshot(quote: Quote) -> dict:
    """The quote with all its parts, as JSON, readable without the record."""
    plain = {f: getattr(quote, f) for f in FIELDS}
    for day in ("said_from", "said_to", "said_at"):
        plain[day] = plain[day].isoformat() if plain[day] else None
    return {
        **plain,
        "status": quote.status,
        "capture": quote.capture_id,
        "parent": quote.parent_id,
        "replaces": quote.replaces_id,
        "segments": list(
            quote.segments.order_by("position").values("position", "start", "end", "words")
        ),
        "attribution": [_party(a) for a in _parties(quote)],
        "topics": list(
            Topic.objects.filter(quotes=quote).order_by("name", "pk").values("id", "name")
        ),
    }


def _parties(quote):
    return (
        Attribution.objects.filter(quote=quote)
        .select_related("speaker", "document", "affiliation")
        .order_by("position")
    )


def _party(a: Attribution) -> dict:
    return {
        "position": a.position,
        "relation": a.relation,
        "as_named": a.as_named,
        "speaker": a.speaker_id,
        "document": a.document_id,
        "name": a.party_name,
        "affiliation": a.affiliation_id,
        "affiliation_name": a.affiliation.name if a.affiliation else "",
        "how_many": a.how_many,
        "anonymity_reason": a.anonymity_reason,
    }


def latest(quote: Quote) -> Revision | None:
    return quote.revisions.order_by("-number").first()


def says_otherwise(before: dict, after: dict) -> bool:
    """Whether words or speaker differ between two snapshots."""

    def identity(s):
        parties = [
            {k: v for k, v in p.items() if not k.endswith("name") or k == "as_named"}
            for p in s["attribution"]
        ]
        return s["segments"], parties, s["cue"], s["kind"], s["original_words"]

    return identity(before) != identity(after)


@transaction.atomic
def record(quote: Quote, *, by, sort, reason="", seen=None, public=None) -> Revision:
    """Write the quote's next revision, after its parts have been saved.

    `seen` is the version the editor read; where it isn't the newest any more,
    EditConflict is raised and the caller's transaction must be rolled back.
    """
    seen = quote.revision_number if seen is None else seen
    moved = Quote.objects.filter(pk=quote.pk, revision_number=seen).update(revision_number=seen + 1)
    if not moved:
        raise EditConflict(quote, seen)
    before, after = latest(quote), snapshot(quote)
    quote.revision_number = seen + 1
    return Revision.objects.create(
        quote=quote,
        number=seen + 1,
        made_by=by,
        sort=sort,
        reason=reason.strip(),
        is_public=quote.is_public if public is None else public,
        changes_words_or_speaker=before is None or says_otherwise(before.snapshot, after),
        snapshot=after,
    )
