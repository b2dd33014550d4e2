from django.conf import settings
from django.db import models
from django.utils import timezone

from sources.fields import Prose

from .capture import Capture


class Tombstone(models.Model):
    """The public trace of words erased for a legal or safety reason: date and kind of reason.

    Only a capture that has one may have words blacked out; its length, and so
    every offset into it, stays.
    """

    class Reason(models.TextChoices):
        COURT_ORDER = "court_order", "A court ordered it"
        LAW = "law", "The law requires it"
        SAFETY = "safety", "A person's safety"
        PRIVACY = "privacy", "A private person's privacy"

    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="tombstones")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reason = models.CharField(max_length=20, choices=Reason)
    note = Prose(blank=True, help_text="For the newsroom; never shown to the public.")
    erased_at = models.DateTimeField(default=timezone.now)
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["capture", "start"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="tombstone_end_after_start"
            )
        ]

    def __str__(self):
        return f"{self.get_reason_display()}, {self.erased_at:%-d %B %Y}"


class RowTombstone(models.Model):
    """The trace of words erased from one row of a table, other than a capture's text.

    Only a row that has one may be changed in tables whose rows are written once.
    """

    table = models.CharField(max_length=63)
    row = models.BigIntegerField()
    reason = models.CharField(max_length=20, choices=Tombstone.Reason)
    erased_at = models.DateTimeField(default=timezone.now)
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["erased_at", "pk"]
        indexes = [models.Index(fields=["table", "row"], name="row_tombstone_of")]

    def __str__(self):
        return f"{self.get_reason_display()}, {self.erased_at:%-d %B %Y}"
