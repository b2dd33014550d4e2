"""Which day and hour an instant was at a place.

A place's time zone goes by its IANA name, such as America/New_York. No name means UTC. An hour is
never written without its zone: in Washington, where a source says the place, else New York time.
The newsroom's own hours and days are those of the setting `TIME_ZONE`.
"""

import datetime as dt
from collections import Counter
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateformat import format as formatted

UTC = "UTC"
#: How far clocks on earth are behind UTC, and ahead of it.
FARTHEST_WEST, FARTHEST_EAST = dt.timedelta(hours=12), dt.timedelta(hours=14)
_AREAS = "Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific".split()
NO_SUCH_ZONE = (
    "“{}” isn't a time zone. Give its IANA name, such as America/New_York or Asia/Jerusalem, "
    "or leave it empty for UTC."
)
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


def zone_in_words(name: str, place: str = "") -> str:
    """The zone as it follows an hour: in Washington, New York time, UTC."""
    if place:
        return f"in {place}"
    if not name or name == UTC:
        return UTC
    area, _, city = name.partition("/")
    if area not in _AREAS:
        return f"({name})"
    return f"{city.rpartition('/')[2].replace('_', ' ')} time"


def hour_at(moment: dt.datetime, name: str, place: str = "", pattern: str = "H:i") -> str:
    """The hour with its zone: 17:56 in Washington, 17:56 New York time, 21:56 UTC."""
    return f"{formatted(moment.astimezone(zone(name)), pattern)} {zone_in_words(name, place)}"


def moment_at(moment: dt.datetime, name: str, place: str = "", pattern: str = "H:i") -> str:
    """Day and hour with the zone: 5 October 2025, 17:56 in Washington."""
    there = moment.astimezone(zone(name))
    return f"{formatted(there, 'j F Y')}, {hour_at(moment, name, place, pattern)}"


def day_here(moment: dt.datetime) -> str:
    """The day in the newsroom's zone, in words: 5 October 2025."""
    return formatted(moment.astimezone(zone(settings.TIME_ZONE)), "j F Y")


def moment_here(moment: dt.datetime, pattern: str = "H:i") -> str:
    """Day and hour in the newsroom's zone, which is named."""
    return moment_at(moment, settings.TIME_ZONE, pattern=pattern)


def days_here(moments: list[dt.datetime]) -> list[str]:
    """The days of moments in words, with the hour (to the second if need be) where two share one."""
    labels = [day_here(moment) for moment in moments]
    for pattern in ("H:i", "H:i:s"):
        shared = Counter(labels)
        labels = [
            moment_here(moment, pattern) if shared[label] > 1 else label
            for moment, label in zip(moments, labels, strict=True)
        ]
    return labels


def whose_hour() -> str:
    """A sentence beside a box for an hour, which is taken to be in the newsroom's zone."""
    words = zone_in_words(settings.TIME_ZONE)
    return f"The hour is {words}." if words == UTC else f"The hour is in {words.strip('()')}."


def latest_day() -> dt.date:
    """The day where it is latest on earth; a later one is in the future everywhere."""
    return days_anywhere(timezone.now())[1]


def days_anywhere(moment: dt.datetime) -> tuple[dt.date, dt.date]:
    """The first and the last day that clocks on earth showed at an instant."""
    instant = moment.astimezone(dt.UTC)
    return (instant - FARTHEST_WEST).date(), (instant + FARTHEST_EAST).date()


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
