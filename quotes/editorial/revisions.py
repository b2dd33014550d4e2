"""Every change to a quote adds a revision, which is also the edit lock.

The lock is a compare-and-swap on `Quote.revision_number`: of two people who
read the same version, the second to save gets an `EditConflict`, and nothing
is saved.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from quotes.models import Attribution, Quote, Revision, Topic, record_version
from sources.storable_text import trimmed

FIELDS = Quote.CONTENT
CONTEXT = ("status", "capture_id", "parent_id", "replaces_id")
SEGMENT = ("position", "start", "end", "words")


#: What snapshots from before these columns lack.
RECORDED_LATER = {"unnamed": False, "in_turn": False}


class EditConflict(ValidationError):
    """Someone else changed the quote after this editor read it."""

    def __init__(self, quote: Quote, seen: int):
        self.quote, self.seen = quote, seen
        super().__init__(
            "Someone else changed this quote while you were editing it. "
            "Your version wasn't saved. Compare the two and choose.",
            code="edit_conflict",
        )


def snapshot(quote: Quote) -> dict:
    """The quote with all its parts, as JSON, readable without the record."""
    return snapshot_of(
        {name: getattr(quote, name) for name in (*FIELDS, *CONTEXT)},
        segments=quote.segments.order_by("position").values(*SEGMENT),
        parties=[_party(row) for row in _parties(quote)],
        topics=Topic.objects.filter(quotes=quote).order_by("name", "pk").values("id", "name"),
    )


def snapshot_of(
    fields: Mapping[str, Any],
    segments: Iterable[dict],
    parties: Iterable[dict],
    topics: Iterable[dict],
) -> dict:
    """A snapshot made from a quote's columns and parts, wherever they were read."""
    plain = {name: fields[name] for name in FIELDS}
    for day in ("said_from", "said_to", "said_at"):
        plain[day] = plain[day].isoformat() if plain[day] else None
    return {
        **plain,
        "status": fields["status"],
        "capture": fields["capture_id"],
        "parent": fields["parent_id"],
        "replaces": fields["replaces_id"],
        "segments": list(segments),
        "attribution": list(parties),
        "topics": list(topics),
    }


def _parties(quote):
    return (
        Attribution.objects.filter(quote=quote)
        .select_related("speaker", "document", "affiliation")
        .order_by("position")
    )


def _party(row: Attribution) -> dict:
    return party_of(vars(row), row.party_name, row.affiliation.name if row.affiliation else "")


def party_of(columns: Mapping[str, Any], name: str, affiliation_name: str) -> dict:
    """A party as a snapshot has it, with the names of what its columns refer to."""
    return {
        "position": columns["position"],
        "relation": columns["relation"],
        "as_named": columns["as_named"],
        "speaker": columns["speaker_id"],
        "document": columns["document_id"],
        "name": name,
        "affiliation": columns["affiliation_id"],
        "affiliation_name": affiliation_name,
        "unnamed": columns["unnamed"],
        "in_turn": columns["in_turn"],
        "how_many": columns["how_many"],
        "anonymity_reason": columns["anonymity_reason"],
    }


def latest(quote: Quote) -> Revision | None:
    return quote.revisions.order_by("-number").first()


def differ_in_words_or_speaker(before: dict, after: dict) -> bool:
    """Whether words or speaker differ between two snapshots."""

    def identity(s):
        parties = [
            {
                k: v
                for k, v in (RECORDED_LATER | p).items()
                if not k.endswith("_name") and k != "name"
            }
            for p in s["attribution"]
        ]
        return s["segments"], parties, s["cue"], s["kind"], s["original_words"]

    return identity(before) != identity(after)


@transaction.atomic
def add(quote: Quote, *, by, kind, reason="", seen=None, public=None) -> Revision:
    """Write the quote's next revision, after its parts have been saved.

    `seen` is the version the editor read. If it is no longer the newest,
    EditConflict is raised, and the caller's transaction must be rolled back.
    """
    seen = quote.revision_number if seen is None else seen
    moved = Quote.objects.filter(pk=quote.pk, revision_number=seen).update(revision_number=seen + 1)
    if not moved:
        raise EditConflict(quote, seen)
    before, after = latest(quote), snapshot(quote)
    quote.revision_number = seen + 1
    made = Revision.objects.create(
        quote=quote,
        number=seen + 1,
        made_by=by,
        kind=kind,
        reason=trimmed(reason),
        is_public=quote.is_public if public is None else public,
        changes_words_or_speaker=before is None
        or differ_in_words_or_speaker(before.snapshot, after),
        snapshot=after,
    )
    record_version.advance_for(quote)
    return made
