import re
from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from sources.fields import Prose
from sources.time_zones import day_here

BLACK = "█"
#: Characters before and after erased words by which their place is known in another text.
AROUND = 16


def blacked_out(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with `[start, end)`s (code points) blacked out at their length; line ends stay."""
    for start, end in spans:
        black = "".join("\n" if c == "\n" else BLACK for c in text[start:end])
        text = text[:start] + black + text[end:]
    return text


class TombstoneQuerySet(models.QuerySet):
    def spans(self) -> dict[tuple[int, str], list[tuple[int, int]]]:
        """What was erased from each capture, by its id and the hash of what is left."""
        found = defaultdict(list)
        rows = self.order_by().values_list("capture", "capture__sha256", "start", "end")
        for capture, sha256, start, end in rows:
            found[capture, sha256].append((start, end))
        return found

    def refuse_return(self, text: str) -> None:
        """Refuse a text that has other words than blocks where these were erased."""
        for stone in self.select_related("capture"):
            for found in stone.place().finditer(text):
                if set(found.group("erased")) - {BLACK, "\n"}:
                    raise ValidationError(
                        f"Words were erased from this source on {day_here(stone.erased_at)}, and "
                        f"this text has them or others in their place. Put {BLACK} there, or leave "
                        "this text out.",
                        code="erased",
                    )


class Tombstone(models.Model):
    """The public trace of words erased for a legal or safety reason: date and kind of reason.

    Only a capture that has one may have words blacked out; its length, and so
    every offset into it, stays.
    """

    class Reason(models.TextChoices):
        COURT_ORDER = "court_order", "A court ordered it"
        LAW = "law", "The law requires it"
        SAFETY = "safety", "A person's safety"
        PRIVACY = "privacy", "A private person's privacy"

    capture = models.ForeignKey("Capture", on_delete=models.PROTECT, related_name="tombstones")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reason = models.CharField(max_length=20, choices=Reason)
    note = Prose(blank=True, help_text="For the newsroom; never shown to the public.")
    erased_at = models.DateTimeField(default=timezone.now)
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = TombstoneQuerySet.as_manager()

    class Meta:
        ordering = ["capture", "start"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="tombstone_end_after_start"
            )
        ]

    def __str__(self):
        return f"{self.get_reason_display()}, {day_here(self.erased_at)}"

    def place(self) -> re.Pattern[str]:
        """The text around the erased words, with anything of their length in their place."""
        text, start, end = self.capture.text, self.start, self.end
        before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
        around = [re.escape(part).replace(BLACK, ".") for part in (before, after)]
        pattern = f"{around[0] or chr(92) + 'A'}(?P<erased>.{{{end - start}}}){around[1] or chr(92) + 'Z'}"
        return re.compile(pattern, re.DOTALL)


class RowTombstone(models.Model):
    """The trace of words erased from one row of a table, other than a capture's text.

    Only a row that has one may be changed in tables whose rows are written once.
    """

    table = models.CharField(max_length=63)
    row = models.BigIntegerField()
    reason = models.CharField(max_length=20, choices=Tombstone.Reason)
    erased_at = models.DateTimeField(default=timezone.now)
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["erased_at", "pk"]
        indexes = [models.Index(fields=["table", "row"], name="row_tombstone_of")]

    def __str__(self):
        return f"{self.get_reason_display()}, {day_here(self.erased_at)}"
