from django.db import models

from .quote import Quote


class SearchRow(models.Model):
    """What search reads of a published quote: order, analysed words and filter tokens.

    A real table, written with the quote in one transaction; drafts never
    stand in it. `key` is the order day in days since 1 January of year 1,
    shifted left by 40 bits, plus the quote's id.
    """

    key = models.BigIntegerField(primary_key=True)
    quote = models.OneToOneField(Quote, on_delete=models.CASCADE, related_name="search_row")
    body = models.TextField()
    filters = models.TextField()

    class Meta:
        ordering = ["-key"]

    def __str__(self):
        return str(self.key)
