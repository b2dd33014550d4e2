"""Days as pages write them, and every hour with the name of the newsroom's zone."""

from django.conf import settings

from sources.time_zones import zone_in_words


def _with_hour() -> str:
    """Day and hour, and the zone's name letter by letter, none of them a sign of the pattern."""
    name = zone_in_words(settings.TIME_ZONE)
    return "j F Y, H:i " + "".join(f"\\{letter}" for letter in name)


DATE_FORMAT = SHORT_DATE_FORMAT = "j F Y"


def __getattr__(name: str) -> str:
    """Formats that the setting decides: whole strings, since the admin sends them as JSON."""
    if name in ("DATETIME_FORMAT", "SHORT_DATETIME_FORMAT"):
        return _with_hour()
    raise AttributeError(name)
