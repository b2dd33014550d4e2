"""Change what the public sees of speakers, names, titles, sources, publishers and topics.

What isn't public yet changes freely. A public row changes by a `PublicChange`: proposed with a
reason that readers will see, accepted by a second person, dated under Corrections. What shows
less takes effect at once and is reviewed afterwards. The database refuses every other write.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from quotes import visibility
from quotes.editorial import changed_rows, source_changes
from quotes.editorial.four_eyes import (
    alone_may,
    decide,
    label_of,
    locked,
    may_decide,
    permission_to_change,
    require_second,
    subject_of,
)
from quotes.editorial.requirements import require_permission, require_reason
from quotes.models import (
    Attribution,
    OwnDocument,
    PublicChange,
    Quote,
    Role,
    Speaker,
    SpeakerName,
    WritePermit,
    record_version,
)
from quotes.models.public_change import GUARDED
from sources.models import Source
from sources.page_cache import forget_pages
from sources.time_zones import day_here

Kind, Outcome = PublicChange.Kind, PublicChange.Outcome
#: What is put back with one press; a verdict is followed by another, a merge is undone.
REVERTIBLE = (Kind.CHANGE, Kind.SHOWS_LESS, Kind.AMENDMENT)
UNSEEN_TEXT = "The text that gives this title isn't public yet."


@dataclass(frozen=True)
class Edit:
    """One row as somebody wants it: changed in memory, new, or to be removed."""

    row: models.Model
    removed: bool = False


@contextmanager
def permitted(*rows: models.Model) -> Iterator[None]:
    """Let this block write these public rows, with the names and titles that are theirs."""
    with transaction.atomic():
        permits = [WritePermit(model=label_of(row), row=row.pk) for row in rows]
        WritePermit.objects.bulk_create(permits)
        yield
        WritePermit.objects.filter(pk__in=[permit.pk for permit in permits]).delete()


@contextmanager
def permitted_row(model: type[models.Model], pk) -> Iterator[None]:
    """The same for one row of any table: a name's permit is its speaker's."""
    parts = {OwnDocument: Source, SpeakerName: Speaker, Role: Speaker, Attribution: Quote}
    owner, columns = parts.get(model, model), GUARDED | {Attribution: "quote_id", Quote: "id"}
    column = columns.get(model)
    pks = model._base_manager.filter(pk=pk).values_list(column, flat=True) if column else ()
    with permitted(*owner._base_manager.filter(pk__in=list(pks))):
        yield


@transaction.atomic
def change(
    subject: models.Model, edits: Iterable[Edit], *, by, reason: str = "", quote=None
) -> list[PublicChange]:
    """Change a row, with the names and titles that are its own, or propose to.

    What isn't public is saved, and so is a change of white space alone; neither makes a
    `PublicChange`. `quote` is a draft that additions to a public speaker wait with. Raises
    ValidationError, with nothing saved, for what can't be so.
    """
    require_permission(by, permission_to_change(subject))
    rows = [item for edit in edits if (item := changed_rows.item_of(edit.row, edit.removed))]
    if not rows:
        return []
    if not visibility.is_public(subject) or not any(map(changed_rows.is_visible, rows)):
        with permitted(subject):
            changed_rows.write(rows, by=by)
        _after(subject)
        return []
    changed_rows.check(rows)
    reason = require_reason(reason)
    if quote is not None:
        require_waits_with(quote, rows)
    elif changed_rows.rests_on_unseen_text(rows):
        raise ValidationError(UNSEEN_TEXT + " Say which draft the title waits with.")
    less, rest = changed_rows.split_by_visibility(rows)
    made = [_propose(subject, rest, by, reason, quote=quote)] if rest else []
    if less:
        made.append(show_less(subject, less, by=by, reason=reason))
    return made


def require_waits_with(quote: Quote, rows: list[dict]) -> None:
    """Only what a draft adds can wait with it: a name, a title, what the speaker is part of."""
    if quote.is_public:
        raise ValidationError("This quote is public already. Propose the change without it.")
    if not all(map(changed_rows.adds_only, rows)):
        raise ValidationError(
            "Only a new name, a new title, or what the speaker is part of can wait with a draft. "
            "Propose other changes without it."
        )


def _propose(subject, rows, by, reason, **more) -> PublicChange:
    made = PublicChange(
        model=label_of(subject), row=subject.pk, rows=rows, reason=reason, proposed_by=by, **more
    )
    made.save()
    if by is None or (more.get("quote") is None and alone_may(by)):
        accept(made, by=by)
    return made


def propose_merge(merged: models.Model, kept: models.Model | None, *, by, reason: str):
    """Propose that a speaker is another, or with `kept` None that it isn't after all."""
    before, after = (
        {"merged_into_id": into.pk if into else None} for into in (merged.merged_into, kept)
    )
    item = {"model": label_of(merged), "pk": merged.pk, "before": before, "after": after}
    waiting = PublicChange.objects.waiting().filter(kind=Kind.MERGE, row=merged.pk)
    if waiting.exists():
        raise ValidationError("A merge of this speaker waits for a second person already.")
    return PublicChange.objects.create(
        kind=Kind.MERGE,
        model=label_of(merged),
        row=merged.pk,
        rows=[item],
        reason=reason,
        proposed_by=by,
    )


