"""Reads settings from the environment, and records which ones were read."""

import os

from django.core.exceptions import ImproperlyConfigured

from sources.time_zones import names

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}

# Every name that was read, with its default: a test compares README's table with it.
requested: dict[str, str] = {}


def text(name: str, default: str = "") -> str:
    requested.setdefault(name, default)
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    given = text(name, str(default)).strip().lower()
    if given in YES:
        return True
    if given in NO:
        return False
    raise ImproperlyConfigured(f"{name} must be True or False, not {given!r}.")


def number(name: str, default: int) -> int:
    given = text(name, str(default)).strip()
    try:
        return int(given)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {given!r}.") from None


def zone(name: str, default: str) -> str:
    """A time zone by its IANA name."""
    given = text(name, default).strip() or default
    if given not in names():
        raise ImproperlyConfigured(
            f"{name} must be the IANA name of a time zone, such as Europe/Berlin or UTC, not {given!r}."
        )
    return given


def items(name: str, default: str = "") -> list[str]:
    """A list, its parts separated by commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]
