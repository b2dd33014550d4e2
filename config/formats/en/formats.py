"""Days as pages write them, and every hour with the name of the newsroom's zone."""

from django.conf import settings
from django.utils.functional import lazy

from sources.time_zones import zone_in_words


def _with_hour() -> str:
    """Day and hour, and the zone's name letter by letter, none of them a sign of the pattern."""
    name = zone_in_words(settings.TIME_ZONE)
    return "j F Y, H:i " + "".join(f"\\{letter}" for letter in name)


DATE_FORMAT = SHORT_DATE_FORMAT = "j F Y"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = lazy(_with_hour, str)()
