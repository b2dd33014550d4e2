from django.conf import settings
from django.db import models
from django.utils import timezone

from sources.models import Tombstone
from sources.time_zones import day_here

from .public_change import PublicChange
from .quote import Quote


class Erasure(models.Model):
    """One erasing of a quote's words, and how far it has come outside the record's rows.

    The rows are changed in one transaction; files, index and free pages are cleared after it, in
    steps, so that what was cut short is gone on with. It holds none of the words.
    """

    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="erasures")
    reason = models.CharField(max_length=20, choices=Tombstone.Reason)
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    erased_at = models.DateTimeField(default=timezone.now)
    files = models.JSONField(
        default=list, help_text="Fetched pages, below the archive directory, that are to go."
    )
    tables = models.JSONField(default=list, help_text="Tables that may have had the words.")
    second_look = models.ForeignKey(
        PublicChange,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="erasures",
        help_text="Where another editor says whether it was right; empty if nobody has to.",
    )
    steps_done = models.JSONField(default=list)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["erased_at", "pk"]

    def __str__(self):
        return f"{self.get_reason_display()}, {day_here(self.erased_at)}"
