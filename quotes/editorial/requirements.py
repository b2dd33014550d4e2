"""What every verb asks first: whether this person may, and why they do it."""

from django.core.exceptions import PermissionDenied, ValidationError

from sources.storable_text import is_blank, trimmed

#: The user name of the account that stands for people nobody knows any more.
UNKNOWN_PERSON = "unknown-person"


def require_permission(by, permission: str) -> None:
    """Refuse anyone whose group may not do this. The program itself is `None`."""
    full = permission if "." in permission else f"quotes.{permission}"
    if by is not None and not by.has_perm(full):
        raise PermissionDenied("Your account may not do this. Ask an editor.")


def require_reason(reason: str) -> str:
    if is_blank(reason):
        raise ValidationError("Give the reason.", code="reason")
    return trimmed(reason)
