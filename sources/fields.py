"""Model fields that reject characters the database can't store."""

from django.core.validators import URLValidator
from django.db import models

from .storable_text import refuse_unstorable
from .time_zones import refuse_unknown_zone
from .zoned_forms import ZoneField


class _Refusing:
    """Refuse unstorable characters in forms, and again on save and bulk_create."""

    default_validators = [refuse_unstorable]

    def pre_save(self, instance, add):
        value = super().pre_save(instance, add)
        if isinstance(value, str):
            refuse_unstorable(value)
        return value


class Line(_Refusing, models.CharField):
    """One line that the newsroom writes: a name, a title, an address."""


class ZoneName(Line):
    """A place's time zone by its IANA name; empty means UTC."""

    default_validators = [refuse_unstorable, refuse_unknown_zone]

    def pre_save(self, instance, add):
        value = super().pre_save(instance, add)
        refuse_unknown_zone(value)
        return value

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": ZoneField, **kwargs})


class Prose(_Refusing, models.TextField):
    """Several lines that the newsroom writes: a note, a reason."""


class SourceLine(Line):
    """A few words copied from a source; spaces at their ends are kept."""

    def formfield(self, **kwargs):
        return super().formfield(**{"strip": False, **kwargs})


class SourceWords(Prose):
    """A source's own words, stored as received: no stripping."""

    def formfield(self, **kwargs):
        return super().formfield(**{"strip": False, **kwargs})


class Address(_Refusing, models.URLField):
    """An address on the web: http or https only, since pages make links of it."""

    default_validators = [URLValidator(schemes=["http", "https"]), refuse_unstorable]

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https", **kwargs})
