"""Change what a published quote says beside its words: who said it, when, where, its topics.

One person proposes it with a public reason, a second one accepts it, and it is the quote's next
revision. Its words never change; a quote that replaces it corrects those.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from quotes.editorial import changed_rows, entry, four_eyes, public_changes, revisions, workflow
from quotes.editorial.requirements import require_reason
from quotes.models import PublicChange, Quote, Speaker, Topic
from sources.models import Source

Kind, Outcome = PublicChange.Kind, PublicChange.Outcome
#: Where a snapshot has what can change; the rest are the quote's words and its status.
PARTS = (*Quote.CONTENT, "parent", "attribution", "topics")
#: Names in a snapshot are for readers; the rows that they stand for may be renamed meanwhile.
NAMES = {"name", "affiliation_name"}


@transaction.atomic
def amend(
    quote: Quote, write: Callable[[], None], *, by, kind: str, reason: str, seen: int | None = None
) -> PublicChange | None:
    """Propose to change a published quote, or change it where one person may; None if it is so.

    `write` saves the quote and its parts as they are wanted, so that all rules hold for them; it
    is undone, and what it saved is kept as the proposal, so it makes no new speaker or topic.
    `seen` is the revision that was read.
    """
    workflow.check_amend(quote, by, kind)
    reason = require_reason(reason)
    stored = Quote.objects.select_for_update().get(pk=quote.pk)
    if seen is not None and seen != stored.revision_number:
        raise revisions.EditConflict(stored, seen)
    before = revisions.snapshot(stored)
    after = _as_written(stored, write)
    if not _changed(before, after):
        return None
    made = _propose(stored, before, after, by=by, kind=kind, reason=reason)
    return accept(made, by=by) if four_eyes.alone_may(by) else made


def waiting_for(quote: Quote):
    """The amendments of this quote that wait for a second person."""
    return PublicChange.objects.waiting().filter(
        kind=Kind.AMENDMENT, model=four_eyes.label_of(quote), row=quote.pk
    )


def _propose(quote: Quote, before: dict, after: dict, *, by, kind, reason, **more) -> PublicChange:
    if any(not _changed(made.rows[0]["after"], after) for made in waiting_for(quote)):
        raise ValidationError("This change waits for a second person already.", code="twice")
    label = four_eyes.label_of(quote)
    item = {"model": label, "pk": quote.pk, "before": before, "after": after, "kind": kind}
    return PublicChange.objects.create(
        kind=Kind.AMENDMENT,
        model=label,
        row=quote.pk,
        rows=[item],
        reason=reason,
        proposed_by=by,
        **more,
    )


class _Undone(Exception):
    def __init__(self, snapshot: dict):
        self.snapshot = snapshot


def _as_written(quote: Quote, write: Callable[[], None]) -> dict:
    """The snapshot that the quote would have; nothing of it stays."""
    try:
        with public_changes.permitted(quote):
            write()
            wanted = Quote.objects.get(pk=quote.pk)
            workflow.require_complete(wanted)
            raise _Undone(revisions.snapshot(wanted))
    except _Undone as undone:
        return undone.snapshot


def _changed(before: dict, after: dict) -> list[str]:
    return [part for part in PARTS if _known(before, part) != _known(after, part)]


def _known(snapshot: dict, part: str) -> Any:
    """A part of a snapshot without the names of what it refers to."""
    value = snapshot.get(part)
    if part == "topics":
        return sorted(topic["id"] for topic in value or [])
    if part == "attribution":
        return [
            {k: v for k, v in (revisions.RECORDED_LATER | party).items() if k not in NAMES}
            for party in value or []
        ]
    return value


# Deciding


@transaction.atomic
def accept(waiting: PublicChange, *, by) -> PublicChange:
    """Let a proposed amendment take effect. Raises ValidationError if the quote moved meanwhile."""
    made = four_eyes.locked(waiting, Outcome.WAITING)
    four_eyes.require_second(made, by)
    item = made.rows[0]
    quote = Quote.objects.select_for_update().get(pk=made.row)
    workflow.require_status(quote, Quote.Status.PUBLISHED, to="amended")
    changed = _changed(item["before"], item["after"])
    if set(changed) & set(_changed(item["before"], revisions.snapshot(quote))):
        raise ValidationError(changed_rows.MOVED, code="moved")
    with public_changes.permitted(quote):
        _write(quote, item["after"], changed)
    author = made.proposed_by
    workflow.amend(quote, by=author, kind=item["kind"], reason=made.reason, second=by)
    made.applied_at = timezone.now()
    return four_eyes.decide(made, Outcome.ACCEPTED, by)


@transaction.atomic
def revert(done: PublicChange, *, by, reason: str = "") -> PublicChange | None:
    """Propose to put back what an amendment replaced, with one press: it brings its own reason."""
    done.refresh_from_db()
    quote, item = Quote.objects.get(pk=done.row), done.rows[0]
    workflow.check_amend(quote, by, item["kind"])
    if done.applied_at is None:
        raise ValidationError("Only a change that is in effect can be reverted.", code="effect")
    changed, now = _changed(item["before"], item["after"]), revisions.snapshot(quote)
    if set(changed) & set(_changed(item["after"], now)):
        raise ValidationError(changed_rows.MOVED, code="moved")
    back = now | {part: item["before"].get(part) for part in changed}
    reason = reason.strip() or f"Reverted the change of {done.applied_at:%-d %B %Y}: {done.reason}"
    made = _propose(quote, now, back, by=by, kind=item["kind"], reason=reason, reverts=done)
    return accept(made, by=by) if four_eyes.alone_may(by) else made


def _write(quote: Quote, wanted: dict, changed: list[str]) -> None:
    fields = [name for name in changed if name in Quote.CONTENT]
    for name in fields:
        setattr(quote, name, changed_rows.value_of(Quote._meta.get_field(name), wanted[name]))
    if "parent" in changed:
        quote.parent_id = wanted["parent"]
        fields.append("parent")
    quote.full_clean()
    quote.save(update_fields=fields)
    if "attribution" in changed:
        entry.write_parties(quote, [_party(one) for one in wanted["attribution"]])
    if "topics" in changed:
        quote.topics.set(_row(Topic, topic["id"]) for topic in wanted["topics"])


def _party(stored: dict) -> entry.Party:
    """A party of a snapshot; a speaker merged since is the one they were merged into."""
    known = {
        name: _row(model, stored[name])
        for name, model in (("speaker", Speaker), ("document", Source), ("affiliation", Speaker))
    }
    for name in ("speaker", "affiliation"):
        known[name] = known[name] and known[name].canonical()
    plain = entry.Party.__dataclass_fields__.keys() - known.keys()
    return entry.Party(**known, **{name: stored[name] for name in plain if name in stored})


def _row(model, pk):
    if pk is None:
        return None
    found = model.objects.filter(pk=pk).first()
    if found is None:
        raise ValidationError(changed_rows.GONE, code="moved")
    return found
