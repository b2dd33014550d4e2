"""Changes to what the public sees of speakers, sources, publishers and topics."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sources.fields import Prose
from sources.models import Publisher, Source

from .own_document import OwnDocument
from .quote import Quote
from .speaker import Role, Speaker, SpeakerName
from .topic import Topic

#: Tables whose public rows change in public, and by two; for each, the column with the row that
#: the public knows it by: a name and a title are their speaker's, and whose own
#: a document is, the document's.
GUARDED: dict[type[models.Model], str] = {
    Speaker: "id",
    SpeakerName: "speaker_id",
    Role: "speaker_id",
    OwnDocument: "document_id",
    Source: "id",
    Publisher: "id",
    Topic: "id",
}
#: Columns of theirs that no reader sees; of a sort name they see the order alone.
UNSEEN = {"added_by", "added_at", "name_look", "description_look", "sort_name"}


def public_columns(model: type[models.Model]) -> list[models.Field]:
    """The columns of a table that the public may see."""
    return [f for f in model._meta.concrete_fields if not f.primary_key and f.name not in UNSEEN]


class PublicChangeQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(outcome=PublicChange.Outcome.WAITING)

    def in_effect(self):
        """What readers see, or saw until a later change."""
        return self.exclude(applied_at=None)

    def listed(self):
        """In effect, and listed under Corrections; what is in a quote's own history is left out."""
        return self.in_effect().exclude(kind__in=PublicChange.OF_A_QUOTE)


class PublicChange(models.Model):
    """A change to what the public sees: proposed with a reason, accepted by a second person.

    What shows less takes effect at once, and a second person reviews it afterwards. A name, a
    title or a whole that a draft needs waits with the draft. A verdict that takes two is proposed
    here, and becomes a review once it is accepted; a quote's amendment, its next revision.
    """

    class Kind(models.TextChoices):
        CHANGE = "change", "Speaker, source or topic changed"
        SHOWS_LESS = "shows_less", "Less shown of a source"
        MERGE = "merge", "Speakers merged or parted"
        VERDICT = "verdict", "Verdict that takes two"
        AMENDMENT = "amendment", "Published quote changed"
        WITHDRAWAL = "withdrawal", "Quote withdrawn"
        ERASURE = "erasure", "Words erased"

    class Outcome(models.TextChoices):
        WAITING = "waiting", "Waiting for a second person"
        APPLIED = "applied", "In effect, to be reviewed by a second person"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        OBJECTED = "objected", "In effect, with an objection"
        TAKEN_BACK = "taken_back", "Taken back"

    OPEN = (Outcome.WAITING, Outcome.APPLIED)

    #: What a quote's own page and history tell; here only the newsroom reads of it.
    OF_A_QUOTE = (Kind.VERDICT, Kind.AMENDMENT, Kind.WITHDRAWAL, Kind.ERASURE)
    #: One person did it, and readers see less since.
    AT_ONCE = (Kind.SHOWS_LESS, Kind.WITHDRAWAL, Kind.ERASURE)

    kind = models.CharField(max_length=20, choices=Kind, default=Kind.CHANGE)
    model = models.CharField("table", max_length=100)
    row = models.BigIntegerField("number")
    rows = models.JSONField(
        default=list,
        help_text="The rows that change, each with the columns that differ, before and after. "
        "Without a before it is added, without an after removed.",
    )
    reason = Prose(help_text="Why, in words that readers will see.")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(default=timezone.now)
    quote = models.ForeignKey(
        Quote,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="waiting_changes",
        help_text="The draft that it waits with; whoever publishes that accepts it.",
    )
    reverts = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reverted_by"
    )
    outcome = models.CharField(max_length=20, choices=Outcome, default=Outcome.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_why = Prose("reason of the decision", blank=True)
    applied_at = models.DateTimeField("in effect since", null=True, blank=True)

    objects = PublicChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        indexes = [models.Index(fields=["model", "row"], name="public_change_row")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="public_change_has_reason",
                violation_error_message="Give the reason that readers will see.",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["waiting", "applied"], decided_at=None, decided_by=None)
                | (~Q(outcome__in=["waiting", "applied"]) & Q(decided_at__isnull=False)),
                name="public_change_decided_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    outcome__in=["applied", "accepted", "objected"], applied_at__isnull=False
                )
                | Q(outcome__in=["waiting", "declined", "taken_back"], applied_at=None),
                name="public_change_in_effect_since",
            ),
        ]

    def __str__(self):
        what = {
            self.Kind.VERDICT: "Verdict on",
            self.Kind.WITHDRAWAL: "Withdrawal of",
            self.Kind.ERASURE: "Erasure of",
        }.get(self.kind, "Change of")
        return f"{what} {self.model.rpartition('.')[2]} {self.row}"


class WritePermit(models.Model):
    """Lets one transaction write one public row; it never outlives the transaction.

    The database's triggers refuse every other write, wherever it comes from.
    """

    model = models.CharField(max_length=100)
    row = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["model", "row"], name="write_permit_row")]

    def __str__(self):
        return f"{self.model} {self.row}"
