from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from sources.fields import Address, Line, Prose

from .quote import Quote


class QuoteLink(models.Model):
    """How one quote is related to another, with the reason, shown on both pages."""

    class Relation(models.TextChoices):
        SAME_UTTERANCE = "same_utterance", "Same utterance"
        DENIES_SAYING_IT = "denies_saying_it", "Denies saying it"
        DENIES_THE_CLAIM = "denies_the_claim", "Denies the claim"
        CLARIFIES = "clarifies", "Clarifies"
        REPEATS = "repeats", "Repeats"
        RETRACTS = "retracts", "Retracts"
        CONTRADICTS = "contradicts", "Contradicts"
        DECLINED_TO_COMMENT = "declined", "Declined to comment on it"
        NO_REPLY = "no_reply", "No reply to it by the deadline"

    from_quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="links_from")
    to_quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="links_to")
    relation = models.CharField(max_length=20, choices=Relation)
    reason = Prose()
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    linked_at = models.DateTimeField(default=timezone.now)

    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        ordering = ["-linked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_quote", "to_quote", "relation"],
                name="quote_link_unique",
                violation_error_message="These two quotes are already linked in this way.",
            ),
            models.CheckConstraint(
                condition=~Q(from_quote=F("to_quote")),
                name="quote_link_to_another",
                violation_error_message="A quote can't be linked to itself.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="quote_link_has_reason",
                violation_error_message="Say why the two quotes are linked.",
            ),
        ]

    def __str__(self):
        return self.get_relation_display()


class FactCheck(models.Model):
    """Others' verdict on whether the claim is true; a separate question from who said it."""

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="fact_checks")
    publisher = Line(max_length=200)
    rating = Line(max_length=200, help_text="The rating in the fact-checkers' own words.")
    url = Address("address", max_length=2000)
    published_on = models.DateField(null=True, blank=True)
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    linked_at = models.DateTimeField(default=timezone.now)

    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["quote", "url"],
                name="fact_check_unique",
                violation_error_message="This fact-check is already linked to the quote.",
            ),
            models.CheckConstraint(
                condition=~Q(publisher="") & ~Q(rating="") & ~Q(url=""),
                name="fact_check_is_whole",
                violation_error_message="A fact-check needs its publisher, rating and address.",
            ),
        ]

    def __str__(self):
        return f"{self.publisher}: {self.rating}"
