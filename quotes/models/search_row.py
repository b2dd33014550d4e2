from collections.abc import Iterable

from django.db import models

from .quote import Quote
from .speaker import Speaker
from .topic import Topic


class SearchRow(models.Model):
    """What search reads of a published quote: order, analysed words and filter tokens.

    A real table, written with the quote in one transaction; drafts never
    are in it. `key` is the order day in days since 1 January of year 1,
    shifted left by 40 bits, plus the quote's id. On SQLite triggers feed a
    full-text index from it; on PostgreSQL it has a column `document`, which
    this model doesn't know, with the same words as a tsvector.
    """

    key = models.BigIntegerField(primary_key=True)
    quote = models.OneToOneField(Quote, on_delete=models.CASCADE, related_name="search_row")
    filters = models.TextField(help_text="One token for each property a reader can filter by.")
    stems = models.TextField(help_text="For searches by word: the stem of each word.")
    terms = models.TextField(help_text="For searches by phrase: every word, folded, in order.")

    class Meta:
        ordering = ["-key"]

    def __str__(self):
        return str(self.key)


class IndexVersion(models.Model):
    """Which way of reading words the index entries were last all made by.

    `rebuild_search` writes it; `doctor` compares it with the analyser's own.
    """

    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="index_version_only_one",
                violation_error_message="There is one version, of the whole index.",
            ),
        ]

    def __str__(self):
        return str(self.number)


class SpeakerCount(models.Model):
    """How many published quotes are by a speaker, and how many they have a part in.

    Computed, never typed. `parts` are all quotes whose attribution names them: by them,
    passed on by them, on behalf of them, led by them, or of an unnamed source of theirs.

    A speaker has a row from the first published quote on, and keeps it, with
    zero quotes, when the last is withdrawn: their page stays public.
    """

    speaker = models.OneToOneField(
        Speaker, on_delete=models.CASCADE, primary_key=True, related_name="quote_count"
    )
    quotes = models.PositiveIntegerField(default=0)
    parts = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "speaker counts"

    def __str__(self):
        return f"{self.speaker_id}: {self.quotes}"

    @property
    def otherwise(self) -> int:
        """Quotes that name the speaker without being by them."""
        return self.parts - self.quotes

    @classmethod
    def make_wholes_public(cls, speakers: Iterable[int]) -> None:
        """What a public speaker is part of is public with it: delegation, movement, alliance."""
        seen, parts = set(), set(speakers)
        while parts:
            seen |= parts
            wholes = Speaker.objects.filter(parts__in=parts).values_list("pk", flat=True)
            parts = set(wholes) - seen
            cls.objects.bulk_create(
                (cls(speaker_id=pk) for pk in sorted(parts)), ignore_conflicts=True
            )


class SpeakerMonthCount(models.Model):
    """Of how many published quotes of a month a speaker is the voice. Computed, never typed.

    The month is that of the day by which lists go: 202510 is October 2025.
    """

    speaker = models.ForeignKey(
        Speaker, on_delete=models.CASCADE, related_name="month_counts", db_index=False
    )
    month = models.PositiveIntegerField()
    quotes = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "speaker month counts"
        ordering = ["speaker", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["speaker", "month"],
                name="speaker_counted_once_a_month",
                violation_error_message="This speaker's quotes in this month are already counted.",
            )
        ]

    def __str__(self):
        return f"{self.speaker_id}, {self.month}: {self.quotes}"


class TopicCount(models.Model):
    """How many published quotes a topic has. Computed, never typed."""

    topic = models.OneToOneField(
        Topic, on_delete=models.CASCADE, primary_key=True, related_name="quote_count"
    )
    quotes = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "topic counts"

    def __str__(self):
        return f"{self.topic_id}: {self.quotes}"
