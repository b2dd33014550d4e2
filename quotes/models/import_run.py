from django.db import models


class ImportRun(models.Model):
    """How far a file has been brought into the record, so that a second run goes on from there."""

    sha256 = models.CharField("SHA-256 of the file", max_length=64, unique=True)
    file_name = models.CharField(max_length=255)
    reason = models.TextField(blank=True, help_text="Why its quotes were published.")
    lines_done = models.PositiveBigIntegerField(default=0)
    refused = models.PositiveBigIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self):
        return self.file_name
