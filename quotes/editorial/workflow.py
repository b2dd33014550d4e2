"""Draft → in review → published → withdrawn, with a second person to publish."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from quotes import search
from quotes.editorial import four_eyes, public_changes, revisions, shown_less
from quotes.editorial.requirements import UNKNOWN_PERSON, require_permission, require_reason
from quotes.models import PublicChange, Quote, Revision
from sources.page_cache import forget_pages

Status, Kind = Quote.Status, Revision.Kind
LAST_TO_CHANGE = "You were the last to change this quote's words or speaker."
LAST_TO_EDIT = "You were the last to edit this quote."
SUBMITTED_UNKNOWN = "You submitted this quote, and nobody knows who entered it."
NO_VOICE = "This quote has no speaker yet. Say who says it, or that they are unnamed."


def last_to_change_words_or_speaker(quote: Quote):
    """The id of whoever last changed what the quote says or who says it; None for the program."""
    return (
        quote.revisions.filter(changes_words_or_speaker=True)
        .order_by("-number")
        .values_list("made_by", flat=True)
        .first()
    )


def was_last_to_edit(quote: Quote, by) -> bool:
    """Whether this person last edited anything of it, and nobody else submitted it since."""
    others_submitted = Q(kind=Kind.SUBMITTED) & ~Q(made_by=by)
    looked = quote.revisions.filter(Q(kind__in=[Kind.ENTERED, Kind.EDITED]) | others_submitted)
    newest = looked.order_by("-number").first()
    return newest is not None and newest.kind != Kind.SUBMITTED and newest.made_by_id == by.pk


def whose_work(quote: Quote):
    """The id of the person whose work somebody else has to check; None for the program's.

    Where nobody knows who entered it, as after some imports, that is whoever submitted it.
    """
    author = last_to_change_words_or_speaker(quote)
    unknown = get_user_model().objects.filter(pk=author, username=UNKNOWN_PERSON)
    if author is not None and not unknown.exists():
        return author
    submitted = quote.revisions.filter(kind=Kind.SUBMITTED).order_by("-number")
    return submitted.values_list("made_by", flat=True).first() or author


def require_second_person(quote: Quote, by) -> None:
    """Nobody publishes alone what they entered or edited, superusers included (four eyes)."""
    if not settings.FOUR_EYES or by is None:
        return
    worded, edited = last_to_change_words_or_speaker(quote) == by.pk, was_last_to_edit(quote, by)
    if worded or edited or whose_work(quote) == by.pk:
        why = LAST_TO_CHANGE if worded else LAST_TO_EDIT if edited else SUBMITTED_UNKNOWN
        raise ValidationError(
            f"{why} Ask a colleague to check it and take this step.",
            code="four_eyes",
        )


def require_status(quote: Quote, *allowed, to: str) -> None:
    if quote.status not in allowed:
        raise ValidationError(
            "This quote is %(status)s and can't be %(to)s.",
            code="status",
            params={"status": quote.get_status_display().lower(), "to": to},
        )


def require_complete(quote: Quote) -> None:
    """A quote needs words, and someone who says them, before it can be public."""
    if not quote.segments.exists():
        raise ValidationError("This quote has no words yet.", code="no_words")
    if not quote.attributions.voices().exists():
        raise ValidationError(NO_VOICE, code="no_voice")


def check_submit(quote: Quote, by) -> None:
    require_permission(by, "submit_quote")
    require_status(quote, Status.DRAFT, to="submitted")
    require_complete(quote)


def check_return(quote: Quote, by) -> None:
    require_permission(by, "submit_quote")
    require_status(quote, Status.IN_REVIEW, to="returned to draft")


def check_publish(quote: Quote, by) -> None:
    require_permission(by, "publish_quote")
    require_status(quote, Status.IN_REVIEW, to="published")
    require_complete(quote)
    require_second_person(quote, by)


def check_withdraw(quote: Quote, by) -> None:
    require_permission(by, "withdraw_quote")
    require_status(quote, Status.PUBLISHED, to="withdrawn")


def check_amend(quote: Quote, by, kind: str) -> None:
    require_permission(by, "publish_quote")
    require_amendable(quote, kind)


def require_amendable(quote: Quote, kind: str) -> None:
    require_status(quote, Status.PUBLISHED, to="amended")
    if kind not in Revision.PUBLIC_CHANGES:
        raise ValidationError(
            "Say whether this is a correction, a clarification or an update.", code="kind"
        )


def check_replace(quote: Quote, by) -> None:
    require_permission(by, "add_quote")
    require_status(quote, Status.PUBLISHED, to="replaced")
    if Quote.objects.filter(replaces=quote).exists():
        raise ValidationError(
            "A replacement for this quote is already being written.", code="twice"
        )


@transaction.atomic
def submit(quote: Quote, *, by, reason="", seen=None) -> Revision:
    check_submit(quote, by)
    return _move(quote, Status.IN_REVIEW, by, Kind.SUBMITTED, reason, seen)


@transaction.atomic
def return_to_draft(quote: Quote, *, by, reason, seen=None) -> Revision:
    check_return(quote, by)
    return _move(quote, Status.DRAFT, by, Kind.RETURNED, require_reason(reason), seen)


@transaction.atomic
def publish(quote: Quote, *, by, reason="", seen=None) -> Revision:
    """Publish a quote in review; a replacement also withdraws the quote it replaces."""
    check_publish(quote, by)
    if quote.replaces_id:
        reason = require_reason(reason)
    quote.published_at, quote.published_by = timezone.now(), by
    revision = _move(quote, Status.PUBLISHED, by, Kind.PUBLISHED, reason, seen)
    if quote.replaces_id:
        _withdraw_replaced(quote.replaces, by, reason)
    public_changes.accept_waiting_with(quote, by=by)
    return revision


def _withdraw_replaced(old: Quote, by, reason: str) -> None:
    """The replaced quote leaves the lists; its page stays and links to the new one."""
    if old.status != Status.PUBLISHED:
        return
    old.withdrawn_at, old.withdrawn_by = timezone.now(), by
    _move(old, Status.WITHDRAWN, by, Kind.REPLACED, reason, None)


@transaction.atomic
def withdraw(quote: Quote, *, by, reason, seen=None) -> Revision:
    """Withdraw a quote. Any editor may, alone and at once; another reviews it afterwards."""
    revision = take_down(quote, by=by, reason=reason, seen=seen)
    shown_less.note(quote, PublicChange.Kind.WITHDRAWAL, by=by, reason=revision.reason)
    return revision


def take_down(quote: Quote, *, by, reason, seen=None) -> Revision:
    """Withdraw a quote as part of what is itself reviewed afterwards."""
    check_withdraw(quote, by)
    quote.withdrawn_at, quote.withdrawn_by = timezone.now(), by
    return _move(quote, Status.WITHDRAWN, by, Kind.WITHDRAWAL, require_reason(reason), seen)


def _move(quote: Quote, status, by, kind, reason, seen) -> Revision:
    quote.status = status
    quote.save(
        update_fields=[
            "status",
            "published_at",
            "published_by",
            "withdrawn_at",
            "withdrawn_by",
        ]
    )
    revision = revisions.add(quote, by=by, kind=kind, reason=reason, seen=seen)
    search.refresh(quote)
    if status == Status.WITHDRAWN:
        forget_pages()
    return revision


@transaction.atomic
def amend(quote: Quote, *, by, kind, reason, second=None, seen=None) -> Revision:
    """Add the revision of a change to a published quote's other fields, which are saved already.

    It needs a public reason, and a second person, unless the program does it: `amendments` has
    how it is proposed and accepted. Who proposed it may have left since.
    """
    require_amendable(quote, kind)
    reason = require_reason(reason)
    if not (four_eyes.alone_may(by) or (second is not None and second != by)):
        raise ValidationError(
            "A published quote changes by two. Propose the change, and a colleague accepts it.",
            code="four_eyes",
        )
    revision = revisions.add(quote, by=by, kind=kind, reason=reason, seen=seen)
    search.refresh(quote)
    return revision


@transaction.atomic
def replacement_of(quote: Quote, *, by) -> Quote:
    """A draft that will correct a published quote's words: same capture, same attribution."""
    check_replace(quote, by)
    new = Quote(capture=quote.capture, replaces=quote, parent=quote.parent, created_by=by)
    for field in revisions.FIELDS:
        setattr(new, field, getattr(quote, field))
    new.save()
    for part in (*quote.segments.all(), *quote.attributions.all()):
        part.pk, part._state.adding, part.quote = None, True, new
        part.save()
    new.topics.set(quote.topics.all())
    revisions.add(
        new, by=by, kind=Kind.ENTERED, reason=f"To replace quote {quote.pk}.", public=False
    )
    return new
