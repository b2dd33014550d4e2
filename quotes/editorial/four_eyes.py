"""Who may be the second person to decide on a change of what the public sees."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from quotes.editorial import changed_rows
from quotes.editorial.requirements import require_permission
from quotes.models import PublicChange

Kind = PublicChange.Kind
#: An editor has the last word on these, whoever began.
BY_AN_EDITOR = (Kind.WITHDRAWAL, Kind.ERASURE)


def alone_may(by) -> bool:
    """Whether one person may do what else takes two: the program, or in a newsroom of one."""
    return by is None or (not settings.FOUR_EYES and by.has_perm("quotes.publish_quote"))


def may_decide(made: PublicChange, by) -> bool:
    """Whether this person may be the second: another, and one of the two is an editor."""
    if by is None or alone_may(by):
        return True
    if made.proposed_by_id == by.pk:
        return False
    if by.has_perm("quotes.publish_quote"):
        return True
    proposer = made.proposed_by
    by_editor = proposer is not None and proposer.has_perm("quotes.publish_quote")
    return by_editor and made.kind not in BY_AN_EDITOR and by.has_perm(_permission_to_decide(made))


def _permission_to_decide(made: PublicChange) -> str:
    if made.kind == Kind.VERDICT:
        return "quotes.add_review"
    return permission_to_change(subject_of(made))


def require_second(made: PublicChange, by) -> None:
    if may_decide(made, by):
        return
    if made.proposed_by_id == by.pk:
        raise ValidationError(
            "You made this change yourself. Ask a colleague to take this step.", code="four_eyes"
        )
    require_permission(by, "publish_quote")


def locked(given: PublicChange, outcome: str) -> PublicChange:
    """The change, locked, if nobody has decided it since."""
    made = given
    made.refresh_from_db(from_queryset=PublicChange.objects.select_for_update())
    if made.outcome != outcome:
        raise ValidationError(
            f"This was decided already: {made.get_outcome_display().lower()}.", code="decided"
        )
    return made


def decide(made: PublicChange, outcome: str, by, why: str = "") -> PublicChange:
    made.outcome, made.decided_by, made.decided_why = outcome, by, why
    made.decided_at = timezone.now()
    made.save()
    return made


def subject_of(made: PublicChange) -> models.Model:
    """The row that a change is about."""
    return changed_rows.table(made.model)._base_manager.get(pk=made.row)


def label_of(row: models.Model) -> str:
    return row._meta.concrete_model._meta.label_lower


def permission_to_change(subject: models.Model) -> str:
    meta = subject._meta.concrete_model._meta
    return f"{meta.app_label}.change_{meta.model_name}"
