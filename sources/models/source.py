import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Substr
from simple_history.models import HistoricalRecords

from quotes.text.source_names import Described
from sources import time_zones
from sources.fields import Address, Code, Line, Prose, SourceLine, ZoneName
from sources.storable_text import BIDI_CONTROLS

from .publisher import Publisher

OPENING_CHARACTERS = 64
OTHER_DAY = (
    "The instant is {}, which is another day. Correct the day, empty it to have it follow from "
    "the instant, or give the time zone that the day is of."
)
#: A month, in seconds: more is a typing error.
LONGEST_RECORDING = 31 * 24 * 60 * 60


def opening_words(text: str, limit: int = OPENING_CHARACTERS) -> str:
    """The first words of a text, cut at a word boundary, for a document without a headline."""
    words = " ".join(BIDI_CONTROLS.sub("", text[: limit * 4]).split())
    if len(words) <= limit:
        return words
    cut = words.rfind(" ", 0, limit + 1)
    return words[: cut if cut > 0 else limit].rstrip(" ,;:") + "…"


#: The columns that a source's name is made of, for lists that read no whole rows.
NAMED_BY = (
    *(
        "kind",
        "headline",
        "author",
        "account",
        "published_on",
        "published_at",
        "time_zone",
        "place",
    ),
    *("publisher__name", "publisher__kind"),
)


def described_of(
    kind: str,
    headline: str,
    author: str,
    account: str,
    day: dt.date | None,
    at: dt.datetime | None,
    zone: str,
    place: str,
    publisher: str | None,
    publisher_kind: str | None,
) -> Described:
    """What a source's name is made of, from the values of `NAMED_BY`."""
    if at and at.tzinfo is None:  # as SQLite's driver gives it
        at = at.replace(tzinfo=dt.UTC)
    on_platform = publisher_kind == Publisher.Kind.PLATFORM
    hour = time_zones.hour_at(at, zone, place) if at else ""
    return Described(kind, headline, publisher or "", on_platform, author or account, day, hour)


class SourceQuerySet(models.QuerySet):
    def articles(self):
        return self.filter(kind=Source.Kind.ARTICLE)

    def with_opening(self):
        """Load the first characters of the newest capture, for `title_with_opening`."""
        captures = self.model._meta.get_field("captures").related_model.objects
        newest = captures.filter(source=models.OuterRef("pk")).newest_first()
        opening = Substr("text", 1, OPENING_CHARACTERS * 4)
        first = models.Subquery(newest.annotate(o=opening).values("o")[:1])
        return self.annotate(opening=first).select_related("publisher")


