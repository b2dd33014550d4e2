from django.db import models
from django.db.models import F


class RecordVersion(models.Model):
    """How often what the public may see has changed: one number for the whole record.

    A copy of anything public that was made at an older number may be out of date. Drafts don't
    move it, so that nobody outside can tell when the newsroom is at work.
    """

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="record_version_only_one",
                violation_error_message="There is one version, of the whole record.",
            ),
        ]

    def __str__(self):
        return str(self.number)


ONLY = 1


def advance() -> None:
    """Say that something public changes; a verb does so last, in its own transaction.

    Whoever changes something public next waits until that transaction ends, so it comes last.
    Archived copies and link checks move the version by themselves: see `public_rows`.
    """
    row = RecordVersion.objects.filter(pk=ONLY)
    if not row.update(number=F("number") + 1):
        RecordVersion.objects.get_or_create(pk=ONLY)
        row.update(number=F("number") + 1)


def advance_for(quote) -> None:
    """The same where the change shows only if this quote is public."""
    if quote.is_public:
        advance()


def current() -> int:
    """The record's version as this transaction sees it; 0 before anything was public."""
    return RecordVersion.objects.filter(pk=ONLY).values_list("number", flat=True).first() or 0
