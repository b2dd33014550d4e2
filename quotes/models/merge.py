from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sources.fields import Prose

from .speaker import Speaker


class SpeakerMerge(models.Model):
    """Two speakers found to be one: which parties moved, so that it can be undone."""

    kept = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="merges_kept")
    merged = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="merges_lost")
    reason = Prose()
    moved = models.JSONField(
        default=dict, help_text="Ids of the rows that named the merged speaker."
    )
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    merged_at = models.DateTimeField(default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-merged_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kept=F("merged")),
                name="speaker_merge_of_two",
                violation_error_message="Choose two different speakers.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="speaker_merge_has_reason",
                violation_error_message="Say how you know that they are the same.",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="speaker_merge_undone_by_whom_and_when",
            ),
        ]

    def __str__(self):
        return f"{self.merged} into {self.kept}"
