from django.db import models
from django.db.models import F, Q

from sources.fields import SourceWords

from .quote import Quote

BLANK_SEGMENT = (
    "A part of the quote is only white space or characters that don't show. Select its words."
)


class Segment(models.Model):
    """One span of the capture that a quote is made of: `[start, end)` in code points.

    `words` is the text there. The database refuses words that aren't, so
    that lists can show a quote without reading a whole article.
    """

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="segments")
    position = models.PositiveSmallIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = SourceWords(editable=False)

    class Meta:
        ordering = ["quote", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["quote", "position"], name="segment_position_unique_in_quote"
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")),
                name="segment_end_after_start",
                violation_error_message="A segment needs at least one character.",
            ),
        ]

    def __str__(self):
        return self.words

    def save(self, *args, **kwargs):
        self.words = self.quote.capture.text[self.start : self.end]
        super().save(*args, **kwargs)
