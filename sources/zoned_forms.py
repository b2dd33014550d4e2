"""Form fields for a place's time zone, and for a day and hour as the clocks there showed them."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html, format_html_join

from sources import time_zones
from sources.storable_text import refuse_unstorable

from .text_boxes import TextBox

OF_THE_PLACE = "In the time zone given for the source; in UTC if none is."


class ZoneInput(forms.TextInput):
    """A line to type a time zone in, with a list to choose from that needs no script."""

    def render(self, name, value, attrs=None, renderer=None):
        list_id = f"{(attrs or {}).get('id', name)}_list"
        attrs = {"autocomplete": "off", "spellcheck": "false", **(attrs or {}), "list": list_id}
        options = format_html_join(
            "", '<option value="{}"></option>', ((zone,) for zone in time_zones.suggested())
        )
        line = super().render(name, value, attrs, renderer)
        return format_html('{}<datalist id="{}">{}</datalist>', line, list_id, options)


class ZoneField(TextBox):
    widget = ZoneInput
    default_validators = [refuse_unstorable, time_zones.refuse_unknown_zone]

    def __init__(self, **options):
        super().__init__(
            **{
                "label": "Time zone",
                "required": False,
                "max_length": 64,
                "help_text": "Of the place it is from, such as America/New_York. Empty means UTC.",
                **options,
            }
        )


class ClockField(forms.DateTimeField):
    """A day and hour without a zone, which another field of the form gives."""

    def to_python(self, value):
        given = parse_datetime(value.strip()) if isinstance(value, str) else None
        if given and given.tzinfo:
            return given
        with timezone.override(dt.UTC):  # where clocks never jump
            read = super().to_python(value)
        return read and read.replace(tzinfo=None)


class SplitClockField(forms.SplitDateTimeField):
    """The same as a box for the day and one for the hour."""

    def compress(self, data_list):
        with timezone.override(dt.UTC):
            read = super().compress(data_list)
        return read and read.replace(tzinfo=None)


class InstantThere:
    """A form whose `published_at` is typed and shown as clocks showed it in its `time_zone`."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if shown := self._shown():
            self.initial["published_at"] = shown

    def _shown(self) -> dt.datetime | None:
        source = getattr(self, "instance", None)
        if source is None or not source.published_at:
            return None
        return source.published_at.astimezone(time_zones.zone(source.time_zone)).replace(
            tzinfo=None
        )

    def clean(self):
        data = super().clean() or self.cleaned_data
        clock = data.get("published_at")
        if not clock or clock.tzinfo:
            return data
        data["published_at"] = None
        if "time_zone" not in self.errors:
            try:
                data["published_at"] = self._instant(clock, data.get("time_zone", ""))
            except ValidationError as refusal:
                self.add_error("published_at", refusal)
        return data

    def _instant(self, clock: dt.datetime, zone: str) -> dt.datetime:
        """The instant; the one on record, to its fraction of a second, if it wasn't changed."""
        shown = self._shown()
        if shown and shown.replace(microsecond=0) == clock and self.initial["time_zone"] == zone:
            return self.instance.published_at
        return time_zones.instant_of(clock, zone)
