"""Which day and hour an instant was at a place.

A place's time zone goes by its IANA name, such as America/New_York. No name means UTC. An hour is
never written without its zone.
"""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.dateformat import format as formatted

UTC = "UTC"
_AREAS = "Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific".split()
NO_SUCH_ZONE = (
    "“{}” isn't a time zone. Give its IANA name, such as America/New_York or Asia/Jerusalem, "
    "or leave it empty for UTC."
)
#: Zones whose clock people know by another city, which has the same hour at every moment.
CALLED = {"America/New_York": "Washington"}
SKIPPED = "In {} the clocks were put forward past this hour. Check it, or give the time in UTC."
TWICE = "In {} the clocks showed this hour twice. Leave the zone empty and give the time in UTC."


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """Every name that is a time zone."""
    return frozenset(name for name in available_timezones() if "/" in name) | {UTC}


@lru_cache(maxsize=1)
def suggested() -> tuple[str, ...]:
    """The names that forms suggest: places, and UTC."""
    places = (name for name in sorted(names()) if name.partition("/")[0] in _AREAS)
    return (UTC, *places)


def refuse_unknown_zone(name: str) -> None:
    """Raises ValidationError with a sentence for a name that isn't a time zone's."""
    if name and name not in names():
        raise ValidationError(NO_SUCH_ZONE.format(name), code="time_zone")


def zone(name: str) -> dt.tzinfo:
    return ZoneInfo(name) if name and name != UTC else dt.UTC


def day_at(moment: dt.datetime, name: str) -> dt.date:
    """The day that it was in this time zone."""
    return moment.astimezone(zone(name)).date()


def hour_at(moment: dt.datetime, name: str) -> str:
    """The hour with its zone: 17:56 (America/New_York), or 21:56 UTC."""
    name = name or UTC
    hour = f"{moment.astimezone(zone(name)):%H:%M}"
    return f"{hour} UTC" if name == UTC else f"{hour} ({name})"


def hour_there(moment: dt.datetime, name: str) -> str:
    """The hour as a person says it: 17:56 in Washington, or 21:56 UTC."""
    if (name or UTC) == UTC:
        return hour_at(moment, name)
    place = CALLED.get(name) or name.rpartition("/")[2].replace("_", " ")
    return f"{moment.astimezone(zone(name)):%H:%M} in {place}"


def moment_at(moment: dt.datetime, name: str, pattern: str = "j F Y") -> str:
    """Day and hour with the zone: 5 October 2025, 17:56 (America/New_York)."""
    return f"{formatted(moment.astimezone(zone(name)), pattern)}, {hour_at(moment, name)}"


def instant_of(clock: dt.datetime, name: str) -> dt.datetime:
    """The instant at which a clock there showed this day and hour.

    Raises ValidationError, with a sentence, for an hour that clocks skipped or showed twice.
    """
    there = clock.replace(tzinfo=zone(name))
    if there.astimezone(dt.UTC).astimezone(zone(name)).replace(tzinfo=None) != clock:
        raise ValidationError(SKIPPED.format(name), code="skipped")
    if there.utcoffset() != there.replace(fold=1).utcoffset():
        raise ValidationError(TWICE.format(name), code="twice")
    return there.astimezone(dt.UTC)
