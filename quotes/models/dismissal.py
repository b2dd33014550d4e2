from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sources.models import Capture


class Dismissal(models.Model):
    """A proposal of the program's that a person found to be no quote.

    It is remembered so that nobody is asked twice; taking it back deletes it.
    `[start, end)` is what the proposal spanned, in code points of the capture.
    """

    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="dismissals")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    dismissed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["capture", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["capture", "start", "end"],
                name="dismissal_once",
                violation_error_message="This proposal is already set aside.",
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")), name="dismissal_end_after_start"
            ),
        ]

    def __str__(self):
        return f"{self.start}–{self.end}"
