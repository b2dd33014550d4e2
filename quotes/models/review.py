from django.conf import settings
from django.db import models
from django.utils import timezone

from sources.fields import Prose

from .evidence import Evidence
from .quote import Quote


class Review(models.Model):
    """One person's verdict on whether they said it. Append-only: a second thought is a second row."""

    class Verdict(models.TextChoices):
        UNCHECKED = "unchecked", "Not yet checked"
        CONFIRMED = "confirmed", "Confirmed"
        NOT_TRACED = "not_traced", "Not traced"
        ALTERED = "altered", "Altered"
        OUT_OF_CONTEXT = "out_of_context", "Out of context"
        DISPUTED = "disputed", "Disputed"
        MISATTRIBUTED = "misattributed", "Misattributed"
        FABRICATED = "fabricated", "Fabricated"

    #: One person proposes these, and a second one accepts them, before anybody sees them.
    TAKES_TWO = (Verdict.MISATTRIBUTED, Verdict.FABRICATED)

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="reviews")
    quote_revision = models.PositiveIntegerField(help_text="The version of the quote judged.")
    verdict = models.CharField(max_length=20, choices=Verdict)
    reason = Prose(help_text="Why, in words that readers will see.")
    difference = Prose(
        blank=True,
        help_text="How the original differs from the words that are confirmed; readers will see it.",
    )
    evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    seconded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The second person, where a verdict takes two.",
    )
    reviewed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-reviewed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="review_has_reason",
                violation_error_message="Say why, in words that readers will see.",
            ),
            models.CheckConstraint(
                condition=models.Q(difference="") | models.Q(verdict="confirmed"),
                name="review_difference_of_what_is_confirmed",
                violation_error_message="A difference is named where a quote is confirmed. Choose "
                "“Confirmed”, or leave it empty and name it in the reason.",
            ),
            models.CheckConstraint(
                condition=models.Q(seconded_by=None)
                | models.Q(reviewed_by=None)
                | ~models.Q(seconded_by=models.F("reviewed_by")),
                name="review_seconded_by_another",
                violation_error_message="The second person is another than the first.",
            ),
        ]

    def __str__(self):
        return self.get_verdict_display()

    @property
    def reach(self) -> str:
        """How far a confirmation reaches, where its evidence doesn't reach the voice."""
        hop = self.evidence.hop if self.evidence_id else None
        if self.verdict != self.Verdict.CONFIRMED or hop is None or hop.is_voice:
            return ""
        return f"Only as far as: {hop.get_relation_display().lower()} {hop.party_name}."
