from django.conf import settings
from django.db import models
from django.utils import timezone

from sources.fields import Address, Line, Prose
from sources.time_zones import day_here

from .source import Source


class ArchivedCopy(models.Model):
    """Where else a source can be read if its own address dies."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="archived_copies")
    url = Address("address", max_length=2000)
    archive = Line(
        max_length=200, blank=True, help_text="Who keeps it, such as the Wayback Machine."
    )
    archived_at = models.DateTimeField(null=True, blank=True)
    note = Prose(blank=True)

    class Meta:
        verbose_name_plural = "archived copies"
        ordering = ["-archived_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "url"],
                name="archived_copy_unique",
                violation_error_message="This archived copy is already recorded.",
            )
        ]

    def __str__(self):
        return self.archive or self.url


class LinkCheckQuerySet(models.QuerySet):
    def telling(self):
        """Checks that reached the page itself; the others say nothing about it."""
        silent = (LinkCheck.Outcome.REFUSED, LinkCheck.Outcome.UNREACHABLE)
        return self.exclude(outcome__in=silent)


class LinkCheck(models.Model):
    """What a source's address answered when we checked it. Never changed, never deleted."""

    class Outcome(models.TextChoices):
        ALIVE = "alive", "Alive"
        UNCHANGED = "unchanged", "Alive, same words"
        CHANGED = "changed", "Alive, other words"
        DEAD = "dead", "Dead"
        UNREACHABLE = "unreachable", "Couldn't be reached"
        REFUSED = "refused", "Not checked"
        DELETED = "deleted", "Deleted, as a person records"

    #: The page is gone from its address; an archived copy is linked first.
    LOST = (Outcome.DEAD, Outcome.DELETED)

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="link_checks")
    url = models.CharField("address", max_length=2000)
    checked_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=20, choices=Outcome)
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    detail = Prose(blank=True, help_text="Details: why it was refused, or how it is known.")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-checked_at", "-pk"]
        indexes = [models.Index(fields=["source", "-checked_at"])]

    def __str__(self):
        return f"{self.get_outcome_display()}, {day_here(self.checked_at)}"