class Source(models.Model):
    """One document in the world: what an outlet printed, a person posted, a camera filmed.

    What isn't known of it (publisher, headline, author, date) stays empty.
    """

    class Kind(models.TextChoices):
        ARTICLE = "article", "Article"
        POST = "post", "Post"
        STATEMENT = "statement", "Statement"
        TRANSCRIPT = "transcript", "Transcript"
        VIDEO = "video", "Video"
        AUDIO = "audio", "Audio"
        IMAGE = "image", "Image"
        DOCUMENT = "document", "Document"

    class Display(models.TextChoices):
        FULL = "full", "Full text"
        PASSAGES = "passages", "Quoted passages only"
        WITHHELD = "withheld", "Withheld"

    kind = models.CharField(max_length=20, choices=Kind)
    publisher = models.ForeignKey(
        Publisher, on_delete=models.PROTECT, null=True, blank=True, related_name="sources"
    )
    headline = SourceLine(
        max_length=500, blank=True, help_text="As printed. Leave empty if unknown."
    )
    author = SourceLine(max_length=300, blank=True, help_text="The byline as printed.")
    account = Line(max_length=200, blank=True, help_text="The account that posted it, as @name.")
    published_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(
        null=True, blank=True, help_text="The exact time, if known."
    )
    time_zone = ZoneName(
        max_length=64,
        blank=True,
        help_text="Of the place of its day and hour, such as America/New_York. Empty means UTC.",
    )
    place = Line(
        max_length=100,
        blank=True,
        help_text="Where that is, as its hour is written: 17:56 in Washington.",
    )
    language = Code(max_length=35, blank=True, help_text="Language code, such as en or ar.")
    duration = models.PositiveIntegerField(
        "length of the recording",
        null=True,
        blank=True,
        help_text="In seconds, of video or audio.",
    )
    url = Address("address", max_length=2000, blank=True)
    display = models.CharField(max_length=20, choices=Display, default=Display.FULL)
    withheld_reason = Prose(blank=True, help_text="Shown to the public in place of the text.")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    added_at = models.DateTimeField(auto_now_add=True)

    objects = SourceQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["url"],
                condition=~Q(url=""),
                name="source_address_unique",
                violation_error_message="A source with this address is already recorded.",
            ),
            models.CheckConstraint(
                condition=Q(duration=None) | Q(duration__range=(1, LONGEST_RECORDING)),
                name="source_duration_plausible",
                violation_error_message="A recording lasts at least a second and at most a month. "
                "Check its length.",
            ),
            models.CheckConstraint(
                condition=~Q(display="withheld") | ~Q(withheld_reason=""),
                name="source_withheld_with_reason",
                violation_error_message="Say publicly why the text is withheld.",
            ),
            models.CheckConstraint(
                condition=Q(place="") | ~Q(time_zone=""),
                name="source_place_with_its_zone",
                violation_error_message="Give the time zone of that place, too, such as "
                "America/New_York.",
            ),
            models.CheckConstraint(
                condition=Q(published_on=None) | Q(published_on__gte=dt.date(1000, 1, 1)),
                name="source_date_plausible",
                violation_error_message="That date is before the year 1000. Check the year.",
            ),
        ]
        indexes = [
            models.Index(fields=["publisher", "-published_on"]),
            models.Index(fields=["-published_on", "-id"], name="source_newest_first"),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        if self.published_on and self.published_on > time_zones.latest_day():
            raise ValidationError({"published_on": "This date is in the future. Check the year."})
        self._check_day()

    def _check_day(self):
        """Refuse a day that it wasn't, at the instant, in the source's time zone."""
        if not self.published_at or not self.published_on:
            return
        if self.time_zone not in time_zones.names() | {""}:
            return  # refused by its own field
        if self.day_of(self.published_at) != self.published_on:
            there = time_zones.moment_at(self.published_at, self.time_zone, self.place)
            raise ValidationError({"published_on": OTHER_DAY.format(there)})

    def save(self, *args, **kwargs):
        """Save it; its day follows from the instant if only that was given."""
        if self.published_at and not self.published_on:
            self.published_on = self.day_of(self.published_at)
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "published_on"}
        super().save(*args, **kwargs)

    def day_of(self, moment: dt.datetime) -> dt.date:
        """The day of an instant where the source is; in UTC where that isn't stated."""
        return time_zones.day_at(moment, self.time_zone)

    @property
    def latest_capture(self):
        return self.captures.newest_first().first()

    @property
    def described(self) -> Described:
        """What its name is made of; its publisher has to be loaded where it has no headline."""
        own = (getattr(self, name) for name in NAMED_BY[:8])
        outlet = self.publisher
        return described_of(*own, *((outlet.name, outlet.kind) if outlet else ("", "")))

    @property
    def title(self) -> str:
        """What it is called everywhere: its headline, or else its outlet and day."""
        return self.headline if self.headline.strip() else self.described.label

    @property
    def title_with_opening(self) -> str:
        """The same in the newsroom's lists, where several without a headline may be of one day."""
        opening = getattr(self, "opening", "")
        if self.headline.strip() or not opening:
            return self.title
        return f"{self.title}, beginning “{opening_words(opening)}”"


class ArticleManager(models.Manager.from_queryset(SourceQuerySet)):
    def get_queryset(self):
        return super().get_queryset().articles()


class Article(Source):
    """A source as journalists know it best: a story that an outlet printed."""

    objects = ArticleManager()

    class Meta:
        proxy = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.pk is None and not self.kind:
            self.kind = Source.Kind.ARTICLE

    # A source's history listens to Source alone, so an article is saved as the source it is.

    def save(self, *args, **kwargs):
        self._as_source().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        return self._as_source().delete(*args, **kwargs)

    def _as_source(self) -> Source:
        source = Source()
        source.__dict__ = self.__dict__
        return source


Article._meta.simple_history_manager_attribute = "history"