@transaction.atomic
def show_less(subject, rows: list[dict], *, by, reason: str, **more) -> PublicChange:
    """An editor takes something from the public at once; a second person reviews it afterwards."""
    require_permission(by, "withdraw_quote")
    made = PublicChange(
        model=label_of(subject),
        row=subject.pk,
        rows=rows,
        kind=Kind.SHOWS_LESS,
        reason=require_reason(reason),
        proposed_by=by,
        outcome=Outcome.APPLIED,
        applied_at=timezone.now(),
        **more,
    )
    if alone_may(by):
        made.outcome, made.decided_by, made.decided_at = Outcome.ACCEPTED, by, made.applied_at
    with permitted(subject):
        changed_rows.write(rows, by=by)
    made.rows = rows
    made.save()
    _after(subject)
    return made


# Deciding


@transaction.atomic
def accept(waiting: PublicChange, *, by, carry_out=None) -> PublicChange:
    """Let a proposed change take effect. Raises ValidationError if the row moved meanwhile.

    `carry_out` does what is more than writing rows: merge two speakers.
    """
    made = locked(waiting, Outcome.WAITING)
    require_second(made, by)
    if changed_rows.rests_on_unseen_text(made.rows):
        raise ValidationError(UNSEEN_TEXT + " Publish a quote of that text first.")
    subject = subject_of(made)
    (carry_out or _write)(made)
    _after(subject)
    made.applied_at = timezone.now()
    return decide(made, Outcome.ACCEPTED, by)


def _write(made: PublicChange) -> None:
    with permitted(subject_of(made)):
        changed_rows.write(made.rows, by=made.proposed_by)


@transaction.atomic
def decline(waiting: PublicChange, *, by, why: str) -> PublicChange:
    """Turn a proposed change down; its author reads why."""
    made = locked(waiting, Outcome.WAITING)
    require_second(made, by)
    return decide(made, Outcome.DECLINED, by, require_reason(why))


@transaction.atomic
def take_back(waiting: PublicChange, *, by) -> PublicChange:
    """Take back what one proposed oneself."""
    made = locked(waiting, Outcome.WAITING)
    if by is not None and made.proposed_by_id != by.pk:
        raise ValidationError("Somebody else proposed this. Decline it instead.", code="author")
    return decide(made, Outcome.TAKEN_BACK, by)


@transaction.atomic
def agree(applied: PublicChange, *, by) -> PublicChange:
    """The second look at what already shows less."""
    made = locked(applied, Outcome.APPLIED)
    require_second(made, by)
    return decide(made, Outcome.ACCEPTED, by)


@transaction.atomic
def object_to(applied: PublicChange, *, by, why: str) -> PublicChange:
    """The second look finds it wrong: that is on record, and showing it again is a new change."""
    made = locked(applied, Outcome.APPLIED)
    require_second(made, by)
    return decide(made, Outcome.OBJECTED, by, require_reason(why))


@transaction.atomic
def revert(done: PublicChange, *, by, reason: str = "") -> list[PublicChange]:
    """Propose to put back what a change replaced; with one press, so it brings its own reason."""
    done.refresh_from_db()
    subject = subject_of(done)
    require_permission(by, permission_to_change(subject))
    if done.applied_at is None or done.kind not in REVERTIBLE:
        raise ValidationError("Only a change that is in effect can be reverted.", code="effect")
    if PublicChange.objects.waiting().filter(reverts=done).exists():
        raise ValidationError("Reverting this waits for a second person already.", code="twice")
    rows = [changed_rows.reverse(item) for item in done.rows]
    changed_rows.check(rows)
    reason = reason.strip() or f"Reverted the change of {day_here(done.applied_at)}: {done.reason}"
    less, rest = changed_rows.split_by_visibility(rows)
    made = [_propose(subject, rest, by, reason, reverts=done)] if rest else []
    if less:
        made.append(show_less(subject, less, by=by, reason=reason, reverts=done))
    return made


def accept_waiting_with(quote: Quote, *, by) -> None:
    """Whoever publishes a quote accepts what its draft added; what they added themselves waits on."""
    for made in PublicChange.objects.waiting().filter(quote=quote).order_by("pk"):
        if may_decide(made, by) and not changed_rows.rests_on_unseen_text(made.rows):
            with suppress(ValidationError), transaction.atomic():
                accept(made, by=by)  # what moved meanwhile waits for somebody to read it


def take_back_with(quote: Quote, *, by) -> None:
    """Changes waiting with a draft, or proposed of it, go with it when it is deleted."""
    proposed = models.Q(model=label_of(quote), row=quote.pk)
    for made in PublicChange.objects.waiting().filter(models.Q(quote=quote) | proposed):
        decide(made, Outcome.TAKEN_BACK, by, "The draft that it waited with was deleted.")


def _after(subject: models.Model) -> None:
    """What shows the row, or was made from it, shows it again as it is now."""
    if isinstance(subject, Source):
        source_changes.refresh_quotes(subject)
    if visibility.is_public(subject):
        record_version.advance()
        forget_pages()
