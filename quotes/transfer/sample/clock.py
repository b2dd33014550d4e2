"""Set Django's clock while sample people act, so that histories have the dates of their story."""

import datetime as dt

from django.utils import timezone


class Clock:
    """While entered, `timezone.now()` answers with the moment that was set last."""

    def __init__(self, moment: dt.datetime):
        self._moment = moment

    def set(self, moment: dt.datetime) -> None:
        self._moment = moment

    def __enter__(self) -> "Clock":
        clock = self

        class StoppedDatetime(dt.datetime):
            @classmethod
            def now(cls, tz=None):
                return clock._moment.astimezone(tz)

        self._real, timezone.datetime = timezone.datetime, StoppedDatetime
        return self

    def __exit__(self, *exception) -> None:
        timezone.datetime = self._real
