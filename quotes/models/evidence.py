from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sources.fields import Line, Prose
from sources.models import Capture

from .attribution import Attribution
from .quote import Quote


class Evidence(models.Model):
    """A quote compared with another capture: what it proves, and which hop of the chain."""

    class Purpose(models.TextChoices):
        PRIMARY = "primary", "Primary source"
        CORROBORATES = "corroborates", "Corroborates"
        CONTRADICTS = "contradicts", "Contradicts"
        LATER_CAPTURE = "later_capture", "Later capture of the same source"

    class Locator(models.TextChoices):
        NONE = "", "None"
        PARAGRAPH = "paragraph", "Paragraph"
        TIME = "time", "Time code"
        PAGE = "page", "Page"

    class Reading(models.TextChoices):
        SUPPORTED = "supported", "Supported"
        PARTLY = "partly", "Partly supported"
        NOT_SUPPORTED = "not_supported", "Not supported"

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="evidence")
    quote_revision = models.PositiveIntegerField(help_text="The version of the quote compared.")
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="evidence")
    purpose = models.CharField(max_length=20, choices=Purpose)
    hop = models.ForeignKey(
        Attribution,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="evidence",
        help_text="Which party's statement this source confirms. Leave empty for the speaker.",
    )
    locator = models.CharField(max_length=10, choices=Locator, blank=True, default=Locator.NONE)
    located_from = Line(max_length=20, blank=True, help_text="Paragraph, page, or hh:mm:ss.")
    located_to = Line(max_length=20, blank=True)
    note = Prose(blank=True)
    reading = models.CharField(
        max_length=20,
        choices=Reading,
        blank=True,
        help_text="What a person who read it found, for paraphrase or another language.",
    )
    read_note = Prose(blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    read_at = models.DateTimeField(null=True, blank=True)
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    linked_at = models.DateTimeField(default=timezone.now)
    unlinked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    unlinked_at = models.DateTimeField(null=True, blank=True)
    unlinked_why = Prose(blank=True)

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["quote", "linked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["quote", "capture", "purpose"],
                condition=Q(unlinked_at=None),
                name="evidence_linked_once",
                violation_error_message="This capture is already linked to the quote.",
            ),
            models.CheckConstraint(
                condition=Q(unlinked_at=None, unlinked_by=None, unlinked_why="")
                | (Q(unlinked_at__isnull=False, unlinked_by__isnull=False) & ~Q(unlinked_why="")),
                name="evidence_unlinked_by_whom_when_and_why",
                violation_error_message="Say why the evidence is unlinked.",
            ),
            models.CheckConstraint(
                condition=Q(reading="", read_by=None, read_at=None)
                | (~Q(reading="") & Q(read_by__isnull=False, read_at__isnull=False)),
                name="evidence_read_by_whom_and_when",
                violation_error_message="A person's reading needs who read it, and when.",
            ),
        ]

    def __str__(self):
        return f"{self.get_purpose_display()}: {self.capture}"


class Match(models.Model):
    """What the program found of one quoted span in the evidence; computed, never typed.

    `stretch_start` and `stretch_end` lie in the quote's capture, `place_start`
    and `place_end` in the evidence's: code points, half-open.
    """

    class Verdict(models.TextChoices):
        EXACT = "exact", "Exact"
        TYPOGRAPHY = "typography", "Typography only"
        ELIDED = "elided", "Elided"
        ALTERED = "altered", "Altered"
        AMBIGUOUS = "ambiguous", "Ambiguous"
        NOT_FOUND = "not_found", "Not found"
        NOT_COMPARED = "not_compared", "Not compared"

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="matches")
    position = models.PositiveSmallIntegerField()
    stretch_start = models.PositiveIntegerField()
    stretch_end = models.PositiveIntegerField()
    verdict = models.CharField(max_length=20, choices=Verdict)
    place_start = models.PositiveIntegerField(null=True, blank=True)
    place_end = models.PositiveIntegerField(null=True, blank=True)
    detail = models.JSONField(
        default=dict, help_text="The word diff, the measure, and every place found."
    )
    engine_version = models.CharField(max_length=20)
    computed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "matches"
        ordering = ["evidence", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "position"], name="match_position_unique_in_evidence"
            ),
            models.CheckConstraint(
                condition=Q(stretch_end__gt=F("stretch_start")), name="match_stretch_not_empty"
            ),
            models.CheckConstraint(
                condition=Q(place_start=None, place_end=None)
                | Q(place_start__isnull=False, place_end__gt=F("place_start")),
                name="match_place_is_a_pair",
            ),
        ]

    def __str__(self):
        return self.get_verdict_display()
