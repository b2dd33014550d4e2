from django.conf import settings
from django.db import models
from django.utils import timezone

from sources.fields import Prose

from .quote import Quote


class RevisionQuerySet(models.QuerySet):
    def public(self):
        return self.filter(is_public=True)


class Revision(models.Model):
    """The whole quote after one change: number, who, when, why. Append-only."""

    class Kind(models.TextChoices):
        ENTERED = "entered", "Entered"
        EDITED = "edited", "Edited"
        SUBMITTED = "submitted", "Submitted for review"
        RETURNED = "returned", "Returned to draft"
        PUBLISHED = "published", "Published"
        CORRECTION = "correction", "Correction"
        CLARIFICATION = "clarification", "Clarification"
        UPDATE = "update", "Update"
        WITHDRAWAL = "withdrawal", "Withdrawal"
        REPLACED = "replaced", "Replaced"
        ERASED = "erased", "Erased"

    #: What an editor may call a change to a published quote.
    PUBLIC_CHANGES = (Kind.CORRECTION, Kind.CLARIFICATION, Kind.UPDATE)

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    reason = Prose(blank=True)
    is_public = models.BooleanField(default=False)
    changes_words_or_speaker = models.BooleanField(
        default=False, help_text="Whether words or attribution differ from the revision before."
    )
    snapshot = models.JSONField()

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["quote", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["quote", "number"],
                name="revision_number_unique_in_quote",
                violation_error_message="Someone else changed this quote in the meantime.",
            ),
            models.CheckConstraint(
                condition=~models.Q(
                    kind__in=["correction", "clarification", "update", "withdrawal", "replaced"]
                )
                | ~models.Q(reason=""),
                name="revision_public_change_has_reason",
                violation_error_message="Give the reason that readers will see.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-made_at"],
                condition=models.Q(is_public=True),
                name="revision_public_newest",
            ),
            # Corrections are few among the revisions that say a quote was published.
            models.Index(fields=["kind"], name="revision_kind"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} (version {self.number})"
