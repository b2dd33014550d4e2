import datetime as dt

from django.db import models
from django.db.models import F
from django.utils import timezone

ONLY = 1


class Forgetting(models.Model):
    """How often something was taken back from the public: erased, withdrawn, withheld.

    Every machine's copies of pages, pictures and texts carry the number of when they were made,
    and are valid for that number only.
    """

    number = models.PositiveBigIntegerField(default=0)
    moved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=ONLY),
                name="forgetting_only_one",
                violation_error_message="There is one number for the whole record.",
            ),
        ]

    def __str__(self):
        return str(self.number)


def advance() -> None:
    """Make all copies on all machines invalid once the caller's transaction is committed."""
    row = Forgetting.objects.filter(pk=ONLY)
    moved = {"number": F("number") + 1, "moved_at": timezone.now()}
    if not row.update(**moved):
        Forgetting.objects.get_or_create(pk=ONLY)
        row.update(**moved)


def current() -> int:
    return Forgetting.objects.filter(pk=ONLY).values_list("number", flat=True).first() or 0


def is_recent(within: dt.timedelta) -> bool:
    """Whether something was taken back just now, by clocks that may differ a little."""
    return Forgetting.objects.filter(pk=ONLY, moved_at__gt=timezone.now() - within).exists()
