"""Model fields that reject characters the database can't store."""

from django import forms
from django.core.validators import URLValidator
from django.db import models

from .storable_text import clean_line, is_blank, refuse_unstorable
from .text_boxes import TextBox
from .time_zones import refuse_unknown_zone
from .zoned_forms import ZoneField


class _Refusing:
    """Refuse unstorable characters in forms, and again on save and bulk_create.

    A value of which nothing shows is stored as empty, whichever way it comes.
    """

    default_validators = [refuse_unstorable]

    def cleaned(self, value: str) -> str:
        """The value as it is stored."""
        return "" if is_blank(value) else value

    def to_python(self, value):
        value = super().to_python(value)
        return self.cleaned(value) if isinstance(value, str) else value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return self.cleaned(value) if isinstance(value, str) else value

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": TextBox, **kwargs})

    def pre_save(self, instance, add):
        value = super().pre_save(instance, add)
        if isinstance(value, str):
            refuse_unstorable(value)
            value = self.cleaned(value)
            setattr(instance, self.attname, value)
        return value


class Line(_Refusing, models.CharField):
    """One line that the newsroom writes: a name, a title. Lines that look the same are the same."""

    def cleaned(self, value: str) -> str:
        return clean_line(value)


class Code(Line):
    """A language or a script by its code. Migrations know it as the plain column that it is."""

    def deconstruct(self):
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options


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

    def cleaned(self, value: str) -> str:
        return "" if is_blank(value) else value

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
        own = {"form_class": forms.URLField, "assume_scheme": "https"}
        return super().formfield(**{**own, **kwargs})
