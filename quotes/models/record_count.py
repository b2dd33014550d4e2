"""Counts over the whole record, for the front page and the record's figures. Never typed."""

from django.db import models

from sources.models import Publisher


class MonthCount(models.Model):
    """How many published quotes are of a month: that of the day by which lists go.

    The month is a number: 202510 is October 2025. Each quote is counted in one month, so all
    together are the published quotes.
    """

    month = models.PositiveIntegerField(primary_key=True)
    quotes = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "month counts"
        ordering = ["month"]

    def __str__(self):
        return f"{self.month}: {self.quotes}"


class PublisherCheckCount(models.Model):
    """How many published quotes of a publisher were checked with one result.

    `checked` is a token of their index entries: `review_confirmed` of a person's newest verdict,
    `match_altered` of what the program found in the originals. Every quote has one of the
    first; only those compared have one of the second.
    """

    publisher = models.ForeignKey(
        Publisher, on_delete=models.CASCADE, related_name="check_counts", db_index=False
    )
    checked = models.CharField(max_length=40)
    quotes = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "publisher check counts"
        ordering = ["publisher", "checked"]
        constraints = [
            models.UniqueConstraint(
                fields=["publisher", "checked"],
                name="publisher_check_counted_once",
                violation_error_message="Quotes of this publisher with this result are already counted.",
            )
        ]

    def __str__(self):
        return f"{self.publisher_id}, {self.checked}: {self.quotes}"
