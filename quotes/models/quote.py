import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from sources.fields import Code, Line, SourceLine, SourceWords
from sources.models import Capture, Source
from sources.time_zones import day_at, days_anywhere, latest_day, moment_at

from .topic import Topic

DAY_TOO = "The exact time is {}. Give the day as well, or leave out the time."
OTHER_DAY = "The exact time is {}, which is on none of these days anywhere. Correct one of them."


class QuoteQuerySet(models.QuerySet):
    """What is public is said here, once."""

    def published(self):
        return self.filter(status=Quote.Status.PUBLISHED)

    def public(self):
        """Published, or withdrawn and still answering for itself."""
        return self.filter(status__in=Quote.PUBLIC)

    def with_parts(self):
        """Everything a quote is shown with, in a fixed number of queries."""
        return self.select_related("capture__source__publisher").prefetch_related(
            "segments",
            "attributions__speaker",
            "attributions__document",
            "attributions__affiliation",
            "topics",
        )

    def light(self):
        """Leave the captures' whole texts in the database; segments carry their words."""
        return self.defer("capture__text", "capture__outlet_correction")


def order_day(
    said_from: dt.date | None,
    published_on: dt.date | None,
    captured_at: dt.datetime,
    time_zone: str,
) -> dt.date:
    """The day a quote is listed under: said, else published, else captured where the source is."""
    return said_from or published_on or day_at(captured_at, time_zone)


class Quote(models.Model):
    """Words that a capture attributes to somebody."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "In review"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Kind(models.TextChoices):
        DIRECT = "direct", "Direct quote"
        PARTIAL = "partial", "Partial quote"
        PARAPHRASE = "paraphrase", "Paraphrase"

    class LanguageBasis(models.TextChoices):
        STATED = "stated", "Stated by the source"
        EVIDENCE = "evidence", "Known from evidence"
        NOT_STATED = "not_stated", "Not stated"

    class MediumBasis(models.TextChoices):
        STATED = "stated", "Stated by the source"
        EVIDENCE = "evidence", "Known from evidence"

    PUBLIC = (Status.PUBLISHED, Status.WITHDRAWN)
    #: What it says of itself, beside its words, its parties and its topics.
    CONTENT = (
        "kind",
        "cue",
        "medium",
        "medium_basis",
        "first_hand",
        "said_from",
        "said_to",
        "said_at",
        "spoken_language",
        "language_basis",
        "original_words",
        "translator",
    )

    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="quotes")
    kind = models.CharField(max_length=20, choices=Kind)
    cue = SourceLine(
        max_length=200, blank=True, help_text="The source's own word for the saying: said, denied."
    )
    medium = SourceLine(
        max_length=200,
        blank=True,
        help_text="Where it was said, as the source or evidence names it.",
    )
    medium_basis = models.CharField(
        "how the medium is known",
        max_length=20,
        choices=MediumBasis,
        default=MediumBasis.STATED,
    )
    first_hand = models.BooleanField(
        default=False, help_text="The capture is the statement itself: a post, a transcript."
    )
    said_from = models.DateField(
        null=True, blank=True, help_text="First day it may have been said."
    )
    said_to = models.DateField(null=True, blank=True, help_text="Last day; the same day if known.")
    said_at = models.DateTimeField(null=True, blank=True, help_text="The exact time, if known.")
    spoken_language = Code(
        max_length=35, blank=True, help_text="Language code of what was spoken, where known."
    )
    language_basis = models.CharField(
        max_length=20, choices=LanguageBasis, default=LanguageBasis.NOT_STATED
    )
    original_words = SourceWords(blank=True, help_text="The words before translation, where known.")
    translator = Line(max_length=200, blank=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="inner_quotes",
        help_text="The quote that contains this one.",
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="quotes")

    status = models.CharField(
        max_length=20, choices=Status, default=Status.DRAFT, editable=False, db_index=True
    )
    revision_number = models.PositiveIntegerField(default=0, editable=False)
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="replaced_by",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        permissions = [
            ("submit_quote", "Can submit a quote for review"),
            ("publish_quote", "Can publish a quote"),
            ("withdraw_quote", "Can withdraw a quote"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "in_review"], published_at=None)
                | Q(status__in=["published", "withdrawn"], published_at__isnull=False),
                name="quote_published_since_when",
                violation_error_message="A published quote needs its time of publication.",
            ),
            models.CheckConstraint(
                condition=Q(status="withdrawn", withdrawn_at__isnull=False)
                | (~Q(status="withdrawn") & Q(withdrawn_at=None, withdrawn_by=None)),
                name="quote_withdrawn_since_when",
                violation_error_message="A withdrawn quote needs its time of withdrawal.",
            ),
            models.CheckConstraint(
                condition=Q(said_from=None, said_to=None)
                | Q(said_from__isnull=False, said_to__gte=F("said_from")),
                name="quote_said_from_and_to",
                violation_error_message="Give the first and the last day it may have been said, "
                "in that order (one day twice if it is known).",
            ),
            models.CheckConstraint(
                condition=Q(said_from=None) | Q(said_from__gte=dt.date(1000, 1, 1)),
                name="quote_said_plausible",
                violation_error_message="That date is before the year 1000. Check the year.",
            ),
            models.CheckConstraint(
                condition=Q(language_basis="not_stated", spoken_language="")
                | (~Q(language_basis="not_stated") & ~Q(spoken_language="")),
                name="quote_language_with_its_basis",
                violation_error_message="Give the language spoken together with how it is known, "
                "or neither.",
            ),
            models.CheckConstraint(
                condition=Q(medium_basis="stated") | (Q(medium_basis="evidence") & ~Q(medium="")),
                name="quote_medium_with_its_basis",
                violation_error_message="Give the medium that the evidence shows, or choose that "
                "the source states it.",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="quote_not_inside_itself",
                violation_error_message="A quote can't contain itself.",
            ),
        ]

    def __str__(self):
        return self.words

    def clean(self):
        for field in ("said_from", "said_to"):
            day = getattr(self, field)
            if day and day > latest_day():
                raise ValidationError({field: "This date is in the future. Check the year."})
        if isinstance(self.said_at, dt.datetime):
            self._check_instant(self.said_at)

    def _check_instant(self, instant: dt.datetime) -> None:
        """The day leads card, order and search, so an exact time needs it; and it has to be that day."""
        source = self.capture.source if self.capture_id else Source()
        there = moment_at(instant, source.time_zone, source.place)
        if self.said_from is None:
            raise ValidationError({"said_from": DAY_TOO.format(there)})
        first, last = days_anywhere(instant)
        if last < self.said_from or (self.said_to or self.said_from) < first:
            raise ValidationError({"said_from": OTHER_DAY.format(there)})

    @property
    def words(self) -> str:
        """The quote's words; an interruption shows as an ellipsis in brackets."""
        return " […] ".join(segment.words for segment in self.segments.all())

    @property
    def is_public(self) -> bool:
        return self.status in self.PUBLIC

    @property
    def order_day(self) -> dt.date:
        """The day a quote is listed under: said, else published, else captured."""
        capture, source = self.capture, self.capture.source
        return order_day(self.said_from, source.published_on, capture.captured_at, source.time_zone)
