from django.conf import settings
from django.db import models


class ImportRun(models.Model):
    """How far a file has been brought into the record, so that a second run goes on from there."""

    sha256 = models.CharField("SHA-256 of the file", max_length=64, unique=True)
    file_name = models.CharField(max_length=255)
    reason = models.TextField(blank=True, help_text="Why its quotes were published.")
    publishes = models.BooleanField(default=False, help_text="Whether its quotes are published.")
    restores = models.BooleanField(
        default=False, help_text="Whether it is this newsroom's own record that comes back."
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Who entered its rows that name nobody.",
    )
    accounts = models.JSONField(
        null=True, help_text="The account here that each user name of the file stands for."
    )
    lines_done = models.PositiveBigIntegerField(default=0)
    refused = models.PositiveBigIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self):
        return self.file_name

    @property
    def way(self) -> str:
        """How its quotes arrive: restored, published, or as drafts."""
        return "restore" if self.restores else "publish" if self.publishes else "draft"


class RefusedLine(models.Model):
    """A line of the file that isn't in the record yet; the next run tries it again.

    Why isn't kept: the sentence may have the words of the quote, which may have to be erased.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="refused_lines")
    line_number = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["line_number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "line_number"], name="refused_line_once")
        ]

    def __str__(self):
        return f"Line {self.line_number:,}"
